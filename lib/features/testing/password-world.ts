import type { UserRecord } from "@/lib/db/repositories/users";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { type PasswordSignIn, signInWithPassword } from "@/lib/features/passwords/sign-in-with-password";
import { passwordHasher } from "@/lib/infra/crypto/password-hasher";
import type { Membership } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";

export const ownPassword = "walrus teapot granite";
let hashing: Promise<string> | undefined;

/** The hash of `ownPassword`; hashing is slow on purpose, so it is computed once. */
export function ownPasswordHash(): Promise<string> {
  hashing ??= passwordHasher.hash(ownPassword);
  return hashing;
}

/** Ann, who has a password, in a space of her own. */
export async function annWithPassword(
  deps: Dependencies,
  change: { space?: Partial<Space>; membership?: Partial<Membership>; person?: Partial<UserRecord> } = {},
) {
  const space = await aSpace(deps.store, change.space);
  const membership = await aMember(deps.store, space.id, change.membership, {
    email: "ann@acme.example",
    passwordHash: await ownPasswordHash(),
    ...change.person,
  });
  return { space, userId: membership.userId };
}

/** What a new browser sends, with the test's own values on top. */
export function aTry(change: Partial<PasswordSignIn> = {}): PasswordSignIn {
  return {
    email: "ann@acme.example",
    password: ownPassword,
    spaceSlug: null,
    deviceCookie: null,
    address: "192.0.2.1",
    userAgent: "Test",
    previousSessionId: null,
    ...change,
  };
}

/** Signs in and returns the admission; anything else fails the test. */
export async function signedIn(deps: Dependencies, change: Partial<PasswordSignIn> = {}) {
  const result = await signInWithPassword(deps, aTry(change));
  if (!result.ok) throw new Error(result.problem.code);
  if (result.value.step !== "signed_in") throw new Error(result.value.step);
  return result.value;
}

/** The refusal's code and words, or `null` if there was none. */
export async function refusalOf(deps: Dependencies, change: Partial<PasswordSignIn> = {}) {
  const result = await signInWithPassword(deps, aTry(change));
  return result.ok ? null : result.problem;
}
