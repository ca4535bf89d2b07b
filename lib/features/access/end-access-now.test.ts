import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace, aToken } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { contextAs } from "@/lib/features/testing/context-as";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { createApplicationBody } from "@/lib/schemas/application";
import { endAccessNow } from "./end-access-now";
import { listOwnSignIns, readAccess } from "./read-access";

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
  space = await aSpace(deps.store);
  admin = await aContext("admin");
});

async function aContext(role: Role, where = space): Promise<Context> {
  const { userId } = await aMember(deps.store, where.id, { role, licence: role });
  return contextAs(deps, where, userId);
}
const isLive = async ({ sessionId }: Context) =>
  (await deps.store.sessions.byId(sessionId ?? ""))?.endedAt === null;
const receiptsOf = async (userId: string) => {
  const page = await deps.store.auditOf(space.id).page({ action: "access.ended", targetId: userId });
  return page.rows.map(({ details, actor }) => ({ ...details, by: actor.id }));
};
const idOf = ({ user }: Context) => user?.id ?? "";

test("ends sessions and tokens of a member, once, with a receipt for each try", async () => {
  const ann = await aContext("reader");
  await aToken(deps.store, space.id, { userId: idOf(ann), expiresAt: null });
  expect(await readAccess(deps, admin, idOf(ann))).toMatchObject({
    sessions: 1,
    liveTokens: 1,
    lastEnd: null,
  });
  expect(await endAccessNow(deps, admin, { userId: idOf(ann) })).toMatchObject({
    value: { sessions: 1, personalTokens: 1, applications: 0 },
  });
  expect([await isLive(ann), await isLive(admin)]).toEqual([false, true]);
  expect(await endAccessNow(deps, admin, { userId: idOf(ann) })).toMatchObject({
    value: { sessions: 0, personalTokens: 0 },
  });
  const cause = "access_ended_by_administrator";
  expect(await receiptsOf(idOf(ann))).toMatchObject([
    { cause, sessions: 0, personalTokens: 0, by: idOf(admin) },
    { cause, sessions: 1, personalTokens: 1, by: idOf(admin) },
  ]);
  expect(await readAccess(deps, admin, idOf(ann))).toMatchObject({
    ...{ sessions: 0, liveTokens: 0, tokens: [], applications: [] },
    lastEnd: { receipt: { sessions: 0 } },
  });
  // They stay a member.
  expect((await deps.store.membershipsOf(space.id).byUser(idOf(ann)))?.status).toBe("active");
});

test("one's own access ends only if that is said", async () => {
  expect(await endAccessNow(deps, admin, { userId: idOf(admin) })).toMatchObject({
    problem: { code: "ends_own_access" },
  });
  expect(await isLive(admin)).toBe(true);
  const meant = { userId: idOf(admin), includingOwn: true };
  expect(await endAccessNow(deps, admin, meant)).toMatchObject({ value: { sessions: 1 } });
  expect(await isLive(admin)).toBe(false);
});

test("nobody ends the access of somebody above them", async () => {
  const editor = await aContext("editor");
  const reader = await aContext("reader");
  expect(await endAccessNow(deps, editor, { userId: idOf(admin) })).toMatchObject({
    problem: { code: "role_above_own" },
  });
  expect(await endAccessNow(deps, editor, { userId: idOf(reader) })).toMatchObject({ ok: true });
  expect([await isLive(admin), await isLive(reader)]).toEqual([true, false]);
});

test("a person of another space is not found, and what they hold there lives on", async () => {
  const elsewhere = await aSpace(deps.store);
  const stranger = await aContext("reader", elsewhere);
  expect(await endAccessNow(deps, admin, { userId: idOf(stranger) })).toMatchObject({
    problem: { code: "user_not_found" },
  });
  expect(await isLive(stranger)).toBe(true);
  // Somebody of both spaces keeps what the other one has admitted.
  await aMember(deps.store, space.id, { userId: idOf(stranger) });
  const here = await contextAs(deps, space, idOf(stranger));
  await aToken(deps.store, elsewhere.id, { userId: idOf(stranger), expiresAt: null });
  expect(await endAccessNow(deps, admin, { userId: idOf(stranger) })).toMatchObject({
    value: { sessions: 1, personalTokens: 0 },
  });
  expect([await isLive(here), await isLive(stranger)]).toEqual([false, true]);
  expect((await deps.store.tokensOf(elsewhere.id).countLive(deps.now())).personal).toBe(1);
});

