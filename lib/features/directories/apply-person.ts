import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { Store } from "@/lib/db/store";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { brakeLimit, brakeMinutes } from "@/lib/model/directories/brake";
import { decideStanding, type Standing, type StandingFacts } from "@/lib/model/directories/decide-standing";
import type { Directory, FeedReason, FeedState } from "@/lib/model/directories/directory";
import type { Membership, User } from "@/lib/model/people/person";
import { lowerRole, type Role } from "@/lib/model/people/roles";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Applying } from "./applying";
import { fedIdentity, readsFedValues } from "./fed-identity";
import { type FeedFacts, feedFacts } from "./feed-facts";
import { followPerson } from "./follow-person";
import { type Match, matchPerson } from "./match-person";
import type { TargetSpace } from "./target-spaces";
import { writeStanding } from "./write-standing";

/** What was made of a person, in plain words for the request log. */
export interface Applied {
  state: FeedState;
  reason: FeedReason | null;
  changed: string[];
  /** They have lost access, in one space at least. */
  hasLeft: boolean;
}

type Settled = { state: FeedState; reason: FeedReason | null };
const settled: Settled = { state: "applied", reason: null };

/**
 * Makes of a person what the feed says: finds out who they are here, brings them in, changes their role by the rules
 * that sign-ins follow, or ends their access. In a transaction that has locked the target spaces and then the person.
 * `isConfirmed`: an administrator has looked at people whom the brake held.
 */
export async function applyPerson(
  deps: Dependencies,
  tx: Store,
  input: {
    directory: Directory;
    targets: readonly TargetSpace[];
    person: DirectoryPerson;
    isConfirmed?: boolean;
  },
): Promise<Applied> {
  const { directory, targets, person } = input;
  const people = tx.directoryStandingOf(directory);
  const changed: string[] = [];
  const facts = feedFacts(tx, directory);
  const match = await matchPerson(facts, person);
  if (match.kind === "conflict") {
    await people.settle(person.id, { state: "conflict", reason: match.reason });
    return { state: "conflict", reason: match.reason, changed, hasLeft: false };
  }
  if (match.kind === "new" && !person.active) return settle(tx, input, null, settled, changed);
  if (match.kind === "matched" && !person.active && (await isHereAgain(facts, person, match.user)))
    return settle(tx, input, match.user, settled, changed);

  const applying: Applying = {
    deps: { ...deps, store: tx },
    directory,
    person,
    match,
    user: userOf(match),
    changed,
  };
  const standings = await decideAll(tx, { ...input, facts }, match);
  const leaves = standings.some(({ standing }) => standing.kind === "leave" && standing.from === "active");
  if (leaves && !input.isConfirmed) {
    const wasHeld = person.state === "held";
    if (wasHeld || (await isHeld(deps, tx, input))) {
      for (const { target } of standings) await tellHeld({ ...deps, store: tx }, directory, target);
      const leftAt = wasHeld ? person.leftAt : deps.now();
      await people.settle(person.id, {
        state: "held",
        reason: "brake",
        userId: applying.user?.id ?? null,
        leftAt,
      });
      return { state: "held", reason: "brake", changed, hasLeft: false };
    }
  }
  for (const { target, standing } of standings) await writeStanding(applying, target, standing);
  const problem = await followPerson(applying, upToOf(targets));
  const outcome = problem ? { state: "refused" as const, reason: problem } : worstOf(standings);
  // What the feed gives back is no longer taken: what an administrator takes from now on is theirs to return.
  if (person.active && outcome.state === "applied" && applying.user)
    if (person.leftAt || standings.some(({ standing }) => standing.kind === "return"))
      await people.forgetLeaving(applying.user.id);
  return settle(tx, input, applying.user, outcome, changed, { left: leaves ? deps.now() : null });
}

const userOf = (match: Match): User | null => (match.kind === "matched" ? match.user : null);

/** One space with what is to be done there. */
export interface Decided {
  target: TargetSpace;
  standing: Standing;
  /** The role that they have there now. */
  roleBefore: Role | null;
}

/** What is to be done with a person in each space; reads only. */
export async function decideAll(
  tx: Store,
  input: {
    directory: Directory;
    targets: readonly TargetSpace[];
    person: DirectoryPerson;
    facts: FeedFacts;
  },
  match: Exclude<Match, { kind: "conflict" }>,
): Promise<Decided[]> {
  const { directory, person, facts } = input;
  const targets = input.targets.filter(({ onlyLeaving }) => !onlyLeaving || !person.active);
  const groups = await facts.groupsOf(person.id);
  const user = userOf(match);
  const leftByFeed = user !== null && (await hasLeft(facts, user.id));
  const decided: Decided[] = [];
  for (const target of targets) {
    const found = await factsOf(tx, { directory, target, person, user, leftByFeed, groups, facts });
    decided.push({
      target,
      standing: decideStanding(found),
      roleBefore: found.membership?.role ?? null,
    });
  }
  return decided;
}

