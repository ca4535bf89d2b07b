import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aTestRun } from "@/lib/db/testing/rows";
import { listOptionVersions, listVersions } from "@/lib/features/connections/list-versions";
import { restoreOption, rollBack } from "@/lib/features/connections/roll-back";
import {
  changeWholeConnection,
  createWholeConnection,
} from "@/lib/features/connections/save-whole-connection";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { createTeam } from "@/lib/features/people/save-team";
import { auditedActions } from "@/lib/features/testing/context-as";
import { aSubscribedSpace, openSsoLab, type SsoLab, value } from "@/lib/features/testing/sso-lab";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Context } from "@/lib/ports/context";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { applyConfiguration, planOf } from "./apply-configuration";
import { exportConfiguration } from "./export-configuration";

let lab: SsoLab;
let certificate: string;

beforeAll(async () => {
  lab = await openSsoLab();
  certificate = (await lab.deps.keyPairs.make("idp", lab.deps.now())).certificate;
}, 240_000);
afterAll(() => lab.close());

/** A program of the space: it takes no lease. */
const program = (admin: Context): Context => ({ ...admin, via: "token", sessionId: null });

async function aSpaceOfOurs(domain: string) {
  const { space, admin } = await aSubscribedSpace(lab, { domain });
  return { space, ctx: program(admin) };
}

async function furnished(domain: string) {
  const { space, ctx } = await aSpaceOfOurs(domain);
  const team = value(await createTeam(lab.deps, ctx, { name: "Sales", defaultRole: "editor" }));
  const connection = value(
    await createWholeConnection(lab.deps, ctx, {
      connection: { name: "Okta", reference: "okta", protocol: "saml", provider: "okta" },
      configuration: {
        entityId: "https://idp.example/e",
        loginUrl: "https://idp.example/l",
        certificates: [certificate],
      },
    }),
  );
  const oidc = value(
    await createWholeConnection(lab.deps, ctx, {
      connection: { name: "Keycloak", reference: "kc", protocol: "oidc", provider: "keycloak" },
      configuration: { issuer: lab.oidc.url, clientId: "app", clientSecret: "canary-secret" },
    }),
  );
  value(
    await saveOptionSettings(lab.deps, ctx, {
      connectionId: connection.id,
      leaseId: null,
      expectedRevision: null,
      settings: {
        attributes: { email: null, firstName: null, lastName: null, groups: "groups" },
        groupSeparator: ",",
        rules: [
          { attribute: "groups", operator: "equals", value: "Sales", role: "editor", teams: [team.id] },
        ],
        missingRole: "deny",
        defaultRole: "reader",
        defaultTeams: [team.id],
        ceiling: "editor",
        provisioning: true,
        validation: "manual",
      },
    }),
  );
  return { space, ctx, team, connection, oidc };
}

