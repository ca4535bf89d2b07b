import type { Store } from "@/lib/db/store";
import { endings } from "@/lib/model/access/endings";
import { type AccessReceipt, addReceipts, hasEnded, nothingEnded } from "@/lib/model/access/receipt";
import { namesOfSignal } from "@/lib/model/access/signal-names";
import type { SignalKind, SignalSubject } from "@/lib/model/access/signals";
import type { Connection } from "@/lib/model/connections/connection";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type EndedPeople, endAccess } from "./end-access";

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
  { outcome: "ended" | "nobody"; receipt: AccessReceipt; userId: string | null } | { outcome: "replayed" };

/**
 * Ends what a signal demands (docs/model.md#what-a-signal-ends), in one transaction with its receipt and the audit
 * events: the spaces of the connection are locked first, as a sign-in locks them, so that no session opens in between.
 * A signal that names nobody known is kept: a sign-in of that person that has begun before it does not finish.
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
    const spaceIds = isUnknown ? [] : options.map(({ space }) => space.id);
    const receipt = await end({ ...deps, store: tx }, signal, spaceIds, userId);
    const outcome = hasEnded(receipt) ? "ended" : "nobody";
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
  deps: Pick<Dependencies, "store" | "now">,
  signal: VerifiedSignal,
  spaceIds: readonly string[],
  userId: string | null,
): Promise<AccessReceipt> {
  const { connection, kind } = signal;
  let sum: AccessReceipt = nothingEnded;
  for (const spaceId of spaceIds) {
    const receipts = await endAccess(deps, spaceId, {
      cause: kind,
      actor: { kind: "system", id: null, name: connection.name, address: null },
      people: peopleOf(signal, userId),
      organizationId: connection.organizationId,
    });
    sum = addReceipts([sum, ...receipts.values()]);
  }
  return sum;
}

function peopleOf({ connection, kind, subject }: VerifiedSignal, userId: string | null): EndedPeople {
  const providerSessions = subject.sessionIndexes;
  const { sessions, personalTokens } = endings[kind];
  // What no longer trusts the person at all is not limited to a session.
  const isWholePerson = sessions === "space" && (providerSessions.length === 0 || personalTokens !== null);
  return isWholePerson && userId !== null
    ? { userIds: [userId] }
    : { connectionId: connection.id, userId, providerSessions };
}
