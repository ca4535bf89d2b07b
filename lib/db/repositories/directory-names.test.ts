import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/infra/crypto/new-id";
import { migrationsFolder } from "../driver/migrations-folder";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { anOrganization, aSpace, longAgo } from "../testing/rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("directories of one name, from before names were unique, are told apart by their ids", async () => {
  const { store, db } = database;
  const organizations: string[] = [];
  for (const _ of [1, 2]) organizations.push(await anOrganization(store, (await aSpace(store)).id));
  const [ours = "", theirs = ""] = organizations;
  const add = async (organizationId: string, name: string, minute: number) => {
    const id = newId("dir");
    await store.directoriesOf(organizationId).insert({
      ...{ id, organizationId, connectionId: null, name, provider: "okta", status: "observing" },
      ...{ createdAt: new Date(longAgo.getTime() + minute * 60_000), createdBy: null, activatedAt: null },
      ...{ lastRequestAt: null, alert: null, alertAt: null, revision: 1 },
    });
    return id;
  };
  await db.execute(sql`drop index directories_name`);
  await db.execute(sql`create index directories_organization on directories (organization_id)`);
  await add(ours, "Okta", 1);
  const [second, third] = [await add(ours, "Okta", 2), await add(ours, "okta", 3)];
  await add(ours, "Entra ID", 4);
  await add(theirs, "Okta", 5);
  const migration = readFileSync(join(migrationsFolder(), "0036_directory_names.sql"), "utf8");
  for (const statement of migration.split("--> statement-breakpoint")) await db.execute(sql.raw(statement));
  const names = async (id: string) => (await store.directoriesOf(id).all()).map(({ name }) => name);
  expect(await names(ours)).toEqual(["Okta", `Okta (${second})`, `okta (${third})`, "Entra ID"]);
  expect(await names(theirs)).toEqual(["Okta"]);
  await expect(add(ours, "Entra ID", 6)).rejects.toThrow();
});
