import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { initialOptionSettings } from "@/lib/features/connections/create-connection";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { value } from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { addToTeam, removeFromTeam } from "./change-team-members";
import { listTeams, readTeam, teamChoices } from "./read-teams";
import { removeTeam, teamImpact } from "./remove-team";
import { createTeam, updateTeam } from "./save-team";

let database: TestDatabase;
let deps: Dependencies;
let admin: Context;
let stranger: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  admin = await anAdministrator();
  stranger = await anAdministrator();
});

async function anAdministrator(): Promise<Context> {
  const space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  return contextAs(deps, space, userId);
}

const sales = { name: "Sales", defaultRole: "editor" as const };
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

test("a team is created, renamed and listed, each change with its event", async () => {
  const team = value(await createTeam(deps, admin, sales));
  value(await updateTeam(deps, admin, { teamId: team.id, name: "Sales North", defaultRole: null }));
  expect(await teamChoices(deps, admin)).toEqual([{ id: team.id, name: "Sales North", defaultRole: null }]);
  expect(await auditedActions(deps, admin.space.id)).toEqual(["team.created", "team.updated"]);
});

test("a name is used once, case-insensitively, even by two at the same moment", async () => {
  const results = await Promise.all([createTeam(deps, admin, sales), createTeam(deps, admin, sales)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await createTeam(deps, admin, { ...sales, name: "SALES" })).toEqual(problem("team_name_taken"));
  const other = value(await createTeam(deps, admin, { ...sales, name: "Other" }));
  expect(await updateTeam(deps, admin, { ...sales, teamId: other.id })).toEqual(problem("team_name_taken"));
  expect(await createTeam(deps, stranger, sales)).toMatchObject({ ok: true });
});

test("only people of the space are added and removed", async () => {
  const team = value(await createTeam(deps, admin, sales));
  const { userId } = await aMember(deps.store, admin.space.id, {}, { email: "bo@orchard.example" });
  await aMember(deps.store, stranger.space.id, {}, { email: "far@orchard.example" });
  value(await addToTeam(deps, admin, { teamId: team.id, email: "BO@orchard.example" }));
  expect(await addToTeam(deps, admin, { teamId: team.id, email: "far@orchard.example" })).toEqual(
    problem("not_a_member"),
  );
  expect((await readTeam(deps, admin, team.id, {}))?.members).toMatchObject({
    total: 1,
    rows: [{ userId, source: "manual", role: "reader" }],
  });
  expect((await listTeams(deps, admin, {})).rows).toMatchObject([{ name: "Sales", members: 1 }]);
  expect(value(await removeFromTeam(deps, admin, { teamId: team.id, userIds: [userId] }))).toEqual({
    removed: 1,
  });
  // A second try finds nothing to do.
  expect(value(await removeFromTeam(deps, admin, { teamId: team.id, userIds: [userId] }))).toEqual({
    removed: 0,
  });
});

test("another space's team is not found by any operation", async () => {
  const team = value(await createTeam(deps, admin, sales));
  const notFound = problem("team_not_found");
  expect(await updateTeam(deps, stranger, { ...sales, teamId: team.id })).toEqual(notFound);
  expect(await removeTeam(deps, stranger, team.id)).toEqual(notFound);
  expect(await addToTeam(deps, stranger, { teamId: team.id, email: "a@b.example" })).toEqual(notFound);
  expect(await removeFromTeam(deps, stranger, { teamId: team.id, userIds: ["x"] })).toEqual(notFound);
  expect(await readTeam(deps, stranger, team.id, {})).toBeNull();
  expect(await teamImpact(deps, stranger, team.id)).toBeNull();
});

test("deleting says what it affects, keeps the people, and rules drop the team", async () => {
  const team = value(await createTeam(deps, admin, sales));
  const { userId } = await aMember(deps.store, admin.space.id);
  await deps.store.teamsOf(admin.space.id).addMember(team.id, userId);
  const organizationId = await anOrganization(deps.store, admin.space.id);
  const connection = await aConnection(deps.store, organizationId, { name: "Okta" });
  const rule = { attribute: "groups", operator: "equals" as const, value: "x" };
  const option = await anOption(deps.store, admin.space.id, connection.id, {
    settings: {
      ...initialOptionSettings,
      defaultTeams: [team.id],
      rules: [
        { ...rule, role: null, teams: [team.id] },
        { ...rule, role: "editor", teams: [team.id] },
      ],
    },
  });
  expect(await teamImpact(deps, admin, team.id)).toEqual({
    members: 1,
    rules: [{ connectionId: connection.id, connection: "Okta", rules: 2, isDefault: true }],
  });
  value(await removeTeam(deps, admin, team.id));
  const after = await deps.store.optionsOf(admin.space.id).byId(option.id);
  expect(after?.settings).toMatchObject({ defaultTeams: [], rules: [{ role: "editor", teams: [] }] });
  // A page with the old rules must not write the team back.
  expect(after?.revision).toBe(option.revision + 1);
  expect(await deps.store.membershipsOf(admin.space.id).byUser(userId)).toMatchObject({ role: "reader" });
  expect(await removeTeam(deps, admin, team.id)).toEqual(problem("team_not_found"));
});