test("a person's own list of applications reaches no further than what the session proves", async () => {
  const elsewhere = await aSpace(deps.store, { name: "Elsewhere" });
  const ann = await aContext("reader");
  await aMember(deps.store, elsewhere.id, { userId: idOf(ann) });
  const there = await contextAs(deps, elsewhere, idOf(ann));
  for (const [name, ctx] of [
    ["Notes", ann],
    ["Plans", there],
  ] as const)
    await aSignInTo(name, ctx);
  expect(await listOwnSignIns(deps, ann)).toMatchObject([
    { name: "Notes", space: space.name },
    { name: "Plans", space: "Elsewhere" },
  ]);
  expect(await listOwnSignIns(deps, { ...ann, sessionId: null })).toMatchObject([{ name: "Notes" }]);
  expect(await readAccess(deps, admin, idOf(ann))).toMatchObject({ applications: [{ name: "Notes" }] });
  expect(await endAccessNow(deps, admin, { userId: idOf(ann) })).toMatchObject({
    value: { applications: 1, applicationsTold: 0 },
  });
  expect(await listOwnSignIns(deps, there)).toMatchObject([{ name: "Plans" }]);
});

test("a sign-in to an application that began before is not opened after", async () => {
  const application = await anApplication("Notes");
  const open = async (ann: Context) =>
    deps.store.transaction((tx) => tx.applicationSessions.open(signInOf(ann, application)));
  const ann = await aContext("reader");
  // The control.
  expect(await open(ann)).toMatchObject({ endedAt: null, revokedAt: null });
  await endAccessNow(deps, admin, { userId: idOf(ann) });
  expect(await open(ann)).toBeNull();

  // Whichever is first: it is not opened, or it ends with the rest.
  for (let round = 0; round < 8; round += 1) {
    const person = await aContext("reader");
    const [opened, ended] = await Promise.all([
      open(person),
      endAccessNow(deps, admin, { userId: idOf(person) }),
    ]);
    expect(ended).toMatchObject({ value: { sessions: 1, applications: opened ? 1 : 0 } });
    if (!opened) continue;
    const left = await deps.store.applicationSessions.byId(opened.id);
    expect(left?.revokedAt).not.toBeNull();
  }
});

test("a session that no longer reaches the space opens nothing there", async () => {
  const application = await anApplication("Notes");
  const ann = await aContext("reader");
  const elsewhere = await aSpace(deps.store);
  const open = (where: string) =>
    deps.store.transaction((tx) =>
      tx.applicationSessions.open({ ...signInOf(ann, application), spaceId: where }),
    );
  expect(await open(elsewhere.id)).toBeNull();
  expect(await open(space.id)).toMatchObject({ spaceId: space.id });
});

test("whatever is asked of one space, sign-ins of another go on", async () => {
  const elsewhere = await aSpace(deps.store);
  const ann = await aContext("reader", elsewhere);
  const { sessionId } = ann;
  const signIn = signInOf(ann, await anApplication("Notes"));
  await deps.store.transaction((tx) => tx.applicationSessions.open(signIn));
  const how = { cause: "deactivated", revoke: true };
  const everything = [{ userIds: [idOf(ann)] }, { sessionIds: [sessionId ?? ""] }, "everybody"] as const;
  for (const which of everything)
    expect(await deps.store.applicationEndingsOf(space.id).end(which, how, deps.now())).toEqual([]);
  expect(await deps.store.applicationEndingsOf(space.id).livingOf([idOf(ann)], deps.now())).toEqual([]);
  expect(await deps.store.applicationSessions.byId(signIn.id)).toMatchObject({ endedAt: null });
  // The control.
  const there = deps.store.applicationEndingsOf(elsewhere.id);
  expect(await there.end({ userIds: [idOf(ann)] }, how, deps.now())).toHaveLength(1);
});

async function anApplication(name: string): Promise<string> {
  const made = await createApplication(
    { ...deps, outbound: { check: () => null } },
    admin.actor,
    createApplicationBody.parse({ name, redirectUris: ["https://notes.example/callback"] }),
  );
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.id;
}

function signInOf({ space: where, user, sessionId }: Context, applicationId: string) {
  const at = deps.now();
  return {
    ...{ id: deps.secrets.id("appsess"), applicationId, sessionId: sessionId ?? "" },
    ...{ userId: user?.id ?? "", spaceId: where.id, connectionId: null, way: "password" as const },
    ...{ authTime: at, createdAt: at, endedAt: null },
  };
}

async function aSignInTo(name: string, ctx: Context): Promise<void> {
  await deps.store.applicationSessions.open(signInOf(ctx, await anApplication(name)));
}
