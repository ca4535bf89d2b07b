import type { SignalRefusal } from "@/lib/model/access/signal-refusals";
import type { SignalKind } from "@/lib/model/access/signals";
import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { OpenedToken } from "@/lib/ports/oidc";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { SignalChecks, type SignedToken } from "@/lib/protocols/signals/step";
import { type EndedBySignal, endBySignal, type VerifiedSignal } from "./end-by-signal";
import { recordRefusedSignal } from "./record-refused-signal";
import { type SignalSource, signalSourceOf } from "./signal-source";

/** What becomes of a signal; the sender is answered in the form of its standard. */
export type SignalAnswer =
  | { outcome: "taken"; ended: Exclude<EndedBySignal, { outcome: "replayed" }> }
  /** About the stream of signals itself, and nobody's access. */
  | { outcome: "heard" }
  /** There is no such connection here, or it cannot have such signals. */
  | { outcome: "no_connection" }
  | { outcome: "refused"; code: SignalRefusal };

/** A signal whose signature is its provider's. */
export interface OpenSignal {
  connection: Connection;
  live: Configuration;
  source: SignalSource;
  /** The issuer whose keys have signed it. */
  issuer: string;
  token: SignedToken;
  checks: SignalChecks;
}

/** Longer tokens of this kind do not exist; each costs its length to decode. */
const longestToken = 20_000;

const failures = {
  unreadable: ["signal_unreadable", "token_format", "a signed JSON Web Token"],
  not_signed: ["signal_signature", "signature", "a key that the provider publishes"],
  keys_unavailable: ["signal_keys_unavailable", "signing_keys", "the provider's keys"],
} as const satisfies Record<
  Exclude<OpenedToken["outcome"], "opened">,
  readonly [SignalRefusal, string, string]
>;

/**
 * Finds the connection that a signal was sent to and verifies its signature. The issuer that a token names chooses among
 * the connection's own only: nothing else in it is believed before its signature is.
 */
export async function openSignal(
  deps: SsoDependencies,
  input: { connectionId: string; kind: SignalKind; token: string },
): Promise<OpenSignal | Exclude<SignalAnswer, { outcome: "taken" }>> {
  const { connectionId, kind, token } = input;
  const found = await deps.store.connectionLookup.withLive(connectionId, null);
  const source = found?.live ? signalSourceOf(connectionId, found.live.settings) : null;
  if (!found?.live || source === null) return { outcome: "no_connection" };
  const { connection, live } = found;
  const checks = new SignalChecks();
  const refuse = (code: SignalRefusal, check: string, received: unknown, expected: string) => {
    checks.refuse(code, check, received, expected);
    return refuseSignal(deps, { connection, kind, code, checks });
  };
  const named = token.length > longestToken ? undefined : issuerOf(token);
  if (named === undefined) {
    const [code, check, expected] = failures.unreadable;
    return refuse(code, check, token.slice(0, 40), expected);
  }
  const issuer = source.issuers.find((one) => one.issuer === named);
  if (!issuer) {
    const expected = source.issuers.map((one) => one.issuer).join(" or ");
    return refuse("signal_issuer", "issuer", named, expected || "none");
  }
  const opened = await deps.oidc.openToken(issuer, token);
  if (opened.outcome !== "opened") {
    const [code, check, expected] = failures[opened.outcome];
    return refuse(code, check, opened.received, expected);
  }
  checks.pass("signature", issuer.issuer);
  const { type, claims } = opened;
  return { connection, live, source, issuer: issuer.issuer, token: { type, claims }, checks };
}

/** Keeps a refused signal for the administrators, and says so. */
export async function refuseSignal(
  deps: SsoDependencies,
  refused: { connection: Connection; kind: SignalKind; code: SignalRefusal; checks: SignalChecks },
): Promise<Extract<SignalAnswer, { outcome: "refused" }>> {
  const { checks, ...rest } = refused;
  await recordRefusedSignal(deps, { ...rest, checks: checks.checks });
  return { outcome: "refused", code: refused.code };
}

/** Ends what a validated signal demands. One that has been served before is refused. */
export async function serveSignal(
  deps: SsoDependencies,
  { connection, checks }: OpenSignal,
  signal: Pick<VerifiedSignal, "kind" | "tokenId" | "subject">,
): Promise<SignalAnswer> {
  const ended = await endBySignal(deps, { connection, ...signal, checks: checks.checks });
  if (ended.outcome !== "replayed") return { outcome: "taken", ended };
  const { kind, tokenId } = signal;
  checks.refuse("signal_replayed", "identifier", tokenId, "an identifier that has not been used");
  return refuseSignal(deps, { connection, kind, code: "signal_replayed", checks });
}

/** The issuer that a token names; nothing of it is verified. `undefined`: the token cannot be read. */
function issuerOf(token: string): string | undefined {
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const iss = typeof claims === "object" && claims !== null && "iss" in claims ? claims.iss : undefined;
    return typeof iss === "string" ? iss : undefined;
  } catch {
    return undefined;
  }
}
