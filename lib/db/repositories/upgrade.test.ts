import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { OpenDatabase } from "../driver/open-database";
import { fixtureVault } from "../testing/fixture-key";
import { openUpgraded, type StoredRows, storedRows } from "../testing/open-upgraded";
import { verifyChain } from "./verify-chain";

const folder = join("drizzle", "fixtures");
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const versions = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+\.sql$/.test(name));

/** The intended changes of an upgrade to a version's rows; every other row stays. */
const changedFrom: Record<string, (before: StoredRows) => StoredRows> = {
  // Rows that outlive a removed connection no longer mention it.
  "0.1.0.sql": (before) => {
    const connections = new Set(before.connections?.map(({ id }) => id));
    const without = (table: string, column: string) =>
      (before[table] ?? []).map((row) => (connections.has(row[column]) ? row : { ...row, [column]: null }));
    return {
      ...before,
      session_spaces: without("session_spaces", "connection_id"),
      memberships: without("memberships", "origin_connection_id"),
    };
  },
};

/** The rows with the columns that they had before, in an order of their own. */
function comparable(rows: StoredRows, before: StoredRows): StoredRows {
  return Object.fromEntries(
    Object.entries(before).map(([table, [first]]) => {
      const columns = Object.keys(first ?? {}).toSorted();
      const texts = (rows[table] ?? []).map((row) =>
        JSON.stringify(columns.map((name) => [name, row[name]])),
      );
      return [table, texts.toSorted().map((text) => Object.fromEntries(JSON.parse(text)))];
    }),
  );
}

describe.each(versions)("a database of %s", (version) => {
  let upgraded: OpenDatabase & { before: StoredRows };
  beforeAll(async () => {
    upgraded = await openUpgraded(read(version));
  });
  afterAll(() => upgraded.close());

  test("has something in every table", () => {
    const empty = Object.entries(upgraded.before).flatMap(([name, rows]) =>
      rows.length === 0 ? [name] : [],
    );
    expect(empty).toEqual([]);
  });

  test("keeps every row", async () => {
    const { before, db } = upgraded;
    const expected = (changedFrom[version] ?? ((rows) => rows))(before);
    expect(comparable(await storedRows(db), before)).toEqual(comparable(expected, before));
  });

  test("satisfies every constraint afterwards", async () => {
    expect(await unchecked(upgraded)).toEqual([]);
  });

  test("is read by the repositories: connections, versions, the sign-in log, the audit log, sealed values", async () => {
    const { store, db } = upgraded;
    const space = await store.spaces.bySlug("orchard");
    const organization = space && (await store.organizationsOf(space.id).own());
    if (!space || !organization) throw new Error("the fixture has a space Orchard with an organization");
    const connections = store.connectionsOf(organization.id);
    const all = await connections.all();
    expect(new Set(all.map(({ protocol }) => protocol))).toEqual(new Set(["saml", "oidc", "oauth2"]));
    const oidc = all.find(({ protocol, liveConfigurationId }) => protocol === "oidc" && liveConfigurationId);
    const versionId = oidc?.liveConfigurationId ?? "";
    expect(await connections.configuration(versionId)).toMatchObject({ hasClientSecret: true });
    const sealed = (await connections.clientSecretSealed(versionId)) ?? "";
    expect(fixtureVault().open(sealed, sealContexts.clientSecret(organization.id, versionId))).toBe(
      "a secret & more+",
    );
    const log = await store.attempts.page(space.id, { pageSize: 100 });
    expect(new Set(log.rows.map(({ status }) => status))).toEqual(new Set(["admitted", "started"]));
    expect((await store.membershipsOf(space.id).page({})).total).toBeGreaterThan(5);
    for (const chain of [space.id, "operator"])
      expect(await verifyChain(db, chain)).toMatchObject({ whole: true });
  });

  test("allows a connection to be removed with everything that belongs to it, while the logs stay", async () => {
    const { store, db } = upgraded;
    const space = await store.spaces.bySlug("orchard");
    const organization = space && (await store.organizationsOf(space.id).own());
    if (!space || !organization) throw new Error("the fixture has a space Orchard with an organization");
    const connections = store.connectionsOf(organization.id);
    const saml = (await connections.all()).find(({ protocol }) => protocol === "saml");
    if (!saml) throw new Error("the fixture has a SAML connection");
    const logged = (await store.attempts.page(space.id, { connectionId: saml.id })).total;
    expect(logged).toBeGreaterThan(0);
    expect(await connections.remove(saml.id)).toBe(true);
    const left = await storedRows(db);
    const naming = (table: string) => left[table]?.filter((row) => row.connection_id === saml.id);
    for (const table of ["configurations", "sign_in_options", "test_runs", "session_spaces", "setup_links"])
      expect(naming(table), table).toEqual([]);
    expect((await store.attempts.page(space.id, { connectionId: saml.id })).total).toBe(logged);
    expect(await verifyChain(db, space.id)).toMatchObject({ whole: true });
  });
});

