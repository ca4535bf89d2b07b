import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { type SecurityChange, securityChanged } from "@/lib/features/notifications/messages/security-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { appendForPerson } from "@/lib/features/people/person-audit";
import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { User } from "@/lib/model/people/person";
import { recoveryCodeCount, recoveryCodeFrom, showRecoveryCode } from "@/lib/model/people/recovery-code";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { confirmOwnPassword } from "./own-password";
import { passwordSpacesOf } from "./password-access";
import { consumeSecondFactor, newTotpSeed, totpOf, totpStep } from "./second-factor";

/** What the person enters in their authenticator app. */
export interface TwoFactorSetup {
  /** Base32, for typing. */
  seed: string;
  /** `otpauth://…`, for the QR code. */
  uri: string;
}

/** Shown once, to be kept on paper. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}

/** The proof required to change a second factor that is on. */
export interface PasswordAndCode {
  currentPassword: string;
  code: string;
}

/** Begins the set-up, after the password: creates a seed that has no effect until a code of it is confirmed. */
export async function beginTwoFactor(
  deps: Dependencies,
  ctx: Context,
  input: { currentPassword: string },
): Promise<Outcome<TwoFactorSetup>> {
  const person = await changingPerson(deps, ctx);
  if (!person.ok) return person;
  const user = person.value;
  if (!user.hasPassword) {
    return refused(
      "conflict",
      "no_password",
      "Two-factor applies only to password sign-ins, and you have no password. Your identity provider manages this for you.",
    );
  }
  if (user.hasTwoFactor) return refused("conflict", "two_factor_on", "Two-factor sign-in is already on.");
  const password = await confirmOwnPassword(deps, ctx, user, input.currentPassword);
  if (!password.ok) return password;
  const seed = newTotpSeed();
  const totpSealed = deps.vault.seal(seed, sealContexts.totpSeed(user.id));
  await deps.store.users.update(user.id, { totpSealed, totpEnabledAt: null });
  return done({ seed, uri: totpOf(seed, user.email).toString() });
}

/** Turns two-factor on with the first code from the app; returns the recovery codes. Other sessions end. */
export async function confirmTwoFactor(
  deps: Dependencies,
  ctx: Context,
  input: { code: string },
): Promise<Outcome<RecoveryCodes>> {
  const person = await changingPerson(deps, ctx);
  if (!person.ok) return person;
  const user = person.value;
  const wait = await deps.rateLimits.spend("second_factor", `${user.id}:setup`);
  if (wait > 0) return tooManyTries(wait);
  const at = deps.now();
  return deps.store.transaction(async (tx) => {
    const credentials = await tx.users.credentialsOf(user.id);
    if (credentials?.totpEnabledAt)
      return refused("conflict", "two_factor_on", "Two-factor sign-in is already on.");
    const seed =
      credentials?.totpSealed && deps.vault.open(credentials.totpSealed, sealContexts.totpSeed(user.id));
    const step = seed ? totpStep(seed, input.code, at) : null;
    if (step === null || !(await tx.users.useTotpStep(user.id, String(step)))) return codeRefused();
    await tx.users.update(user.id, { totpEnabledAt: at });
    const codes = await newRecoveryCodes({ ...deps, store: tx }, user.id);
    await endOtherAccess({ ...deps, store: tx }, ctx, user, "two_factor_enabled");
    await notify({ ...deps, store: tx }, ctx, user, "two_factor_enabled");
    return done(codes);
  });
}

/**
 * Creates new recovery codes in place of all old ones; asks for password and code, because they are equivalent to
 * one.
 */
export async function replaceRecoveryCodes(
  deps: Dependencies,
  ctx: Context,
  input: PasswordAndCode,
): Promise<Outcome<RecoveryCodes>> {
  const person = await withPasswordAndCode(deps, ctx, input);
  if (!person.ok) return person;
  return deps.store.transaction(async (tx) => {
    const codes = await newRecoveryCodes({ ...deps, store: tx }, person.value.id);
    await notify({ ...deps, store: tx }, ctx, person.value, "recovery_codes_replaced");
    return done(codes);
  });
}

/**
 * Turns two-factor off; asks for password and code, and refuses while a space that the person enters by password
 * requires it.
 */
