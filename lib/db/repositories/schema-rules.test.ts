import { readdirSync } from "node:fs";
import { join } from "node:path";
import { is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";

type TableConfig = ReturnType<typeof getTableConfig>;

/** Columns that refer to something without a foreign key, each with the reason. */
const reviewed: Record<string, string> = {
  "access_signals.token_id": "the provider's own identifier",
  "audit_events.space_id": "the audit log outlives what it names",
  "audit_events.actor_id": "the audit log outlives what it names",
  "audit_events.target_id": "the audit log outlives what it names",
  "audit_events.request_id": "names the request in the log, not a row",
  "event_feed.event_id": "a trigger writes it with the event, which nothing deletes",
  "sign_in_attempts.organization_id":
    "the sign-in log outlives what it names, and is written by every sign-in",
  "sign_in_attempts.space_id": "as above",
  "sign_in_attempts.connection_id": "as above",
  "sign_in_attempts.configuration_id": "as above",
  "sign_in_attempts.test_run_id": "as above",
  "sign_in_attempts.link_user_id": "as above",
  "sign_in_attempts.user_id": "as above",
  "sign_in_attempts.session_id": "as above; sessions are pruned before their attempts",
  "sign_in_attempts.request_id": "the provider's side of the exchange, not a row",
  "sign_in_days.connection_id": "the numbers of a month outlive a connection that was removed meanwhile",
  "used_assertions.connection_id": "written by every sign-in, gone when the assertion has expired",
  "edit_leases.lease_id": "its own: differs at every taking",
  "test_runs.started_by": "a person or a setup link",
  "option_versions.created_by": "a name, as the audit log has it",
  "configurations.put_live_by": "as above",
  "configurations.confirmed_by": "as above",
  "sign_in_options.put_live_by": "as above",
  "sign_in_options.confirmed_by": "as above",
  "sign_in_attempts.initiated_by": "which side began, not who",
  "spaces.external_id": "the vendor's own id of the customer",
  "directory_people.external_id": "the provider's own id of the person",
  "directory_groups.external_id": "the provider's own id of the group",
  "directory_requests.resource_id":
    "a person or a group, which may be gone; or what the provider took for one",
  "domains.verified_by": "in what way, not who",
};

let tables: TableConfig[];
let database: TestDatabase;
beforeAll(async () => {
  const folder = join(process.cwd(), "drizzle", "schema");
  const modules = await Promise.all(readdirSync(folder).map((name) => import(join(folder, name))));
  const found = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
  tables = found.map((table) => getTableConfig(table));
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** The columns of every foreign key, in their order, as `table.column`. */
const foreignKeys = () =>
  tables.flatMap((table) =>
    table.foreignKeys.map((key) => ({
      name: key.getName(),
      table,
      columns: key.reference().columns.map(({ name }) => name),
      parent: getTableConfig(key.reference().foreignTable).name,
    })),
  );

const inDatabase = async (kind: "c" | "f") => {
  const rows = await database.db
    .select({ name: sql<string>`conname`, definition: sql<string>`pg_get_constraintdef(oid)` })
    .from(
      sql`pg_constraint where contype = ${kind} and connamespace = 'public'::regnamespace order by conname`,
    );
  return new Map(rows.map(({ name, definition }) => [name, definition]));
};

test("the schema's tables were found", () => {
  expect(tables.length).toBeGreaterThan(35);
});

describe("the migrations create what the schema says", () => {
  test("foreign keys", async () => {
    const names = foreignKeys().map(({ name }) => name);
    expect([...(await inDatabase("f")).keys()]).toEqual(names.toSorted());
  });

  test("CHECKs", async () => {
    const names = tables.flatMap(({ checks }) => checks.map(({ name }) => name));
    expect([...(await inDatabase("c")).keys()]).toEqual(names.toSorted());
  });

  test("indexes", async () => {
    const names = tables.flatMap(({ indexes }) => indexes.map(({ config }) => config.name ?? ""));
    const rows = await database.db
      .select({ name: sql<string>`indexname` })
      .from(sql`pg_indexes where schemaname = 'public' and indexname not like '%_pk%' order by indexname`);
    const own = rows.map(({ name }) => name).filter((name) => !name.endsWith("_pkey"));
    expect(own.toSorted()).toEqual(names.toSorted());
  });
});

test("a column that refers to another row is a foreign key, or is listed here with the reason", () => {
  const keyed = new Set(
    foreignKeys().flatMap(({ table, columns }) => columns.map((c) => `${table.name}.${c}`)),
  );
  const naming = tables.flatMap((table) =>
    table.columns
      .filter(({ name, primary }) => /_(id|by)$/.test(name) && !(primary && name === "id"))
      .map(({ name }) => `${table.name}.${name}`),
  );
  expect(naming.filter((name) => !keyed.has(name)).toSorted()).toEqual(Object.keys(reviewed).toSorted());
});

test("an enumeration has a CHECK of the same values", async () => {
  const constraints = await inDatabase("c");
  const enumerations = tables.flatMap((table) =>
    table.columns
      .filter(({ enumValues }) => (enumValues ?? []).length > 0)
      .map(({ name, enumValues }) => ({ check: `${table.name}_${name}_listed`, words: enumValues ?? [] })),
  );
  expect(enumerations.length).toBeGreaterThan(25);
  const checked = enumerations.map(({ check }) => {
    const words = constraints.get(check)?.matchAll(/'([^']*)'::text/g) ?? [];
    return { check, words: [...words].map(([, word]) => word) };
  });
  expect(checked).toEqual(enumerations);
});

test("a foreign key has an index for deleting the row that it refers to", () => {
  const without = foreignKeys().filter(({ table, columns, parent }) => {
    const [first] = columns;
    // The author of something. People are not removed; if somebody does it by hand, these tables are small.
    if (parent === "users" && first?.endsWith("_by")) return false;
    const leading = [
      ...table.columns.filter(({ primary }) => primary).map(({ name }) => name),
      ...table.primaryKeys.map((key) => key.columns[0]?.name),
      ...table.indexes.map(({ config }) => {
        const [column] = config.columns;
        return column && "name" in column ? column.name : undefined;
      }),
    ];
    return !leading.includes(first);
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});