describe("a database of 0.1.0 with rows that its schema did not forbid", () => {
  let upgraded: OpenDatabase & { before: StoredRows };
  let after: StoredRows;
  beforeAll(async () => {
    upgraded = await openUpgraded(read("0.1.0.sql") + read("0.1.0-orphans.sql"));
    after = await storedRows(upgraded.db);
  });
  afterAll(() => upgraded.close());

  test("satisfies every constraint afterwards", async () => {
    expect(await unchecked(upgraded)).toEqual([]);
  });

  test("loses the orphaned rows, and no others", () => {
    const lost = Object.entries(upgraded.before).flatMap(([table, rows]) => {
      const gone = rows.length - (after[table]?.length ?? 0);
      return gone === 0 ? [] : [[table, gone]];
    });
    expect(Object.fromEntries(lost)).toEqual({
      edit_leases: 1,
      idempotency_keys: 1,
      jackson_index: 1,
      linked_identities: 1,
      member_connectors: 1,
      metadata_looks: 1,
      setup_links: 1,
      setup_sessions: 1,
      team_members: 1,
      test_runs: 2,
      tokens: 1,
    });
    const named = Object.values(after).flat();
    expect(named.filter(({ id }) => /(_|^)orphan/.test(String(id)))).toEqual([]);
  });

  test("keeps rows that only mention something deleted, without the mention", () => {
    const row = (table: string, key: string, value: string) =>
      after[table]?.filter((one) => one[key] === value);
    expect(row("connections", "id", "conn_dangling")).toMatchObject([
      { live_configuration_id: null, draft_configuration_id: null, created_by: null },
    ]);
    expect(row("configurations", "id", "conf_dangling")).toMatchObject([
      { test_run_id: null, created_by: null },
    ]);
    expect(row("messages", "id", "msg_dangling")).toMatchObject([{ space_id: null }]);
    expect(row("users", "id", "user_dangling")).toMatchObject([{ sso_only_organization_id: null }]);
    expect(row("memberships", "user_id", "user_dangling")).toMatchObject([
      { origin_connection_id: null, licence: null },
    ]);
    expect(row("session_spaces", "session_id", "sess_dangling")).toMatchObject([
      { connection_id: null },
      { connection_id: null },
    ]);
    expect(row("sign_in_options", "id", "opt_dangling")).toMatchObject([{ activated_by: null }]);
    const people = Object.entries(after).flatMap(([table, rows]) =>
      rows.flatMap((one) => (JSON.stringify(one).includes("user_gone") ? [table] : [])),
    );
    expect(people).toEqual([]);
  });

  test("derives a row's owner from its parent, so that sealed values can be opened again", async () => {
    const gone = ["org_gone", "space_gone"];
    const left = Object.entries(after).flatMap(([table, rows]) =>
      rows.flatMap((row) =>
        [row.organization_id, row.space_id].some((id) => gone.includes(String(id))) ? [table] : [],
      ),
    );
    expect(left).toEqual([]);
    const oidc = after.configurations?.find(
      ({ client_secret_sealed, version }) => client_secret_sealed !== null && version === 1,
    );
    const context = sealContexts.clientSecret(String(oidc?.organization_id), String(oidc?.id));
    expect(fixtureVault().open(String(oidc?.client_secret_sealed), context)).toBe("a secret & more+");
  });
});

/** Constraints that old rows were not checked against. */
async function unchecked({ db }: OpenDatabase): Promise<string[]> {
  const rows = await db
    .select({ name: sql<string>`conname` })
    .from(sql`pg_constraint where not convalidated order by conname`);
  return rows.map(({ name }) => name);
}