/** True if the user has come again by another record: what the old one said of them no longer counts. */
async function isHereAgain(
  facts: FeedFacts,
  person: Pick<DirectoryPerson, "id">,
  { id }: User,
): Promise<boolean> {
  const records = await facts.recordsOf(id);
  return records.some((other) => other.id !== person.id && other.deletedAt === null);
}

/** True if a directory's word has ended the person's access, by this or an earlier record of them. */
async function hasLeft(facts: FeedFacts, userId: string): Promise<boolean> {
  return (await facts.recordsOf(userId)).some(({ leftAt }) => leftAt !== null);
}

async function factsOf(
  tx: Store,
  input: {
    directory: Directory;
    target: TargetSpace;
    person: DirectoryPerson;
    user: User | null;
    /** By any of the spaces. */
    leftByFeed: boolean;
    groups: Awaited<ReturnType<FeedFacts["groupsOf"]>>;
    facts: FeedFacts;
  },
): Promise<StandingFacts> {
  const { target, person, user, leftByFeed, groups } = input;
  const { space, settings, upTo } = target;
  const here = input.facts.space(space.id);
  const membership = user ? await here.membership(user.id) : null;
  const administrators =
    membership?.role === "admin"
      ? (await here.administrators()).filter(({ userId }) => userId !== membership.userId)
      : [];
  const identity = fedIdentity(person.resource, groups, settings);
  return {
    space,
    option: { status: "active", settings },
    membership,
    identity,
    active: person.active,
    isArriving: person.isArriving,
    leftByFeed:
      leftByFeed && membership?.status === "deactivated" && person.isArriving
        ? await tookAccess(tx, input.directory, membership)
        : false,
    rulesAreFed: readsFedValues(settings, identity, groups !== null),
    upTo,
    seatsInUse: await here.seatsInUse(),
    otherAdministrators: administrators.length,
    otherItAdministrators: administrators.filter(({ isItAdministrator }) => isItAdministrator).length,
  };
}

/** Whether it was the directory that ended the access that the member had in this space, and nobody since. */
async function tookAccess(
  tx: Store,
  { id }: Directory,
  { spaceId, userId }: Pick<Membership, "spaceId" | "userId">,
): Promise<boolean> {
  const event = await tx.auditOf(spaceId).newestAbout(userId, ["user.deactivated", "user.rejected"]);
  return event?.actor.id === id && event.details.before === "active";
}

/** Whether this person is one too many of those who leave within a few minutes. */
async function isHeld(
  deps: Dependencies,
  tx: Store,
  { directory, person }: { directory: Directory; person: DirectoryPerson },
): Promise<boolean> {
  const since = new Date(deps.now().getTime() - brakeMinutes * 60_000);
  const { left, people } = await tx.directoryStandingOf(directory).leaving(since);
  const isCounted = person.leftAt !== null && person.leftAt > since;
  const others = left - (isCounted ? 1 : 0);
  // The person themselves is one of those who were here.
  return others + 1 > brakeLimit(people + (isCounted || person.userId === null ? 0 : 1));
}

/** Administrators by mail, and programs once an hour: a feed that takes access from thousands says so once. */
async function tellHeld(
  deps: Dependencies,
  { id, name, organizationId }: Directory,
  { space }: TargetSpace,
): Promise<void> {
  const { store, now } = deps;
  await notifyAdministrators(deps, space, { kind: "directory_brake", directory: name, directoryId: id });
  const hour = now().toISOString().slice(0, 13);
  if (!(await store.noticesOf(organizationId).once(`directory_held:${id}:${space.id}:${hour}`, now())))
    return;
  const data = { target: { kind: "directory", id, name } };
  await store.webhookQueue.enqueue(space.id, { type: "directory.held", at: now(), data });
}

/** One state for all spaces: the first that is not as the feed wants it. */
function worstOf(standings: readonly Decided[]): Settled {
  for (const { standing } of standings)
    if (standing.kind === "refuse") return { state: "refused", reason: standing.reason };
  for (const { standing } of standings)
    if (standing.kind === "keep") return { state: "kept", reason: standing.reason };
  return settled;
}

/** What the feed may say about somebody's name and address: no more than in the space where it may say least. */
function upToOf(targets: readonly TargetSpace[]): Role {
  const deciding = targets.filter(({ onlyLeaving }) => !onlyLeaving);
  return deciding.reduce<Role>((least, { upTo }) => lowerRole(least, upTo), "admin");
}

async function settle(
  tx: Store,
  { directory, person }: { directory: Directory; person: DirectoryPerson },
  user: User | null,
  outcome: Settled,
  changed: string[],
  { left = null }: { left?: Date | null } = {},
): Promise<Applied> {
  await tx.directoryStandingOf(directory).settle(person.id, {
    ...outcome,
    ...(user ? { userId: user.id } : {}),
    // Somebody for whom there was no licence still arrives when there is one.
    isArriving: person.isArriving && outcome.state === "refused",
    ...(left ? { leftAt: left } : {}),
  });
  return { ...outcome, changed, hasLeft: left !== null };
}
