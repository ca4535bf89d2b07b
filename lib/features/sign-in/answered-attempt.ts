import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { Attempt } from "./received";

/** What an answer says about its attempt, none of it verified. */
export interface AttemptNames {
  requestIds: readonly string[];
  relayState: string | null;
}

export interface FoundAttempt {
  /** The connection that owns the address, of whatever protocol. */
  arrivedAt: { connectionId: string; connection: Connection | null };
  /** The SAML connection that owns the reply address; `null` if there is none. */
  connection: Connection | null;
  live: Configuration | null;
  /** The attempt of this connection. */
  attempt: Attempt | null;
  /** Otherwise a waiting attempt of another connection: its answer was sent to the wrong address. */
  misdirected: Attempt | null;
}

/** RelayState is the attempt's id, as `begin` sent it. */
const attemptId = /^att_[0-9a-z]{20}$/;

/**
 * Finds the attempt that a SAML answer belongs to (docs/model.md#tying): by InResponseTo, of the Response or of a
 * confirmation, else by RelayState. An attempt of this connection comes first. One of another connection counts only
 * while it waits, and only to be ended; RelayState alone never reopens an ended attempt, because providers' tiles may
 * send an old one.
 */
export async function findAnsweredAttempt(
  { store, now }: SsoDependencies,
  connectionId: string,
  { requestIds, relayState }: AttemptNames,
): Promise<FoundAttempt> {
  const [first] = requestIds;
  const found = await store.connectionLookup.withLive(
    connectionId,
    first === undefined ? null : { requestId: first },
  );
  const isSaml = found?.connection.protocol === "saml";
  const here = {
    arrivedAt: { connectionId, connection: found?.connection ?? null },
    connection: isSaml ? found.connection : null,
    live: isSaml ? found.live : null,
  };
  if (isSaml && found.attempt) return { ...here, attempt: found.attempt, misdirected: null };
  const named = await store.attempts.namedBy({
    requestIds,
    attemptId: relayState !== null && attemptId.test(relayState) ? relayState : null,
  });
  const byRequest = requestIds.flatMap((id) => named.filter(({ requestId }) => requestId === id));
  const byRelayState = named.filter(({ id, status }) => id === relayState && status === "started");
  const attempts = [...byRequest, ...byRelayState];
  const own = attempts.find((attempt) => isSaml && attempt.connectionId === connectionId) ?? null;
  if (own) return { ...here, attempt: own, misdirected: null };
  const waiting = attempts.find(({ status, expiresAt }) => status === "started" && expiresAt > now());
  return { ...here, attempt: null, misdirected: waiting ?? null };
}