export async function disableTwoFactor(
  deps: Dependencies,
  ctx: Context,
  input: PasswordAndCode,
): Promise<Outcome<null>> {
  const spaces = ctx.user ? await passwordSpacesOf(deps.store, ctx.user.id) : [];
  // A space that has only invited them requires nothing yet.
  const demanding = spaces.find(
    ({ space, membership }) => space.twoFactorRequired && membership.status === "active",
  );
  if (demanding) {
    return refused(
      "conflict",
      "two_factor_required",
      `${demanding.space.name} requires two-factor sign-in from everyone who uses a password, so it stays on.`,
    );
  }
  const person = await withPasswordAndCode(deps, ctx, input);
  if (!person.ok) return person;
  const user = person.value;
  return deps.store.transaction(async (tx) => {
    await tx.users.update(user.id, { totpSealed: null, totpEnabledAt: null });
    await tx.users.replaceRecoveryCodes(user.id, []);
    await endOtherAccess({ ...deps, store: tx }, ctx, user, "two_factor_disabled");
    await notify({ ...deps, store: tx }, ctx, user, "two_factor_disabled");
    return done(null);
  });
}

/** The person, read afresh, if this session may change how they sign in (docs/model.md#proof-of-the-address). */
async function changingPerson(deps: Dependencies, ctx: Context): Promise<Outcome<User>> {
  const user = ctx.user && (await deps.store.users.byId(ctx.user.id));
  if (!user || !ctx.sessionId) {
    return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  }
  return (await hasProvenAddress(deps, ctx)) ? done(user) : addressNotProven();
}

async function withPasswordAndCode(
  deps: Dependencies,
  ctx: Context,
  { currentPassword, code }: PasswordAndCode,
): Promise<Outcome<User>> {
  const person = await changingPerson(deps, ctx);
  if (!person.ok) return person;
  if (!person.value.hasTwoFactor) return refused("conflict", "two_factor_off", "Two-factor sign-in is off.");
  // The password first: a wrong one must not use up the code.
  const password = await confirmOwnPassword(deps, ctx, person.value, currentPassword);
  if (!password.ok) return password;
  const wait = await deps.rateLimits.spend("second_factor", `${person.value.id}:session:${ctx.sessionId}`);
  if (wait > 0) return tooManyTries(wait);
  return (await consumeSecondFactor(deps, person.value.id, code)) ? person : codeRefused();
}

async function newRecoveryCodes(
  { store, secrets }: Pick<Dependencies, "store" | "secrets">,
  userId: string,
): Promise<RecoveryCodes> {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) {
    const code = recoveryCodeFrom(Buffer.from(secrets.secret(), "base64url"));
    if (code !== null) codes.add(code);
  }
  await store.users.replaceRecoveryCodes(
    userId,
    [...codes].map((code) => secrets.hash(code)),
  );
  return { recoveryCodes: [...codes].map(showRecoveryCode) };
}

async function endOtherAccess(
  deps: Dependencies,
  { actor, sessionId: exceptSessionId }: Context,
  user: User,
  cause: "two_factor_enabled" | "two_factor_disabled",
): Promise<void> {
  await endAccessEverywhere(deps, user, { cause, actor, exceptSessionId });
}

async function notify(
  deps: Dependencies,
  ctx: Context,
  user: User,
  change: Extract<SecurityChange, "two_factor_enabled" | "two_factor_disabled" | "recovery_codes_replaced">,
): Promise<void> {
  const at = deps.now();
  const actions = {
    two_factor_enabled: "two_factor.enabled",
    two_factor_disabled: "two_factor.disabled",
    recovery_codes_replaced: "two_factor.recovery_codes_replaced",
  } as const;
  await appendForPerson(deps.store, user, { actor: ctx.actor, action: actions[change] }, at);
  const text = securityChanged(change, { at, address: ctx.actor.address, appUrl: deps.appUrl });
  await sendMessage(deps, { spaceId: null, recipient: user.email, ...text });
}

function codeRefused() {
  return refused(
    "forbidden",
    "code_refused",
    "This code is incorrect, has expired or was used before. Enter the code that your authenticator app shows now.",
    { field: "code" },
  );
}
