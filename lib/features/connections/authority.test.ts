import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { applyConfiguration } from "@/lib/features/configuration-file/apply-configuration";
import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import { beginLink } from "@/lib/features/linking/begin-link";
import { changeLink } from "@/lib/features/linking/change-link";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { addPerson } from "@/lib/features/people/add-person";
import { importPeople } from "@/lib/features/people/import-people";
import { savePeople } from "@/lib/features/people/save-people";
import { createTeam } from "@/lib/features/people/save-team";
import { updatePerson } from "@/lib/features/people/update-person";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { people, setOption, share, typed } from "@/lib/features/testing/sso-scenes";
import { authenticateToken } from "@/lib/features/tokens/authenticate-token";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import { rule } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";
import { activateOption } from "./activate-option";
import { confirmConnection } from "./confirm-connection";
import { initialOptionSettings } from "./create-connection";
import { restoreOption, rollBack } from "./roll-back";
import { saveConfiguration } from "./save-configuration";
import { switchOption } from "./switch-option";

let lab: SsoLab;
let space: Space;
let admin: Context;
let reader: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  reader = await aDelegate("reader");
});

/** A member below administrator who was granted the management of single sign-on. */
async function aDelegate(role: Role): Promise<Context> {
  const permissions = ["manage_auth_integrations"];
  const { userId } = await aMember(lab.deps.store, space.id, { role, licence: role, permissions });
  return contextAs(lab.deps, space, userId);
}
const person = (email: string, role: Role, change: object = {}, user: object = {}) =>
  aMember(lab.deps.store, space.id, { role, licence: role, ...change }, { email, ...user });
const boss = "boss@acme.example";
const mate = "mate@acme.example";
type Connected = { connectionId: string; reference: string };
const enter = (connection: Connected, email: string, groups = "") =>
  new LabBrowser(lab).signIn(space, connection, typed(email, groups));
const signedIn = { outcome: "signed_in" };
const waits = { outcome: "refused", code: "version_awaits_admin" };
const above = (field: string) => ({
  ok: false,
  problem: { kind: "forbidden", code: "role_above_own", field },
});
const save = (ctx: Context, connectionId: string, change: Partial<OptionSettings>) =>
  saveOptionSettings(lab.deps, ctx, {
    connectionId,
    leaseId: null,
    expectedRevision: null,
    settings: { ...initialOptionSettings, ...change },
  });
/** Without a lease, as programs work. */
const program = (ctx: Context): Context => ({ ...ctx, via: "token", sessionId: null });
const confirm = (ctx: Context, { connectionId }: Connected) =>
  confirmConnection(lab.deps, ctx, { connectionId, configurationId: null });

