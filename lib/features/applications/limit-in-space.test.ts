import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Actor } from "@/lib/model/audit/audit";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { createApplicationBody } from "@/lib/schemas/application";
import { addSpaces, limitInSpace, listSpacesOf, readSpaceLimit } from "./limit-in-space";
import { listSpaceApplications } from "./list-space-applications";
import { createApplication } from "./manage-applications";
import { readApplicationUse } from "./read-application-use";

const olga: Actor = { kind: "operator", id: null, name: "Olga", address: null };
let database: TestDatabase;
let deps: Dependencies & { outbound: { check(): null } };
let acme: Space;
let other: Space;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = { ...testDependencies(database), outbound: { check: () => null } };
  acme = await aSpace(deps.store, { slug: "acme" });
  other = await aSpace(deps.store, { slug: "other" });
});

async function anApplication(change: object = {}) {
  const body = { name: "Notes", redirectUris: ["https://notes.example/callback"], ...change };
  const made = await createApplication(deps, olga, createApplicationBody.parse(body));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.id;
}
async function aTeam({ id: spaceId }: Space): Promise<string> {
  const id = deps.secrets.id("team");
  await deps.store
    .teamsOf(spaceId)
    .insert({ id, spaceId, name: "Finance", defaultRole: null, createdAt: deps.now() });
  return id;
}
const whoIn = async (space: Space) =>
  (await listSpaceApplications(deps, { space })).map(({ name, roles, teams }) => ({
    name,
    roles,
    teams: teams.map((team) => team.name),
  }));

describe("who may use an application in one space", () => {
  test("is what the space's own row says; everywhere else the application's roles count", async () => {
    const id = await anApplication({ roles: ["editor"] });
    const teamId = await aTeam(acme);
    const limit = { roles: ["admin" as const], teamIds: [teamId] };
    expect((await limitInSpace(deps, olga, { id, spaceId: acme.id, limit })).ok).toBe(true);
    expect(await whoIn(acme)).toEqual([{ name: "Notes", roles: ["admin"], teams: ["Finance"] }]);
    expect(await whoIn(other)).toEqual([{ name: "Notes", roles: ["editor"], teams: [] }]);
    expect((await limitInSpace(deps, olga, { id, spaceId: acme.id, limit: null })).ok).toBe(true);
    expect(await whoIn(acme)).toEqual([{ name: "Notes", roles: ["editor"], teams: [] }]);
  });

  test("without a row, an application that is open to chosen spaces is closed to the space", async () => {
    const id = await anApplication({
      openTo: "chosen",
      spaces: [{ spaceId: acme.id }, { spaceId: other.id }],
    });
    await limitInSpace(deps, olga, { id, spaceId: acme.id, limit: null });
    expect(await whoIn(acme)).toEqual([]);
    expect(await whoIn(other)).toHaveLength(1);
  });

  test("cannot be a team of another space, nor in a space or application that is not there", async () => {
    const id = await anApplication();
    const foreign = await aTeam(other);
    const set = async (to: string, spaceId: string, teamIds: string[]) => {
      const outcome = await limitInSpace(deps, olga, { id: to, spaceId, limit: { roles: [], teamIds } });
      return outcome.ok ? "set" : outcome.problem.code;
    };
    expect(await set(id, acme.id, [foreign])).toBe("team_unknown");
    expect(await set(id, "space_none", [])).toBe("space_unknown");
    expect(await set("app_none", acme.id, [])).toBe("application_not_found");
    expect(await set(id, other.id, [foreign])).toBe("set");
    expect(await readSpaceLimit(deps, id, "space_none")).toBeNull();
    expect(await readSpaceLimit(deps, id, acme.id)).toMatchObject({ chosen: null });
  });
});