describe("a configuration as a file", () => {
  test("copies one space onto an empty one, and exports the same again", async () => {
    const { ctx } = await furnished("one.example");
    const file = await exportConfiguration(lab.deps, ctx, { withDirectories: true });
    expect(JSON.stringify(file)).not.toContain("canary-secret");
    expect(JSON.stringify(file)).not.toMatch(/team_|conn_|space_/);

    const empty = await aSpaceOfOurs("two.example");
    const { domains: _, ...rest } = file;
    const input = configurationBody.parse({
      configuration: JSON.parse(JSON.stringify({ ...rest, domains: ["fresh.example"] })),
      secrets: { kc: "canary-secret" },
    });
    const plan = await planOf(lab.deps, empty.ctx, input);
    expect(plan.steps.map(({ kind, name, action }) => `${action} ${kind} ${name}`)).toEqual([
      "create team Sales",
      "create domain fresh.example",
      "keep domain two.example",
      "create connection okta",
      "create sign_in_option okta",
      "create connection kc",
      "create sign_in_option kc",
      "leave sign_in_settings Sign-in",
    ]);
    const before = await auditedActions(lab.deps, empty.space.id);
    const applied = value(await applyConfiguration(lab.deps, empty.ctx, input));
    expect(applied.steps.filter(({ outcome }) => outcome === "refused")).toEqual([]);
    expect(applied.complete).toBe(true);
    const after = await auditedActions(lab.deps, empty.space.id);
    expect(after.slice(before.length)).toContain("connection.created");

    const again = await exportConfiguration(lab.deps, empty.ctx, { withDirectories: true });
    expect(again.teams).toEqual(file.teams);
    expect(again.connections).toEqual(file.connections);
    expect(
      (await planOf(lab.deps, empty.ctx, input)).steps.filter(({ action }) => action === "create"),
    ).toEqual([]);
    // Settings are drafts: nobody can sign in by them before a test.
    for (const { draftConfigurationId, liveConfigurationId } of await ownConnections(empty.space.id))
      expect([draftConfigurationId !== null, liveConfigurationId]).toEqual([true, null]);
  }, 90_000);

  test("without its secret is planned as such, and reports it when applied", async () => {
    const { ctx } = await furnished("three.example");
    const file = await exportConfiguration(lab.deps, ctx, { withDirectories: true });
    const empty = await aSpaceOfOurs("four.example");
    const input = configurationBody.parse({ configuration: JSON.parse(JSON.stringify(file)) });
    const { steps } = await planOf(lab.deps, empty.ctx, input);
    expect(steps.find(({ kind, name }) => kind === "connection" && name === "kc")).toMatchObject({
      needsSecret: true,
    });
    const applied = value(await applyConfiguration(lab.deps, empty.ctx, input));
    expect(applied.complete).toBe(false);
    expect(applied.steps.find(({ kind, name }) => kind === "connection" && name === "kc")).toMatchObject({
      outcome: "refused",
      problem: { code: "client_secret_missing" },
    });
    expect((await ownConnections(empty.space.id)).map(({ reference }) => reference)).toEqual(["okta"]);
    // If the space already has the secret, the same file changes nothing.
    expect((await planOf(lab.deps, ctx, input)).changes).toBe(0);
  });

  test("leaves what it does not mention as it is, and asks for nothing if its lists have something", async () => {
    const { ctx, connection } = await furnished("six.example");
    const file = {
      format: "gatehouse-configuration/1",
      teams: [{ name: "Sales" }],
      domains: ["six.example"],
      connections: [
        {
          ...{ reference: "okta", name: "Okta", protocol: "saml", provider: "okta" },
          signInOption: { attributes: { email: "mail" }, missingRole: "default" },
        },
      ],
    };
    const input = configurationBody.parse({ configuration: file, prune: true });
    const plan = await planOf(lab.deps, ctx, input);
    expect(plan.confirm).toBeNull();
    expect(plan.steps.filter(({ action }) => action === "remove").map(({ name }) => name)).toEqual(["kc"]);
    expect(value(await applyConfiguration(lab.deps, ctx, input)).complete).toBe(true);
    const { teams, connections } = await exportConfiguration(lab.deps, ctx, { withDirectories: true });
    expect(teams).toEqual([{ name: "Sales", defaultRole: "editor" }]);
    expect(connections.map(({ reference }) => reference)).toEqual([connection.reference]);
    expect(connections[0]?.signInOption).toMatchObject({
      attributes: { email: "mail", groups: "groups" },
      ...{ missingRole: "default", groupSeparator: ",", ceiling: "editor", validation: "manual" },
      rules: [{ value: "Sales", teams: ["Sales"] }],
    });
    const secrets = { secrets: { nobody: "x" }, configuration: file };
    expect(configurationBody.safeParse(secrets).error?.issues).toMatchObject([
      { path: ["secrets", "nobody"] },
    ]);
  });

  test("removes only on request", async () => {
    const { ctx, space } = await furnished("five.example");
    const nothing = { format: "gatehouse-configuration/1", domains: ["five.example"] };
    const keep = configurationBody.parse({ configuration: nothing });
    expect((await planOf(lab.deps, ctx, keep)).changes).toBe(0);
    const prune = configurationBody.parse({ configuration: nothing, prune: true });
    expect(
      (await planOf(lab.deps, ctx, prune)).steps.filter(({ action }) => action === "remove"),
    ).toHaveLength(3);
    // Two of its lists are missing: that may be a file that was cut short.
    expect((await planOf(lab.deps, ctx, prune)).confirm).toBe(3);
    for (const confirm of [undefined, 2]) {
      const refusal = await applyConfiguration(lab.deps, ctx, { ...prune, confirm });
      expect(refusal).toMatchObject({
        ok: false,
        problem: { code: "removals_not_confirmed", field: "confirm", expected: "3" },
      });
    }
    expect(await ownConnections(space.id)).toHaveLength(2);
    value(await applyConfiguration(lab.deps, ctx, { ...prune, confirm: 3 }));
    expect(await ownConnections(space.id)).toEqual([]);
    expect(await lab.deps.store.teamsOf(space.id).all()).toEqual([]);
  });

  test("with the digest of a plan, does nothing but that plan", async () => {
    const { ctx, space } = await furnished("six.example");
    const file = { format: "gatehouse-configuration/1", teams: [{ name: "Night shift" }] };
    const input = configurationBody.parse({ configuration: file });
    const { digest } = await planOf(lab.deps, ctx, input);
    const teams = async () => (await lab.deps.store.teamsOf(space.id).all()).map(({ name }) => name);
    const before = await teams();
    // Somebody else's change, after the plan was read.
    value(await createTeam(lab.deps, ctx, { name: "Night shift", defaultRole: null }));
    const refusal = await applyConfiguration(lab.deps, ctx, { ...input, digest });
    expect(refusal).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "plan_changed", field: "digest", received: digest },
    });
    // The control: the plan of now.
    const fresh = await planOf(lab.deps, ctx, input);
    expect(fresh.digest).not.toBe(digest);
    value(await applyConfiguration(lab.deps, ctx, { ...input, digest: fresh.digest }));
    expect(await teams()).toEqual([...before, "Night shift"].sort());
    expect(configurationBody.safeParse({ configuration: file, digest: "x" }).error?.issues).toMatchObject([
      { path: ["digest"] },
    ]);
  }, 30_000);

  test("of another format or with a secret in it is refused", () => {
    expect(
      configurationBody.safeParse({ configuration: { format: "gatehouse-configuration/9" } }).success,
    ).toBe(false);
    const connection = { reference: "a", name: "A", protocol: "oidc", provider: "generic" };
    const leaky = { ...connection, configuration: { clientSecret: "x" } };
    const format = "gatehouse-configuration/1";
    expect(configurationBody.safeParse({ configuration: { format, connections: [leaky] } }).success).toBe(
      false,
    );
    expect(
      configurationBody.safeParse({ configuration: { format, connections: [connection, connection] } })
        .success,
    ).toBe(false);
  });
});

