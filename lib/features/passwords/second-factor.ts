import { Secret, TOTP } from "otpauth";
import { normaliseRecoveryCode } from "@/lib/model/people/recovery-code";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";

const totpPeriod = 30;

/** A new seed: 160 bits in base32 (RFC 4226 §4, R6). */
export function newTotpSeed(): string {
  return new Secret({ size: 20 }).base32;
}

/** The TOTP of a seed (RFC 6238, with what every authenticator app supports). */
export function totpOf(seed: string, label: string): TOTP {
  return new TOTP({
    issuer: "Gatehouse",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: totpPeriod,
    secret: Secret.fromBase32(seed),
  });
}

/** The time step of a code, if it is right now or one step off (RFC 6238 §5.2); else `null`. */
export function totpStep(seed: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(seed, "").validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / totpPeriod) + delta;
}

/** How a second factor was proved. */
export type SecondFactorProof = "totp" | "recovery_code";

/**
 * Checks and uses up a code from the authenticator app, or a recovery code; `null` if it is wrong or was used before.
 * Each is consumed in one statement, so the same code twice at once passes once.
 */
export async function consumeSecondFactor(
  { store, secrets, vault, now }: Pick<Dependencies, "store" | "secrets" | "vault" | "now">,
  userId: string,
  code: string,
): Promise<SecondFactorProof | null> {
  const credentials = await store.users.credentialsOf(userId);
  if (!credentials?.totpSealed) return null;
  const step = totpStep(vault.open(credentials.totpSealed, sealContexts.totpSeed(userId)), code, now());
  if (step !== null) return (await store.users.useTotpStep(userId, String(step))) ? "totp" : null;
  const recovery = normaliseRecoveryCode(code);
  if (recovery === null) return null;
  return (await store.users.useRecoveryCode(userId, secrets.hash(recovery), now())) ? "recovery_code" : null;
}