describe("nobody grants more than their own role", () => {
  const toAdmins = [rule("me@acme.example", "admin")];
  test.each([
    ["a rule", "rules.0.role", { rules: toAdmins, ceiling: "reader" }],
    ["the default role", "defaultRole", { defaultRole: "editor", ceiling: "reader" }],
    ["a ceiling that they raise", "ceiling", { ceiling: "editor" }],
  ] as [string, string, Partial<OptionSettings>][])("by %s", async (_what, field, settings) => {
    const { connectionId } = await aDraft(lab, reader, "saml");
    expect(await save(program(reader), connectionId, settings)).toMatchObject(above(field));
    expect(await save(program(reader), connectionId, settings)).toMatchObject(above(field));
    const option = await lab.deps.store.optionsOf(space.id).byConnection(connectionId);
    expect(option?.settings).toEqual({ ...initialOptionSettings, ceiling: "reader" });
    // The same by an administrator, and the reader's own role.
    expect(await save(program(admin), connectionId, { ...settings, ceiling: "admin" })).toMatchObject({
      ok: true,
    });
    expect(
      await save(program(reader), connectionId, { rules: [rule("Staff", "reader")], ceiling: "reader" }),
    ).toMatchObject({ ok: true });
  });

  test("by a team whose default role is higher, in a rule or for everybody", async () => {
    const { connectionId } = await aDraft(lab, reader, "saml");
    const team = value(await createTeam(lab.deps, admin, { name: "Bosses", defaultRole: "admin" }));
    const low = value(await createTeam(lab.deps, admin, { name: "All", defaultRole: "reader" }));
    const inTeam = (id: string) => ({
      rules: [rule("Staff", "reader", { teams: [id] })],
      ceiling: "reader" as const,
    });
    expect(await save(program(reader), connectionId, inTeam(team.id))).toMatchObject(above("rules.0.teams"));
    expect(
      await save(program(reader), connectionId, { defaultTeams: [team.id], ceiling: "reader" }),
    ).toMatchObject(above("defaultTeams"));
    expect(await save(program(reader), connectionId, inTeam(low.id))).toMatchObject({ ok: true });
  });

  test("a ceiling that is left unchanged is lowered to their own role", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    expect(value(await save(program(reader), connectionId, { provisioning: false })).settings.ceiling).toBe(
      "reader",
    );
    const people = {
      attributes: initialOptionSettings.attributes,
      groupSeparator: null,
      defaultRole: "admin",
      validation: "manual",
    } as const;
    const page = { connectionId, leaseId: null, expectedRevision: null };
    expect(
      await savePeople(lab.deps, program(reader), { ...page, people: { ...people, provisioning: true } }),
    ).toMatchObject(above("defaultRole"));
  });

  test("by restoring settings of an administrator; saving what already exists is no grant", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    value(await save(program(admin), connectionId, { rules: toAdmins }));
    value(await save(program(admin), connectionId, {}));
    const back = { connectionId, version: 2, expectedRevision: null };
    expect(await restoreOption(lab.deps, program(reader), back)).toMatchObject(above("rules.0.role"));
    expect(await save(program(reader), connectionId, {})).toMatchObject({ ok: true });
    value(await restoreOption(lab.deps, program(admin), back));
  });

  test("by a configuration file", async () => {
    await aDraft(lab, admin, "saml");
    const configuration = await exportConfiguration(lab.deps, admin, { withDirectories: true });
    const [entry] = configuration.connections;
    const signInOption = { ...initialOptionSettings, rules: toAdmins };
    const teams = [{ name: "Bosses", defaultRole: "admin" as const }];
    const file = { ...configuration, teams, connections: [{ ...entry, signInOption }] };
    const apply = async (ctx: Context) => {
      const input = { configuration: file, secrets: {}, prune: false } as never;
      const { steps } = value(await applyConfiguration(lab.deps, ctx, input));
      return steps
        .filter(({ outcome }) => outcome === "refused")
        .map(({ kind, problem }) => [kind, problem?.code]);
    };
    expect(await apply(program(reader))).toEqual([
      ["team", "role_above_own"],
      ["sign_in_option", "role_above_own"],
    ]);
    expect(await apply(program(admin))).toEqual([]);
  });

  test("by an integration token, which grants no more than its creator could", async () => {
    const made = async (ctx: Context) => {
      const input = { name: "ci", account: "ci", scopes: ["connections:write" as const], expiresAt: null };
      const { token } = value(await createIntegrationToken(lab.deps, ctx, input));
      const known = await authenticateToken(lab.deps, token, null);
      if (known.outcome === "refused") throw new Error(known.code);
      return known.ctx;
    };
    const { connectionId } = await aDraft(lab, reader, "saml");
    const low = await made(reader);
    expect(low).toMatchObject({ role: "reader", membership: null });
    expect(await save(low, connectionId, { rules: toAdmins })).toMatchObject(above("rules.0.role"));
    expect(await createTeam(lab.deps, low, { name: "Bosses", defaultRole: "editor" })).toMatchObject(
      above("defaultRole"),
    );
    // A token that this one creates does not raise its authority either.
    const second = await made(low);
    expect(second.role).toBe("reader");
    expect(await save(await made(admin), connectionId, { rules: toAdmins })).toMatchObject({ ok: true });
  });

  test("by adding, importing or changing people", async () => {
    const low = { ...program(reader), membership: null };
    const ann = { email: "ann@acme.example", firstName: "", lastName: "", isItAdministrator: false };
    const how = { origin: "manual", welcome: false } as const;
    expect(await addPerson(lab.deps, low, { ...ann, role: "editor" }, how)).toMatchObject(above("role"));
    const text = "email,role\nbob@acme.example,admin\n";
    expect(await importPeople(lab.deps, low, { text, welcome: false })).toMatchObject(above("text"));
    const { id } = value(await addPerson(lab.deps, low, { ...ann, role: "reader" }, how));
    expect(await updatePerson(lab.deps, low, id, { role: "admin" })).toMatchObject(above("role"));
    const chief = await person(boss, "admin");
    // Whoever controls somebody's address can reset their password.
    expect(await updatePerson(lab.deps, low, chief.userId, { email: "mine@acme.example" })).toMatchObject(
      above("role"),
    );
    expect(await updatePerson(lab.deps, low, id, { status: "deactivated" })).toMatchObject({ ok: true });
    expect(
      await updatePerson(lab.deps, program(admin), id, { role: "editor", status: "active" }),
    ).toMatchObject({ ok: true });
  });
});

