import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "@/lib/db/repositories/verify-chain";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Outcome } from "@/lib/model/outcome";
import type { PeopleChange } from "@/lib/model/people/people-change";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { changePeople, previewPeopleChange } from "./change-people";

let database: TestDatabase;
let deps: Dependencies;
let space: Space;
let admin: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  space = await aSpace(deps.store, { name: "Orchard" });
  const { userId } = await aMember(deps.store, space.id, {
    role: "admin",
    licence: "admin",
    isItAdministrator: true,
  });
  admin = await contextAs(deps, space, userId);
});

const own = () => admin.user?.id ?? "";
const member = async (change: Parameters<typeof aMember>[2] = {}, where = space) =>
  (await aMember(deps.store, where.id, change)).userId;
const statusOf = async (userId: string, where = space) =>
  (await deps.store.membershipsOf(where.id).byUser(userId))?.status;
const change = (userIds: readonly string[], what: PeopleChange) =>
  changePeople(deps, admin, { userIds, change: what });

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

describe("changing many members", () => {
  test("does what the preview has said, with one event each, in one unbroken chain", async () => {
    const [ann, bob] = [await member({ lastSignInAt: new Date() }), await member()];
    await contextAs(deps, space, ann);
    const input = { userIds: [ann, bob, own(), "user_nobody"], change: { kind: "deactivate" } as const };
    const preview = value(await previewPeopleChange(deps, admin, input));
    expect(preview).toMatchObject({ sessions: 1, tokens: 0 });
    expect(preview.changed.map(({ id }) => id).toSorted()).toEqual([ann, bob].toSorted());
    expect(preview.leftOut.map(({ reason }) => reason)).toEqual(["yourself", "not_found"]);
    expect([await statusOf(ann), await auditedActions(deps, space.id)]).toEqual(["active", []]);

    expect(value(await changePeople(deps, admin, input))).toEqual(preview);
    expect([await statusOf(ann), await statusOf(bob), await statusOf(own())]).toEqual([
      "deactivated",
      "deactivated",
      "active",
    ]);
    // The receipt of the one who was signed in comes first.
    const actions = ["access.ended", "user.deactivated", "user.deactivated"];
    expect(await auditedActions(deps, space.id)).toEqual(actions);
    expect(await verifyChain(database.db, space.id)).toMatchObject({ whole: true, events: 3 });
    const again = value(await changePeople(deps, admin, input));
    expect(again.changed).toEqual([]);
    expect(await auditedActions(deps, space.id)).toHaveLength(3);
  });

  test("ends access with a receipt for each, and leaves them members", async () => {
    const [ann, bob] = [await member(), await member()];
    await contextAs(deps, space, ann);
    const input = { userIds: [ann, bob, own()], change: { kind: "end_access" } as const };
    const preview = value(await previewPeopleChange(deps, admin, input));
    expect(preview).toMatchObject({ sessions: 1, tokens: 0, applications: 0, toolTokens: 0 });
    expect(value(await changePeople(deps, admin, input))).toEqual(preview);
    expect([await statusOf(ann), await statusOf(bob)]).toEqual(["active", "active"]);
    expect(await auditedActions(deps, space.id)).toEqual(["access.ended", "access.ended"]);
    expect(await deps.store.sessions.byId(admin.sessionId ?? "")).toMatchObject({ endedAt: null });
    expect(value(await changePeople(deps, admin, input))).toMatchObject({ sessions: 0 });
  });

  test("reaches nobody of another space, and ends nothing there", async () => {
    const elsewhere = await aSpace(deps.store);
    const stranger = await member({}, elsewhere);
    const ctx = await contextAs(deps, elsewhere, stranger);
    const result = value(await change([stranger], { kind: "deactivate" }));
    expect(result).toMatchObject({
      changed: [],
      leftOut: [{ id: stranger, name: stranger, reason: "not_found" }],
    });
    expect(await statusOf(stranger, elsewhere)).toBe("active");
    expect((await deps.store.sessions.byId(ctx.sessionId ?? ""))?.endedAt).toBeNull();
  });

  test("keeps a person's sessions in other spaces", async () => {
    const elsewhere = await aSpace(deps.store);
    const ann = await member();
    const here = await contextAs(deps, space, ann);
    await deps.store.membershipsOf(elsewhere.id).insert({
      ...(await deps.store
        .membershipsOf(space.id)
        .byUser(ann)
        .then((found) => found ?? fail())),
      spaceId: elsewhere.id,
    });
    const there = await contextAs(deps, elsewhere, ann);
    await change([ann], { kind: "deactivate" });
    const endedAt = async (ctx: Context) =>
      (await deps.store.sessions.byId(ctx.sessionId ?? ""))?.endedAt ?? null;
    expect(await endedAt(here)).not.toBeNull();
    expect(await endedAt(there)).toBeNull();
  });

  test("gives a role with its licence, and frees the one before", async () => {
    await deps.store.spaces.update(space.id, { seats: { editor: 1 } });
    const people = [await member(), await member()];
    const result = value(await change(people, { kind: "role", role: "editor" }));
    expect(result).toMatchObject({ changed: [{}], leftOut: [{ reason: "no_licence" }] });
    expect(await deps.store.membershipsOf(space.id).seatsInUse()).toMatchObject({ reader: 1, editor: 1 });
  });

  test("adds to a team of the space only", async () => {
    const ann = await member();
    const elsewhere = await aSpace(deps.store);
    const team = (spaceId: string, id: string) =>
      deps.store.teamsOf(spaceId).insert({ id, spaceId, name: id, defaultRole: null, createdAt: deps.now() });
    await team(space.id, "team_ours");
    await team(elsewhere.id, "team_theirs");
    expect(await change([ann], { kind: "team", teamId: "team_theirs" })).toMatchObject({
      ok: false,
      problem: { code: "team_not_found" },
    });
    expect(value(await change([ann], { kind: "team", teamId: "team_ours" })).changed).toHaveLength(1);
    expect(value(await change([ann], { kind: "team", teamId: "team_ours" })).leftOut).toMatchObject([
      { reason: "already" },
    ]);
    expect(await auditedActions(deps, space.id)).toEqual(["team.member_added"]);
  });

  test("sends the invitation again, until one person has had too many", async () => {
    const ann = await member({ status: "invited", licence: "reader" });
    expect(value(await change([ann], { kind: "invitation" })).changed).toHaveLength(1);
    const [message] = (await deps.store.outbox.page({})).rows;
    expect(message?.subject).toBe("Reminder: you have been added to Orchard");
    const codes: string[] = [];
    for (let time = 0; time < 5; time += 1) {
      const outcome = await change([ann], { kind: "invitation" });
      codes.push(outcome.ok ? "sent" : outcome.problem.code);
    }
    expect(codes).toEqual(["sent", "sent", "sent", "sent", "too_many_messages"]);
    expect((await deps.store.outbox.page({})).total).toBe(5);
  });

  test("changes a thousand in few statements, and all of them at once", async () => {
    const ids: string[] = [];
    for (let number = 0; number < 1000; number += 1) ids.push(await member());
    expect(value(await change(ids, { kind: "deactivate" })).changed).toHaveLength(1000);
    expect(await verifyChain(database.db, space.id)).toMatchObject({ whole: true, events: 1000 });
  });

  test("refuses an empty selection", async () => {
    expect(await change([], { kind: "deactivate" })).toMatchObject({
      ok: false,
      problem: { code: "nobody_chosen" },
    });
  });
});

function fail(): never {
  throw new Error("the member is not there");
}
