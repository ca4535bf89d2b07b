import { setImmediate as nextTurn } from "node:timers/promises";
import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import { countIn, nobodyCounted } from "@/lib/model/directories/dry-run-numbers";
import type { Outcome } from "@/lib/model/outcome";
import { done } from "@/lib/model/outcome";
import type { Role } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { decideAll } from "./apply-person";
import type { DryRun, DryRunRow } from "./dry-run-row";
import { dryRunCsvHead, dryRunCsvLines, explained } from "./explain-dry-run";
import { type FeedFacts, feedFacts } from "./feed-facts";
import { findDirectory } from "./manage-directories";
import { matchPerson } from "./match-person";
import { lockTargetSpaces, type TargetSpace } from "./target-spaces";

/** No more people than that are looked at in one run. */
export const mostRows = 10_000;
/** So many people are looked at together. The spaces are held for so long only: sign-ins wait for them. */
const atOnce = 50;

/**
 * Goes through everybody in the feed as activation will, and changes nothing. A few people at a time, so that nobody's
 * sign-in waits for it.
 */
export async function dryRun(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  directoryId: string,
): Promise<Outcome<DryRun>> {
  const found = await findDirectory(deps.store, ctx, directoryId);
  if (!found.ok) return found;
  const rows: DryRunRow[] = [];
  const numbers = nobodyCounted();
  for await (const part of dryRunParts(deps.store, found.value)) {
    rows.push(...part);
    countIn(numbers, part);
  }
  const { people, outcomes, leaving, needed } = numbers;
  return done({ people, ...outcomes, leaving, licences: await licencesFor(deps.store, ctx, needed), rows });
}

/** The rows as comma-separated values, in parts as they are found. */
export async function dryRunAsCsv(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  directoryId: string,
): Promise<Outcome<AsyncGenerator<string>>> {
  const found = await findDirectory(store, ctx, directoryId);
  if (!found.ok) return found;
  const directory = found.value;
  async function* parts() {
    yield dryRunCsvHead();
    for await (const part of dryRunParts(store, directory)) yield dryRunCsvLines(part);
  }
  return done(parts());
}

/** The same, in parts; of the first 10,000 people. */
export async function* dryRunParts(store: Store, directory: Directory): AsyncGenerator<DryRunRow[]> {
  let after = "";
  for (let seen = 0; seen < mostRows; ) {
    const from = after;
    // The embedded database works on this very thread, and leaves nobody else a turn by itself.
    await nextTurn();
    const part = await store.transaction((tx) => rowsAfter(tx, directory, from));
    if (part.length > 0) yield part;
    const last = part.at(-1);
    if (!last || part.length < atOnce) return;
    after = last.personId;
    seen += part.length;
  }
}

async function rowsAfter(tx: Store, directory: Directory, after: string): Promise<DryRunRow[]> {
  const targets = await lockTargetSpaces(tx, directory);
  const facts = feedFacts(tx, directory);
  const people = await tx.directoryPeopleListsOf(directory).after(after, atOnce);
  const rows = await Promise.allSettled(
    people.map((person) => rowOf(tx, { directory, targets, person, facts })),
  );
  // Nobody is still being looked at when the transaction ends.
  return rows.map((row) => {
    if (row.status === "rejected") throw row.reason;
    return row.value;
  });
}

async function rowOf(tx: Store, input: Parameters<typeof decideAll>[1]): Promise<DryRunRow> {
  const { targets, person, facts } = input;
  const match = await matchPerson(facts, person);
  const row = { personId: person.id, userName: person.userName, active: person.active };
  if (match.kind === "conflict")
    return explained({
      ...row,
      outcome: match.reason === "ambiguous" ? "ambiguous" : "conflicting",
      matchedBy: null,
      users: await shownTo(facts, targets, match.users),
      reason: match.reason,
      standing: null,
      role: null,
      roleBefore: null,
      waits: false,
    });
  const [first] = await decideAll(tx, input, match);
  const standing = first?.standing ?? null;
  return explained({
    ...row,
    outcome: match.kind,
    matchedBy: match.kind === "matched" ? match.by : null,
    users: match.kind === "matched" ? [match.user.email] : [],
    reason: standing && "reason" in standing ? standing.reason : null,
    standing: standing?.kind ?? null,
    role: standing && "entry" in standing ? standing.entry.role : null,
    roleBefore: first?.roleBefore ?? null,
    waits: standing?.kind === "join" && standing.status === "pending",
  });
}

/** Whoever is not in the space is not named: that somebody has a user is nobody else's business. */
async function shownTo(
  facts: FeedFacts,
  [first]: readonly TargetSpace[],
  users: readonly { id: string; email: string }[],
): Promise<string[]> {
  if (!first) return [];
  const here = facts.space(first.space.id);
  const shown = await Promise.all(
    users.map(async ({ id, email }) => ((await here.membership(id)) ? [email] : [])),
  );
  return shown.flat();
}

/** Licences that are needed, beside those that are free. */
export async function licencesFor(
  store: Store,
  ctx: Pick<Context, "space">,
  needed: Record<Role, number>,
): Promise<DryRun["licences"]> {
  const space = await store.spaces.byId(ctx.space.id);
  const inUse = await store.membershipsOf(ctx.space.id).seatsInUse();
  const of = (role: Role) => {
    const cap = space?.seats[role];
    return { needed: needed[role], free: cap === undefined ? null : Math.max(0, cap - inUse[role]) };
  };
  return { reader: of("reader"), editor: of("editor"), admin: of("admin") };
}