describe("a version put live by a member below administrator", () => {
  test("admits nobody above them, existing or new, until an administrator confirms it; it admits others", async () => {
    await person(boss, "admin");
    await person("edna@acme.example", "editor");
    await person(mate, "reader");
    const connection = await anActiveConnection(lab, reader, "saml");
    for (const email of [boss, "edna@acme.example", boss])
      expect(await enter(connection, email)).toMatchObject(waits);
    expect(await enter(connection, mate)).toMatchObject(signedIn);
    expect(await enter(connection, "new@acme.example")).toMatchObject(signedIn);

    expect(await confirm(reader, connection)).toMatchObject({ problem: { code: "role_above_own" } });
    expect(await enter(connection, boss)).toMatchObject(waits);
    value(await confirm(admin, connection));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    expect(await confirm(admin, connection)).toMatchObject({ problem: { code: "nothing_to_confirm" } });
    expect(
      (await auditedActions(lab.deps, space.id)).filter((one) => one === "connection.confirmed"),
    ).toHaveLength(1);
  });

  test("needs no confirmation if an administrator put it live", async () => {
    await person(boss, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    expect(await enter(connection, boss)).toMatchObject(signedIn);
  });

  test("raises nobody by a rule that an administrator made", async () => {
    const connection = await anActiveConnection(lab, reader, "saml");
    await setOption(lab, space, connection.connectionId, {
      rules: [rule("Staff", "editor")],
      ceiling: "admin",
    });
    expect(await enter(connection, mate, "Staff")).toMatchObject(waits);
    expect(await people(lab, space)).not.toHaveProperty(mate);
    value(await confirm(admin, connection));
    expect(await enter(connection, mate, "Staff")).toMatchObject(signedIn);
    expect(await people(lab, space)).toMatchObject({ [mate]: "editor" });
  });

  test("needs confirmation again after each version, after a rollback, and after enabling a disabled option", async () => {
    await person(boss, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    const { connectionId } = connection;
    const page = { connectionId, leaseId: null, expectedRevision: null };
    const input = { protocol: "saml" as const, values: { logoutUrl: "https://idp.example/bye" } };
    value(await saveConfiguration(lab.deps, program(reader), { ...page, input }));
    await new LabBrowser(lab).test(reader, connectionId);
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    value(await activateOption(lab.deps, reader, { connectionId, configurationId: null, sessions: "keep" }));
    expect(await enter(connection, boss)).toMatchObject(waits);
    value(await rollBack(lab.deps, reader, { connectionId, version: 1, expectedRevision: null }));
    expect(await enter(connection, boss)).toMatchObject(waits);
    value(await confirm(admin, connection));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    for (const event of ["disable", "enable"] as const)
      value(await switchOption(lab.deps, reader, { connectionId, event }));
    expect(await enter(connection, boss)).toMatchObject(waits);
    for (const event of ["disable", "enable"] as const)
      value(await switchOption(lab.deps, admin, { connectionId, event }));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
  });

  test("a round trip that started before the confirmation does not end as a confirmed one", async () => {
    await person(boss, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    const { connectionId } = connection;
    const page = { connectionId, leaseId: null, expectedRevision: null };
    const input = { protocol: "saml" as const, values: { logoutUrl: "https://idp.example/bye" } };
    value(await saveConfiguration(lab.deps, program(reader), { ...page, input }));
    await new LabBrowser(lab).test(reader, connectionId);
    value(await activateOption(lab.deps, reader, { connectionId, configurationId: null, sessions: "keep" }));
    const browser = new LabBrowser(lab);
    const received = await browser.answer(
      connectionId,
      await browser.begin(space, connection.reference),
      typed(boss),
    );
    value(await rollBack(lab.deps, admin, { connectionId, version: 1, expectedRevision: null }));
    expect(await browser.finish(received)).toMatchObject(waits);
    expect(await enter(connection, boss)).toMatchObject(signedIn);
  });

  test("choosing the address attribute counts as much: people may edit some attributes themselves", async () => {
    await person(boss, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    const settings = { ceiling: "reader" as const };
    const attributes = { ...initialOptionSettings.attributes, email: "email" };
    value(await save(program(reader), connection.connectionId, { ...settings, provisioning: false }));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    value(await save(program(reader), connection.connectionId, { ...settings, attributes }));
    expect(await enter(connection, boss)).toMatchObject(waits);
    value(await confirm(admin, connection));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
  });

  test("removes no password, two-factor or name of somebody with a higher role in another space", async () => {
    const elsewhere = (await aSubscribedSpace(lab, { domain: "elsewhere.example" })).space;
    const credentials = { passwordHash: "x", totpSealed: "x", totpEnabledAt: lab.clock.now() };
    const { userId } = await person(boss, "reader", {}, { ...credentials, lastName: "Chief" });
    await person(mate, "reader", {}, credentials);
    const member = await lab.deps.store.membershipsOf(space.id).byUser(userId);
    if (!member) throw new Error("no member");
    const asAdmin = { spaceId: elsewhere.id, role: "admin", licence: "admin" } as const;
    await lab.deps.store.membershipsOf(elsewhere.id).insert({ ...member, ...asAdmin });
    const connection = await anActiveConnection(lab, reader, "saml");
    const user = (email: string) => lab.deps.store.users.byEmail(email);
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    expect(await user(boss)).toMatchObject({ hasPassword: true, hasTwoFactor: true, lastName: "Chief" });
    // The control: it does so for a person with the reader's own role, and for everybody once it is confirmed.
    expect(await enter(connection, mate)).toMatchObject(signedIn);
    expect(await user(mate)).toMatchObject({ hasPassword: false, lastName: "Person" });
    value(await confirm(admin, connection));
    expect(await enter(connection, boss)).toMatchObject(signedIn);
    expect(await user(boss)).toMatchObject({ hasPassword: false, lastName: "Person" });
  });

  test("is confirmed exactly as seen: another version or other settings meanwhile are refused", async () => {
    const connection = await anActiveConnection(lab, reader, "saml");
    const { connectionId } = connection;
    const option = await lab.deps.store.optionsOf(space.id).byConnection(connectionId);
    const live = (await lab.deps.store.connectionLookup.byId(connectionId))?.liveConfigurationId ?? "";
    value(await save(program(reader), connectionId, { provisioning: false, ceiling: "reader" }));
    const stale = { connectionId, configurationId: live, optionRevision: option?.revision ?? 0 };
    expect(await confirmConnection(lab.deps, admin, stale)).toMatchObject({
      problem: { code: "version_changed" },
    });
    expect(
      await confirmConnection(lab.deps, admin, { connectionId, configurationId: "conf_other" }),
    ).toMatchObject({ problem: { code: "version_changed" } });
    expect(await confirmConnection(lab.deps, admin, { connectionId, configurationId: live })).toMatchObject({
      ok: true,
    });
  });

  test("opens no further space above their role, and another space's administrator cannot confirm it here", async () => {
    await person(boss, "reader");
    const connection = await anActiveConnection(lab, reader, "saml");
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    await share(lab, connection.connectionId, other.space, { link: "connected", option: {} });
    const userId = (await lab.deps.store.users.byEmail(boss))?.id ?? "";
    const there = await lab.deps.store.membershipsOf(other.space.id).byUser(other.admin.user?.id ?? "");
    if (!there) throw new Error("the other space has no administrator");
    await lab.deps.store.membershipsOf(other.space.id).insert({ ...there, userId });
    const spacesOf = async () => {
      const finished = await enter(connection, boss);
      if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
      const session = await lab.deps.store.sessions.byId(finished.sessionId);
      return session?.spaces.map(({ spaceId }) => spaceId);
    };
    expect(await spacesOf()).toEqual([space.id]);
    expect(await confirm(other.admin, connection)).toMatchObject({ problem: { code: "nothing_to_confirm" } });
    const stranger = await aSubscribedSpace(lab, { domain: "stranger.example" });
    expect(await confirm(stranger.admin, connection)).toMatchObject({
      problem: { code: "connection_not_found" },
    });
    expect(await spacesOf()).toEqual([space.id]);
    value(await confirm(admin, connection));
    expect((await spacesOf())?.toSorted()).toEqual([space.id, other.space.id].toSorted());
  });
});

describe("an IT administrator", () => {
  const it = { isItAdministrator: true };
  test("never signs in by single sign-on, nor links a connection; another administrator does", async () => {
    const { userId } = await person(boss, "admin", it);
    await person(mate, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    const refused = { outcome: "refused", code: "it_administrator_uses_password" };
    expect(await enter(connection, boss)).toMatchObject(refused);
    expect(await enter(connection, boss)).toMatchObject(refused);
    expect(await enter(connection, mate)).toMatchObject(signedIn);
    const link = async (id: string) =>
      beginLink(lab.deps, await contextAs(lab.deps, space, id), {
        connectionId: connection.connectionId,
        browserSecret: "b",
        returnTo: "/",
        address: "192.0.2.9",
      });
    expect(await link(userId)).toMatchObject(refused);
    expect(await link((await lab.deps.store.users.byEmail(mate))?.id ?? "")).toMatchObject({
      outcome: "out",
    });
  });

  test("cannot complete a link that was started before they became one", async () => {
    const { userId } = await person(boss, "admin");
    const connection = await anActiveConnection(lab, admin, "saml");
    const ctx = await contextAs(lab.deps, space, userId);
    const browser = new LabBrowser(lab);
    const started = await beginLink(lab.deps, ctx, {
      connectionId: connection.connectionId,
      browserSecret: browser.secret,
      returnTo: "/",
      address: "192.0.2.9",
    });
    if (started.outcome !== "out") throw new Error(JSON.stringify(started));
    const received = await browser.answer(connection.connectionId, started.redirect, typed(boss));
    await lab.deps.store.membershipsOf(space.id).update(userId, it);
    expect(await browser.finish(received, ctx.sessionId)).toMatchObject({
      code: "it_administrator_uses_password",
    });
  });
});

test("cannot be relinked by a member below them", async () => {
  await person(boss, "admin");
  await person(mate, "reader");
  const connection = await anActiveConnection(lab, admin, "saml");
  for (const email of [boss, mate]) expect(await enter(connection, email)).toMatchObject(signedIn);
  const idOf = async (email: string) => (await lab.deps.store.users.byEmail(email))?.id ?? "";
  const change = async (ctx: Context, email: string, what: "relink" | "remove") =>
    changeLink(lab.deps, ctx, {
      userId: await idOf(email),
      connectionId: connection.connectionId,
      change: what,
    });
  for (const what of ["relink", "remove"] as const) {
    expect(await change(reader, boss, what)).toMatchObject({ problem: { code: "role_above_own" } });
    expect(await change(reader, mate, what)).toMatchObject({ ok: true });
    expect(await change(admin, boss, what)).toMatchObject({ ok: true });
  }
});
