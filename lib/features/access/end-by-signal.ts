import type { Store } from "@/lib/db/store";
import { namesOfSignal } from "@/lib/model/access/signal-names";
import {
  endings,
  nothingSignalled,
  type SignalKind,
  type SignalReceipt,
  type SignalSubject,
} from "@/lib/model/access/signals";
import type { Connection } from "@/lib/model/connections/connection";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A provider's signal whose signature, issuer, audience and time are valid. */
export interface VerifiedSignal {
  connection: Connection;
  kind: SignalKind;
  /** The provider's own identifier of it (`jti`, or the ID of a LogoutRequest), which counts once. */
  tokenId: string;
  subject: SignalSubject;
  checks: readonly Check[];
}

export type EndedBySignal =
  /** `nobody`: the signal is valid, and there was nothing to end. */
  { outcome: "ended" | "nobody"; receipt: SignalReceipt; userId: string | null } | { outcome: "replayed" };

/**
 * Ends what a signal demands (docs/model.md#what-a-signal-ends), in one transaction with its receipt and the audit
 * events: the spaces of the connection are locked first, as a sign-in locks them, so that no session opens in between.
 * Applications are told by the worker that watches for sessions that have ended. A signal that names nobody known is
 * kept: a sign-in of that person that has begun before it does not finish.
 */
export async function endBySignal(
  deps: Pick<Dependencies, "store" | "now" | "secrets">,
  signal: VerifiedSignal,
): Promise<EndedBySignal> {
  const { connection, kind, tokenId, subject, checks } = signal;
  const { organizationId, id: connectionId, liveConfigurationId } = connection;
  const now = deps.now();
  return deps.store.transaction(async (tx): Promise<EndedBySignal> => {
    const options = liveConfigurationId
      ? await tx.organizationOptionsOf(organizationId).lockSignInOptions(connectionId, liveConfigurationId)
      : [];
    const id = deps.secrets.id("sig");
    const isNew = await tx.accessSignalsOf(organizationId).take({
      ...{ id, connectionId, kind, tokenId, outcome: "nobody", receivedAt: now },
      issuer: subject.identity?.issuer ?? null,
      subject: subject.identity?.subject ?? null,
      email: subject.email,
      sessionIndexes: subject.sessionIndexes,
      names: namesOfSignal(subject),
      checks,
    });
    if (!isNew) return { outcome: "replayed" };
    const userId = await personOf(tx, connection, subject);
    // A name that leads to nobody must not become a signal about everybody's sessions of that index.
    const isUnknown = userId === null && (subject.identity !== null || subject.email !== null);
    const receipt = isUnknown
      ? nothingSignalled
      : await end(tx, signal, {
          spaceIds: options.map(({ space }) => space.id),
          userId,
          now,
        });
    const outcome = Object.values(receipt).some((ended) => ended > 0) ? "ended" : "nobody";
    await tx.accessSignalsOf(organizationId).finish(id, { outcome, userId, receipt });
    return { outcome, receipt, userId };
  });
}

/** The person whom the connection has signed in under this name; `null`: nobody. */
async function personOf(
  store: Store,
  { organizationId, id }: Connection,
  { identity, email }: SignalSubject,
): Promise<string | null> {
  const { identities } = store.connectionsOf(organizationId);
  if (identity) {
    const link = await identities.ofSubject(id, identity);
    return link?.userId ?? null;
  }
  const user = email === null ? null : await store.users.byEmail(email);
  // An address alone could be anybody's: only people of this connection are its provider's to sign out.
  return user && (await identities.byUser(id, user.id)) ? user.id : null;
}

async function end(
  tx: Store,
  signal: VerifiedSignal,
  at: { spaceIds: readonly string[]; userId: string | null; now: Date },
): Promise<SignalReceipt> {
  const { userId, now } = at;
  const receipt = { ...nothingSignalled };
  for (const spaceId of at.spaceIds) {
    const sessions = await endSessions(tx, signal, { ...at, spaceId });
    const personalTokens =
      userId !== null && endings[signal.kind].personalTokens
        ? await tx.tokensOf(spaceId).endOfUser(userId, "access_ended", now)
        : 0;
    const ids = sessions.map(({ id }) => id);
    const applications = await tx.applicationSessions.countIn(ids, spaceId);
    receipt.sessions += ids.length;
    receipt.personalTokens += personalTokens;
    receipt.applications += applications;
    const people = new Set(sessions.map((session) => session.userId));
    if (personalTokens > 0 && userId !== null) people.add(userId);
    for (const id of people)
      await tx.auditOf(spaceId).append(
        {
          actor: { kind: "system", id: null, name: signal.connection.name, address: null },
          action: "access.ended",
          target: { kind: "user", id },
          details: {
            cause: signal.kind,
            sessions: sessions.filter((session) => session.userId === id).length,
            personalTokens: id === userId ? personalTokens : 0,
            ...(people.size === 1 ? { applications } : {}),
          },
        },
        now,
      );
  }
  if (userId !== null && endings[signal.kind].toolTokens)
    receipt.toolTokens = await tx.providerTokensOf(signal.connection.organizationId).endOfUser(userId, now);
  return receipt;
}

function endSessions(
  tx: Store,
  { connection, kind, subject }: VerifiedSignal,
  { spaceId, userId, now }: { spaceId: string; userId: string | null; now: Date },
) {
  const here = tx.sessionsOf(spaceId);
  const providerSessions = subject.sessionIndexes;
  const isEverySession = endings[kind].sessions === "person" && providerSessions.length === 0;
  return isEverySession && userId !== null
    ? here.endOfUser(userId, kind, now)
    : here.endThrough(connection.id, { userId, providerSessions }, kind, now);
}