describe("the spaces of an application", () => {
  const added = async (id: string, ...spaceIds: string[]) => {
    const outcome = await addSpaces(deps, olga, { id, spaceIds });
    return outcome.ok ? outcome.value.added : outcome.problem.code;
  };

  test("are added once; one that is there keeps its roles and teams", async () => {
    const id = await anApplication({ openTo: "chosen", spaces: [{ spaceId: acme.id, roles: ["admin"] }] });
    expect(await added(id, acme.id, other.id)).toBe(1);
    expect(await added(id, acme.id, other.id)).toBe(0);
    expect(await whoIn(acme)).toMatchObject([{ roles: ["admin"] }]);
    expect(await whoIn(other)).toMatchObject([{ roles: [] }]);
    const events = (await deps.store.auditOf(null).page({})).rows;
    expect(events.filter(({ action }) => action === "application.changed")).toMatchObject([
      { details: { changed: ["spaces"], opened: [other.id] } },
    ]);
  });

  test("are all of them added or none, and only to an application that is there", async () => {
    const id = await anApplication({ openTo: "chosen" });
    expect(await added(id, acme.id, "space_none")).toBe("space_unknown");
    expect(await whoIn(acme)).toEqual([]);
    expect(await added("app_none", acme.id)).toBe("application_not_found");
    expect(await added(id, acme.id)).toBe(1);
    expect(await whoIn(acme)).toHaveLength(1);
  });

  test("are added by two at once without losing one", async () => {
    const id = await anApplication({ openTo: "chosen" });
    await Promise.all([added(id, acme.id), added(id, other.id), added(id, acme.id, other.id)]);
    expect(await whoIn(acme)).toHaveLength(1);
    expect(await whoIn(other)).toHaveLength(1);
  });

  test("are listed by name, searched, and paged, with what each says", async () => {
    const teamId = await aTeam(acme);
    const spaces = [{ spaceId: acme.id, teamIds: [teamId] }, { spaceId: other.id }];
    const id = await anApplication({ openTo: "chosen", spaces });
    const foreign = await anApplication({ openTo: "chosen", spaces: [{ spaceId: other.id }] });
    const all = await listSpacesOf(deps, id, {});
    expect(all.rows.map(({ slug, teams }) => [slug, teams]).toSorted()).toEqual([
      ["acme", 1],
      ["other", 0],
    ]);
    expect(await listSpacesOf(deps, id, { search: "acm" })).toMatchObject({
      total: 1,
      rows: [{ slug: "acme" }],
    });
    expect((await listSpacesOf(deps, id, { pageSize: 1, page: 2 })).rows).toHaveLength(1);
    expect(await listSpacesOf(deps, foreign, {})).toMatchObject({ total: 1, rows: [{ slug: "other" }] });
  });

  test("may be five thousand with teams, and nothing of it is slow or lost", async () => {
    const now = deps.now();
    await database.db.execute(
      `insert into spaces select (jsonb_populate_record(s, jsonb_build_object('id', 'space_many_' || n, 'slug', 'many-' || n, 'name', 'Many ' || n, 'external_id', null))).* from spaces s, generate_series(1, 5000) n where s.id = '${acme.id}'`,
    );
    await database.db.execute(
      `insert into teams (id, space_id, name, created_at) select 'team_many_' || n, 'space_many_' || n, 'Team', '${now.toISOString()}' from generate_series(1, 5000) n`,
    );
    const spaces = Array.from({ length: 5_000 }, (_, n) => ({
      spaceId: `space_many_${n + 1}`,
      teamIds: [`team_many_${n + 1}`],
    }));
    const id = await anApplication({ openTo: "chosen", spaces });
    expect(await listSpacesOf(deps, id, {})).toMatchObject({ total: 5_000 });
    expect(await listSpacesOf(deps, id, { search: "many-4321" })).toMatchObject({
      total: 1,
      rows: [{ spaceId: "space_many_4321", teams: 1 }],
    });
    const found = await deps.store.applicationsOf("space_many_77").find(id);
    expect(found?.chosen).toMatchObject({ spaceId: "space_many_77", teamIds: ["team_many_77"] });
    const crossed = [...spaces.slice(1), { spaceId: "space_many_1", teamIds: ["team_many_2"] }];
    const body = { name: "Crossed", redirectUris: ["https://notes.example/callback"], spaces: crossed };
    expect(await createApplication(deps, olga, createApplicationBody.parse(body))).toMatchObject({
      problem: { code: "team_unknown", field: "spaces.4999.teamIds" },
    });
  });
});

test("the use of an application is counted by day for operators, and for each space by itself", async () => {
  const id = await anApplication();
  const signIn = async (space: Space, userId: string) => {
    const sessionId = deps.secrets.id("session");
    const at = deps.now();
    const ends = new Date(at.getTime() + 3_600_000);
    const blank = { endedAt: null, endedReason: null, address: null, userAgent: null };
    await deps.store.sessions.insert(
      { id: sessionId, userId, createdAt: at, lastSeenAt: at, expiresAt: ends, ...blank },
      [{ spaceId: space.id, way: "password", connectionId: null, providerSession: null, admittedAt: at }],
    );
    await deps.store.applicationSessions.open({
      id: deps.secrets.id("appsess"),
      applicationId: id,
      sessionId,
      userId,
      spaceId: space.id,
      connectionId: null,
      way: "password",
      authTime: at,
      createdAt: at,
      endedAt: null,
    });
  };
  const { userId: ann } = await aMember(deps.store, acme.id);
  const { userId: ben } = await aMember(deps.store, other.id);
  await signIn(acme, ann);
  await signIn(acme, ann);
  await signIn(other, ben);
  const use = await readApplicationUse(deps, id);
  expect(use).toMatchObject({ signIns: 3, people: 2, open: 3 });
  expect(use.days).toHaveLength(30);
  expect(use.days.at(-1)).toMatchObject({ admitted: 3 });
  expect(await listSpaceApplications(deps, { space: acme })).toMatchObject([{ signIns: 2, people: 1 }]);
  expect(await listSpaceApplications(deps, { space: other })).toMatchObject([{ signIns: 1, people: 1 }]);
});
