import type { EndedSignIn } from "@/lib/db/repositories/application-endings";
import type { EndedSession } from "@/lib/db/repositories/space-sessions";
import { type AccessCause, endings } from "@/lib/model/access/endings";
import { type AccessReceipt, addReceipts } from "@/lib/model/access/receipt";
import type { Actor } from "@/lib/model/audit/audit";
import type { Dependencies } from "@/lib/ports/dependencies";
import { AccessTally } from "./access-tally";

/** Whose access to a space ends, beside what the cause itself leaves alone. */
export type EndedPeople =
  | { userIds: readonly string[] }
  /** What one connection has opened: for a person, in the provider's sessions, or both. */
  | { connectionId: string; userId: string | null; providerSessions: readonly string[] }
  | "everybody";

export interface AccessEnding {
  cause: AccessCause;
  actor: Actor;
  people: EndedPeople;
  /** The organization whose kept tool tokens may end with it; `null`: none. */
  organizationId: string | null;
  /** Names of people for the audit log, where the caller knows them. */
  names?: ReadonlyMap<string, string>;
  /** Writes a receipt for each of the people even if nothing has ended. */
  saysNothing?: boolean;
}

/**
 * Ends in one space what the cause demands (`endings`, docs/model.md#what-ends-access), with a receipt for each person
 * in the audit log, and so to webhooks (for everybody at once, one for all). Applications are told by the worker that delivers sign-outs. In the
 * transaction of the change. Returns the receipts by person; people of whom nothing has ended have none.
 */
export async function endAccess(
  deps: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  ending: AccessEnding,
): Promise<Map<string, AccessReceipt>> {
  const { store } = deps;
  const { cause, people, organizationId } = ending;
  const rule = endings[cause];
  const now = deps.now();
  const tally = new AccessTally();
  const sessions = await endSessions(deps, spaceId, ending);
  tally.addSessions(sessions.map(({ userId }) => userId));
  tally.addSignIns(await endSignIns(deps, spaceId, ending, sessions));
  const userIds = people === "everybody" || !("userIds" in people) ? [] : people.userIds;
  if (rule.personalTokens)
    tally.add("personalTokens", await store.tokensOf(spaceId).endOfUsers(userIds, rule.personalTokens, now));
  if (rule.toolTokens && organizationId)
    tally.add("toolTokens", await store.providerTokensOf(organizationId).endOfUsers(userIds, now));
  const receipts = tally.receipts();
  const named = ending.saysNothing ? new Set([...userIds, ...receipts.keys()]) : receipts.keys();
  if (people === "everybody") await writeSum(deps, spaceId, ending, receipts);
  else await writeReceipts(deps, spaceId, ending, named, receipts);
  return receipts;
}

function endSessions(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  { cause, people }: AccessEnding,
): Promise<EndedSession[]> {
  const here = store.sessionsOf(spaceId);
  if (people === "everybody") return here.endAll(cause, now());
  return "userIds" in people
    ? here.endOfUsers(people.userIds, cause, now())
    : here.endThrough(people.connectionId, people, cause, now());
}

async function endSignIns(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  { cause, people }: AccessEnding,
  sessions: readonly EndedSession[],
): Promise<EndedSignIn[]> {
  const revoke = endings[cause].refreshTokens;
  const signIns = store.applicationEndingsOf(spaceId);
  const sessionIds = sessions.map(({ id }) => id);
  const which = !revoke || (people !== "everybody" && !("userIds" in people)) ? { sessionIds } : people;
  return signIns.end(which, { cause, revoke }, now());
}

async function writeReceipts(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  { cause, actor, names }: AccessEnding,
  userIds: Iterable<string>,
  receipts: ReadonlyMap<string, AccessReceipt>,
): Promise<void> {
  const entries = [...userIds].map((id) => {
    const name = names?.get(id);
    return {
      actor,
      action: "access.ended",
      target: { kind: "user", id, ...(name ? { name } : {}) },
      details: { cause, ...addReceipts([receipts.get(id)].flatMap((one) => one ?? [])) },
    };
  });
  await store.auditOf(spaceId).appendAll(entries, now());
}

/** One receipt for all: thousands of people may have been signed out by one choice. */
async function writeSum(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  { cause, actor }: AccessEnding,
  receipts: ReadonlyMap<string, AccessReceipt>,
): Promise<void> {
  if (receipts.size === 0) return;
  const details = { cause, people: receipts.size, ...addReceipts(receipts.values()) };
  await store.auditOf(spaceId).append({ actor, action: "access.ended", details }, now());
}

/**
 * Ends in every space what the cause demands of one person, for what concerns the person as such: a new password, a
 * new address. Each space that they are an active member of gets the receipt of its own part. In the transaction of
 * the change. Returns the sum; a session that reached several spaces counts once.
 */
export async function endAccessEverywhere(
  deps: Pick<Dependencies, "store" | "now">,
  user: { id: string; email: string },
  ending: { cause: AccessCause; actor: Actor; exceptSessionId?: string | null },
): Promise<AccessReceipt> {
  const { store } = deps;
  const { cause, actor } = ending;
  const now = deps.now();
  const rule = endings[cause];
  const exceptSessionId = rule.sessions === "others" ? (ending.exceptSessionId ?? null) : null;
  const sessions = await store.sessions.endOfUser(user.id, cause, now, exceptSessionId ?? undefined);
  const memberships = await store.users.membershipsOf(user.id);
  // Always in the same order: two such changes at once would otherwise deadlock on each other's audit chains.
  const spaceIds = [...new Set(memberships.map(({ spaceId }) => spaceId))].sort();
  const receipts: AccessReceipt[] = [];
  for (const spaceId of spaceIds) {
    const here = sessions.filter((session) => session.spaceIds.includes(spaceId));
    const tally = new AccessTally();
    tally.addSessions(here.map(() => user.id));
    const signIns = store.applicationEndingsOf(spaceId);
    const which = rule.refreshTokens
      ? { userIds: [user.id], exceptSessionId }
      : { sessionIds: here.map(({ id }) => id) };
    tally.addSignIns(await signIns.end(which, { cause, revoke: rule.refreshTokens }, now));
    const found = tally.receipts();
    receipts.push(...found.values());
    const membership = memberships.find((one) => one.spaceId === spaceId);
    if (membership?.status !== "active" || membership.vouchedFor) continue;
    const names = new Map([[user.id, user.email]]);
    const told = { cause, actor, names, organizationId: null, people: { userIds: [user.id] } };
    await writeReceipts(deps, spaceId, told, found.keys(), found);
  }
  return { ...addReceipts(receipts), sessions: sessions.length };
}
