import { tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies, SealContext } from "@/lib/ports/dependencies";
import { admitByPassword, type PasswordAdmission } from "./admit-by-password";
import { forgivePasswordTries } from "./password-tries";
import { rememberedDevice } from "./remembered-device";
import { consumeSecondFactor } from "./second-factor";

const lifetime = 10 * 60 * 1000;
const context: SealContext = { tenant: "global", table: "second_step", row: "ticket", column: "value" };

/** The password was right; the code is still missing. */
export interface SecondStep {
  step: "second_factor";
  /** For a cookie of this browser only. */
  ticket: string;
  expiresAt: Date;
}

interface Passed {
  userId: string;
  /** From the hash that was checked: a changed password invalidates the ticket. */
  fingerprint: string;
  spaceSlug: string | null;
  until: number;
}

/** The ticket that proves the right password. */
export function sealSecondStep(
  { vault, secrets, now }: Pick<Dependencies, "vault" | "secrets" | "now">,
  passed: { userId: string; passwordHash: string; spaceSlug: string | null },
): SecondStep {
  const until = now().getTime() + lifetime;
  const content: Passed = {
    userId: passed.userId,
    fingerprint: secrets.hash(passed.passwordHash),
    spaceSlug: passed.spaceSlug,
    until,
  };
  return {
    step: "second_factor",
    ticket: vault.seal(JSON.stringify(content), context),
    expiresAt: new Date(until),
  };
}

export interface SecondStepInput {
  ticket: string | null;
  /** From the authenticator app, or a recovery code. */
  code: string;
  deviceCookie: string | null;
  address: string | null;
  userAgent: string | null;
  previousSessionId: string | null;
}

/**
 * The second step of a password sign-in. Codes are counted per account, wherever they come from, because a stranger
 * here knows the password already; the account's own devices have a count of their own.
 */
export async function finishSecondStep(
  deps: Dependencies,
  input: SecondStepInput,
): Promise<Outcome<PasswordAdmission>> {
  const passed = openTicket(deps, input.ticket);
  if (!passed) return startAgain();
  const device = rememberedDevice(deps, input.deviceCookie, passed.userId);
  const key = device ? `${passed.userId}:device:${device}` : passed.userId;
  const wait = await deps.rateLimits.spend("second_factor", key);
  if (wait > 0) return tooManyTries(wait);

  const credentials = await deps.store.users.credentialsOf(passed.userId);
  const passwordHash = credentials?.passwordHash ?? null;
  if (passwordHash === null || deps.secrets.hash(passwordHash) !== passed.fingerprint) return startAgain();
  const proof = await consumeSecondFactor(deps, passed.userId, input.code);
  if (proof === null) {
    return refused(
      "forbidden",
      "code_refused",
      "This code is incorrect, has expired or was used before. Enter the code that your authenticator app shows now, or a recovery code that you have not used.",
      { field: "code" },
    );
  }
  const { userId, spaceSlug } = passed;
  const admitted = await admitByPassword(deps, {
    ...input,
    userId,
    passwordHash,
    spaceSlug,
    secondFactor: proof,
  });
  if (!admitted.ok) return admitted;
  await deps.rateLimits.forgive("second_factor", key);
  const user = await deps.store.users.byId(userId);
  if (user) await forgivePasswordTries(deps, { email: user.email, device, address: input.address });
  return done(admitted.value);
}

/** The second step that is open in this browser, for the page that asks for the code: the space it leads to, if one. */
export function openSecondStep(
  deps: Pick<Dependencies, "vault" | "now">,
  ticket: string | null,
): { spaceSlug: string | null } | null {
  const passed = openTicket(deps, ticket);
  return passed && { spaceSlug: passed.spaceSlug };
}

function openTicket(
  { vault, now }: Pick<Dependencies, "vault" | "now">,
  ticket: string | null,
): Passed | null {
  if (!ticket) return null;
  try {
    // Sealed by us and bound to its purpose: what opens is what we wrote.
    const passed = JSON.parse(vault.open(ticket, context)) as Passed;
    return passed.until > now().getTime() ? passed : null;
  } catch {
    return null;
  }
}

function startAgain() {
  return refused(
    "forbidden",
    "second_step_over",
    "More than ten minutes have passed since you entered your password, or it was changed. Go back and start again.",
  );
}
