import { signInRefused, tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import { admitByPassword, type PasswordAdmission } from "./admit-by-password";
import { forgivePasswordTries, spendPasswordTry } from "./password-tries";
import { rememberedDevice } from "./remembered-device";
import { type SecondStep, sealSecondStep } from "./second-step";

export interface PasswordSignIn {
  email: string;
  password: string;
  /** The slug of the space whose sign-in page is used; `null` at `/login`. */
  spaceSlug: string | null;
  /** The value of this browser's device cookie. */
  deviceCookie: string | null;
  address: string | null;
  userAgent: string | null;
  previousSessionId: string | null;
}

export type PasswordSignInResult = PasswordAdmission | SecondStep;

/**
 * Signs in by address and password, as far as the spaces' `passwordSignIn` allow (docs/model.md#passwords). A person
 * who is unknown, has no password, may not use it or mistypes it gets the same answer after the same work. With
 * two-factor set up the answer is a ticket for the second step.
 */
export async function signInWithPassword(
  deps: Dependencies,
  input: PasswordSignIn,
): Promise<Outcome<PasswordSignInResult>> {
  const address = normaliseEmail(input.email);
  const user = address === null ? null : await deps.store.users.byEmail(address);
  const attempt = {
    email: address ?? input.email,
    device: user && rememberedDevice(deps, input.deviceCookie, user.id),
    address: input.address,
  };
  const wait = await spendPasswordTry(deps, attempt);
  if (wait > 0) return tooManyTries(wait);

  const passwordHash = await verifiedHash(deps, user, input.password);
  if (user === null || passwordHash === null) {
    deps.log.info("password sign-in refused", { userId: user?.id ?? null, address: input.address });
    return signInRefused();
  }
  const credentials = await deps.store.users.credentialsOf(user.id);
  if (credentials?.totpEnabledAt) {
    return done(sealSecondStep(deps, { userId: user.id, passwordHash, spaceSlug: input.spaceSlug }));
  }
  const admitted = await admitByPassword(deps, {
    ...input,
    userId: user.id,
    passwordHash,
    secondFactor: null,
  });
  if (admitted.ok) await forgivePasswordTries(deps, attempt);
  return admitted;
}

/** The hash that the password was checked against, or `null`. Always takes one verification's time. */
async function verifiedHash(deps: Dependencies, user: User | null, password: string): Promise<string | null> {
  const credentials = user && (await deps.store.users.credentialsOf(user.id));
  const usable = user !== null && (user.isOperator || user.ssoOnlyOrganizationId === null);
  if (!usable || !credentials?.passwordHash) {
    await deps.passwords.pretend(password);
    return null;
  }
  return (await deps.passwords.verify(credentials.passwordHash, password)) ? credentials.passwordHash : null;
}
