import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Outcome } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import { settings } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { releaseLease, renewLease, takeLease } from "./edit-lease";
import { readLease } from "./keep-lease";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let ann: Context;
let bob: Context;
let connectionId: string;

const administrator = async (firstName: string) => {
  const { userId } = await aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { firstName, lastName: "" },
  );
  return contextAs(deps, space, userId);
};
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}
const take = async (ctx: Context, takeOver = false) => value(await takeLease(deps, ctx, { takeOver }));
const save = (ctx: Context, leaseId: string | null, expectedRevision: number | null = null) =>
  saveOptionSettings(deps, ctx, {
    connectionId,
    leaseId,
    expectedRevision,
    settings: settings({ defaultRole: "editor" }),
  });
const lost = (message: RegExp) => ({
  ok: false,
  problem: { kind: "conflict", code: "lease_lost", message: expect.stringMatching(message) },
});

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  space = await aSpace(deps.store);
  const connection = await aConnection(deps.store, await anOrganization(deps.store, space.id));
  connectionId = connection.id;
  await anOption(deps.store, space.id, connectionId);
  ann = await administrator("Ann");
  bob = await administrator("Bob");
});

describe("one person edits at a time", () => {
  test("a second administrator sees who is editing and since when, and cannot save", async () => {
    const first = await take(ann);
    expect(first).toMatchObject({ mine: true, holderName: "Ann" });
    clock.forward(60);
    const second = await take(bob);
    expect(second).toMatchObject({ mine: false, holderName: "Ann", since: first.since });
    expect(await save(bob, null)).toMatchObject(lost(/^Ann is editing/));
    expect(await save(ann, first.leaseId)).toMatchObject({ ok: true });
  });

  test("the id of somebody else's lease is no use for saving, renewing or releasing it", async () => {
    const { leaseId } = await take(ann);
    expect((await take(bob)).mine).toBe(false);
    expect(await save(bob, leaseId)).toMatchObject(lost(/^Ann is editing/));
    expect(await renewLease(deps, bob, leaseId)).toMatchObject(lost(/^Ann is editing/));
    value(await releaseLease(deps, bob, leaseId));
    expect(await save(ann, leaseId)).toMatchObject({ ok: true });
  });

  test("a takeover is audited; the first administrator is notified and cannot save, and nothing of theirs is written", async () => {
    const first = await take(ann);
    const second = await take(bob, true);
    expect(second).toMatchObject({ mine: true, holderName: "Bob" });
    expect(await auditedActions(deps, space.id)).toEqual(["edit_lease.taken_over"]);

    expect(await renewLease(deps, ann, first.leaseId)).toMatchObject(lost(/^Bob is editing/));
    expect(await save(ann, first.leaseId)).toMatchObject(lost(/^Bob is editing/));
    expect((await deps.store.optionsOf(space.id).byConnection(connectionId))?.revision).toBe(1);
    expect(await save(bob, second.leaseId)).toMatchObject({ ok: true });
  });

  test("taking one's own or an expired lease takes over from nobody", async () => {
    const first = await take(ann);
    expect(await take(ann, true)).toMatchObject({ mine: true, leaseId: first.leaseId });
    clock.forward(600);
    expect(await take(bob, true)).toMatchObject({ mine: true });
    expect(await auditedActions(deps, space.id)).toEqual([]);
  });

  test("if two people try at the same moment, one gets it and both see who", async () => {
    const views = await Promise.all([take(ann), take(bob)]);
    expect(views.filter(({ mine }) => mine)).toHaveLength(1);
    expect(new Set(views.map(({ leaseId }) => leaseId)).size).toBe(1);
  });

  test("somebody in another space can edit at the same time", async () => {
    await take(ann);
    const other = await aSpace(deps.store);
    const { userId } = await aMember(deps.store, other.id, { role: "admin", licence: "admin" });
    expect((await take(await contextAs(deps, other, userId))).mine).toBe(true);
  });
});

describe("ten minutes", () => {
  test("a live page keeps the lease as long as it likes", async () => {
    const { leaseId } = await take(ann);
    for (let minute = 0; minute < 30; minute += 5) {
      clock.forward(300);
      value(await renewLease(deps, ann, leaseId));
    }
    expect((await take(bob)).mine).toBe(false);
  });

  test("a page that slept loses the lease to the next person, and is notified", async () => {
    const { leaseId } = await take(ann);
    clock.forward(600);
    expect((await take(bob)).mine).toBe(true);
    expect(await save(ann, leaseId)).toMatchObject(lost(/^Bob is editing/));
  });

  test("a page that slept saves normally if nobody else came", async () => {
    const { leaseId } = await take(ann);
    clock.forward(3_600);
    expect(await save(ann, leaseId)).toMatchObject({ ok: true });
  });

  test("a released lease is free at once", async () => {
    const { leaseId } = await take(ann);
    value(await releaseLease(deps, ann, leaseId));
    expect((await take(bob)).mine).toBe(true);
  });
});

describe("saving the sign-in option", () => {
  test("a page without the lease is asked to continue editing", async () => {
    expect(await save(ann, null)).toMatchObject(lost(/was idle for a while/));
  });

  test("a program needs no lease; its revision guards the save", async () => {
    const program: Context = { ...ann, via: "token", sessionId: null };
    await take(bob);
    expect(await save(program, null, 1)).toMatchObject({ ok: true, value: { revision: 2 } });
    expect(await save(program, null, 1)).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "stale_revision", received: "1" },
    });
  });

  test("writes the old and the new values to the audit log", async () => {
    const { leaseId } = await take(ann);
    value(await save(ann, leaseId));
    const [event] = (await deps.store.auditOf(space.id).page({})).rows;
    expect(event).toMatchObject({
      action: "sign_in_option.saved",
      actor: { name: "Ann" },
      details: { before: { defaultRole: "reader" }, after: { defaultRole: "editor" } },
    });
  });

  test("a team of another space is refused", async () => {
    const other = await aSpace(deps.store);
    const team = {
      id: "team_other",
      spaceId: other.id,
      name: "Docs",
      defaultRole: null,
      createdAt: clock.now(),
    };
    await deps.store.teamsOf(other.id).insert(team);
    const { leaseId } = await take(ann);
    const input = { connectionId, leaseId, expectedRevision: null };
    const stolen = settings({ defaultTeams: [team.id] });
    expect(await saveOptionSettings(deps, ann, { ...input, settings: stolen })).toMatchObject({
      ok: false,
      problem: { kind: "invalid", code: "team_unknown", received: team.id },
    });
    await deps.store.teamsOf(space.id).insert({ ...team, id: "team_own", spaceId: space.id });
    const own = settings({ defaultTeams: ["team_own"] });
    expect(await saveOptionSettings(deps, ann, { ...input, settings: own })).toMatchObject({ ok: true });
  });
});

test("a page that polls learns at once of a takeover, and polling changes nothing", async () => {
  await take(ann);
  const mine = await readLease(deps, ann);
  expect(mine).toMatchObject({ mine: true, holderName: "Ann" });
  clock.forward(60);
  expect(await readLease(deps, ann)).toEqual(mine);
  await take(bob, true);
  expect(await readLease(deps, ann)).toMatchObject({ mine: false, holderName: "Bob" });
  clock.forward(11 * 60);
  expect(await readLease(deps, ann)).toBeNull();
});
