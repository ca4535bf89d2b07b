import { type Visit, visit } from "@/e2e/idp/openid/visit";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { OidcRelyingParty, OidcSettings } from "@/lib/ports/oidc";
import { createOidcRelyingParty } from "../relying-party";

export const redirectUri = "http://127.0.0.1:9/api/sso/oidc/conn_test/callback";
export const verifier = "a-code-verifier-of-43-characters-at-the-least-0";

/** A relying party that may reach the given hosts. `patienceMs` limits each call: less for a provider that hangs. */
export function aRelyingParty(
  hosts: readonly string[],
  { clock, patienceMs = 15_000 }: { clock?: () => number; patienceMs?: number } = {},
): OidcRelyingParty {
  const outbound = createOutbound({ allow: hosts, totalTimeoutMs: patienceMs });
  return createOidcRelyingParty({ outbound, clock });
}

export interface Rehearsal extends Visit {
  settings: OidcSettings;
  /** Alters the browser's answer on its way. */
  tamper?: (parameters: URLSearchParams) => void;
  /** This side's memory of the sign-in, if it differs from what was sent. */
  expected?: Partial<{ state: string; nonce: string; codeVerifier: string }>;
  /** Our clock, read when the browser returns. */
  now?: () => Date;
}

/** One whole sign-in against a simulator: begin, the person's part, receive. */
export async function signIn(
  party: OidcRelyingParty,
  { settings, tamper, expected, now, ...person }: Rehearsal,
): Promise<ValidationResult<OidcRefusalCode>> {
  const parameters = await answerOf(party, settings, person);
  tamper?.(parameters);
  return party.receive({
    settings,
    redirectUri,
    parameters,
    expected: { state: "the-state", nonce: "the-nonce", codeVerifier: verifier, ...expected },
    now: now?.() ?? new Date(),
  });
}

/** Begins and does the person's part; returns the browser's answer. */
export async function answerOf(
  party: OidcRelyingParty,
  settings: OidcSettings,
  person: Visit = {},
): Promise<URLSearchParams> {
  const started = await party.begin({
    settings,
    redirectUri,
    state: "the-state",
    nonce: "the-nonce",
    codeVerifier: verifier,
  });
  if (started.outcome !== "ready") throw new Error(`begin was refused: ${started.refusal.code}`);
  return (await visit(started.url, person)).searchParams;
}

/** The code of a refusal, or `null` if it was accepted. */
export function codeOf(result: ValidationResult<OidcRefusalCode>): OidcRefusalCode | null {
  return result.outcome === "refused" ? result.refusal.code : null;
}
