import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signInOptions } from "@/drizzle/schema/connections";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnectionOf, aMember, anOption, aSpace } from "@/lib/db/testing/rows";
import { testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { initialOptionSettings } from "@/lib/features/connections/create-connection";
import { contextAs } from "@/lib/features/testing/context-as";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { rule } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { optionWarnings } from "./option-warnings";
import { saveOptionSettings } from "./save-option-settings";

let database: TestDatabase;
let deps: Dependencies;
let admin: Context;
let connectionId: string;
let teamId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database, testClock());
  const space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  admin = { ...(await contextAs(deps, space, userId)), via: "token" };
  connectionId = await aConnectionOf(deps.store, space.id);
  await anOption(deps.store, space.id, connectionId);
  teamId = "team_a";
  await deps.store.teamsOf(space.id).insert({
    id: teamId,
    spaceId: space.id,
    name: "Admins",
    defaultRole: "admin",
    createdAt: deps.now(),
  });
});

const save = (change: Partial<OptionSettings>, ctx = admin) =>
  saveOptionSettings(deps, ctx, {
    connectionId,
    leaseId: null,
    expectedRevision: null,
    settings: { ...initialOptionSettings, ...change },
  });
const warnings = (change: Partial<OptionSettings>) =>
  optionWarnings(deps, admin, connectionId, { ...initialOptionSettings, ...change });

test("a team that does not exist is refused at its field", async () => {
  const rules = [rule("a", "reader", { teams: [teamId] }), rule("b", null, { teams: [teamId, "team_gone"] })];
  expect(await save({ rules })).toMatchObject({
    problem: { code: "team_unknown", field: "rules.1.teams.1", received: "team_gone" },
  });
  expect(await save({ defaultTeams: ["team_gone"] })).toMatchObject({
    problem: { code: "team_unknown", field: "defaultTeams.0" },
  });
  expect(await save({ rules: rules.slice(0, 1), defaultTeams: [teamId] })).toMatchObject({ ok: true });
});

test("a default role above the ceiling is refused, and can be saved again if it was stored before", async () => {
  const useless = { defaultRole: "editor", ceiling: "reader" } as const;
  expect(await save(useless)).toMatchObject({
    problem: { code: "default_above_ceiling", field: "defaultRole", received: "editor" },
  });
  expect(await save({ ...useless, ceiling: "editor" })).toMatchObject({ ok: true });
  const options = deps.store.optionsOf(admin.space.id);
  const option = await options.byConnection(connectionId);
  await options.update(option?.id ?? "", { settings: { ...initialOptionSettings, ...useless } }, null);
  expect(await save({ ...useless, provisioning: false })).toMatchObject({ ok: true });
});

test("settings from before the separator read as settings without one", async () => {
  const { groupSeparator: _, ...older } = initialOptionSettings;
  await database.db.update(signInOptions).set({ settings: older });
  const option = await deps.store.optionsOf(admin.space.id).byConnection(connectionId);
  expect(option?.settings).toEqual(initialOptionSettings);
  expect(await save({ groupSeparator: ";" })).toMatchObject({ value: { settings: { groupSeparator: ";" } } });
});

test("a rule that makes more people administrators than it says is saved, and named with an example", async () => {
  const rules = [rule("staff", "reader"), rule("admins", "admin", { operator: "contains" })];
  expect(await save({ rules })).toMatchObject({ ok: true });
  expect(await warnings({ rules })).toEqual([
    expect.stringMatching(/^Rule 2 \(groups contains “admins” → admin\): .*“not-admins-at-all”/),
  ]);
  const byTeam = [rule("admins", null, { operator: "ends_with", teams: [teamId] })];
  expect(await warnings({ rules: byTeam })).toEqual([expect.stringContaining("“not-admins”")]);
  expect(await warnings({ rules: [rule("admins", "admin")] })).toEqual([]);
});

test("nothing is revealed about another space's connection", async () => {
  const other = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, other.id, { role: "admin", licence: "admin" });
  const theirs = { ...(await contextAs(deps, other, userId)), via: "token" as const };
  const rules = [rule("admins", "admin", { operator: "contains" })];
  expect(await optionWarnings(deps, theirs, connectionId, { ...initialOptionSettings, rules })).toEqual([]);
  expect(await save({ rules }, theirs)).toMatchObject({ problem: { code: "connection_not_found" } });
});