async function ownConnections(spaceId: string) {
  const organization = await lab.deps.store.organizationsOf(spaceId).own();
  return organization ? lab.deps.store.connectionsOf(organization.id).all() : [];
}

describe("versions", () => {
  test("show what each changed; an earlier tested one can be put live again, any other cannot", async () => {
    const { ctx, space, connection } = await furnished("six.example");
    const { store } = lab.deps;
    const input = { connectionId: connection.id, expectedRevision: null };
    const organization = await store.organizationsOf(space.id).own();
    const connections = store.connectionsOf(organization?.id ?? "");
    const goLive = async () => {
      const draft = (await connections.byId(connection.id))?.draftConfigurationId ?? "";
      const version = { id: draft, organizationId: organization?.id ?? "", connectionId: connection.id };
      const run = await aTestRun(store, space.id, version);
      await connections.markTested(draft, run, lab.deps.now());
      await connections.goLive(connection.id, draft, lab.deps.now(), unmarkedAuthority);
    };
    expect(await rollBack(lab.deps, ctx, { ...input, version: 1 })).toMatchObject({
      problem: { code: "nothing_live" },
    });
    await goLive();
    const change = (loginUrl: string) =>
      changeWholeConnection(lab.deps, ctx, { ...input, configuration: { loginUrl } });
    value(await change("https://idp.example/second"));
    await goLive();
    value(await change("https://idp.example/third"));

    const history = value(await listVersions(lab.deps, ctx, connection.id));
    expect(history.map(({ version, state, canRollBack }) => [version, state, canRollBack])).toEqual([
      [3, "draft", false],
      [2, "live", false],
      [1, "superseded", true],
    ]);
    expect(history[1]?.differences).toEqual([
      {
        field: "loginUrl",
        label: "Login URL",
        before: "https://idp.example/l",
        after: "https://idp.example/second",
      },
    ]);
    expect(history[1]?.createdBy).not.toBeNull();

    for (const version of [2, 3])
      expect(await rollBack(lab.deps, ctx, { ...input, version })).toMatchObject({
        problem: { code: "cannot_roll_back" },
      });
    expect(await rollBack(lab.deps, ctx, { ...input, version: 9 })).toMatchObject({
      problem: { code: "version_not_found" },
    });
    expect(await rollBack(lab.deps, ctx, { ...input, version: 1, expectedRevision: 1 })).toMatchObject({
      problem: { code: "stale_revision" },
    });
    const stranger = (await aSpaceOfOurs("seven.example")).ctx;
    expect(await rollBack(lab.deps, stranger, { ...input, version: 1 })).toMatchObject({
      problem: { code: "connection_not_found" },
    });
    expect(await listVersions(lab.deps, stranger, connection.id)).toMatchObject({ ok: false });

    expect(value(await rollBack(lab.deps, ctx, { ...input, version: 1 }))).toEqual({
      version: 1,
      previousVersion: 2,
    });
    expect(await rollBack(lab.deps, ctx, { ...input, version: 1 })).toMatchObject({ ok: false });
    const after = value(await listVersions(lab.deps, ctx, connection.id));
    expect(after.map(({ state }) => state)).toEqual(["draft", "superseded", "live"]);
    expect(await auditedActions(lab.deps, space.id)).toContain("configuration.rolled_back");
  });

  test("of a sign-in option begin with its previous state, and any of them can be restored", async () => {
    const { ctx, connection, team } = await furnished("eight.example");
    const versions = value(await listOptionVersions(lab.deps, ctx, connection.id));
    expect(versions.map(({ version, current }) => [version, current])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(versions[0]?.differences.find(({ field }) => field === "rules")?.after).toBe(
      "groups is “Sales” → editor, team Sales",
    );
    const input = { connectionId: connection.id, version: 1, expectedRevision: null };
    expect(value(await restoreOption(lab.deps, ctx, input)).settings.rules).toEqual([]);
    const after = value(await listOptionVersions(lab.deps, ctx, connection.id));
    expect(after.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(await restoreOption(lab.deps, ctx, { ...input, version: 7 })).toMatchObject({
      problem: { code: "version_not_found" },
    });
    const stale = await saveOptionSettings(lab.deps, ctx, {
      connectionId: connection.id,
      leaseId: null,
      expectedRevision: 1,
      settings: { ...(versions[0]?.settings ?? after[0]?.settings ?? never()), defaultTeams: [team.id] },
    });
    expect(stale).toMatchObject({ problem: { code: "stale_revision" } });
    expect(stale.ok ? "" : stale.problem.message).toContain("rules");
  });
});

function never(): never {
  throw new Error("there was no version");
}
