import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkedIdentities } from "@/drizzle/schema/connections";
import { subjectKey } from "@/lib/model/sign-in/subject";
import { migrationsFolder } from "../driver/migrations-folder";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, anOrganization, aSpace, aUser, longAgo } from "../testing/rows";

let database: TestDatabase;
let organizationId: string;
let connectionId: string;
const issuer = "https://idp.example";

beforeAll(async () => {
  database = await openTestDatabase();
  const space = await aSpace(database.store);
  organizationId = await anOrganization(database.store, space.id);
  for (const i of Array(9).keys()) await aUser(database.store, { id: `user_${i}` });
  connectionId = (await aConnection(database.store, organizationId)).id;
});
afterAll(() => database.close());

/** The second half of the migration, on rows as they were stored before it. */
async function migrated(subjects: string[]): Promise<string[]> {
  await database.db.delete(linkedIdentities);
  const rows = subjects.map((subject, i) => ({
    ...{ id: `link_${i}`, organizationId, connectionId, userId: `user_${i}`, issuer, subject },
    ...{ firstUsedAt: longAgo, lastUsedAt: longAgo },
  }));
  await database.db.insert(linkedIdentities).values(rows);
  const file = readdirSync(migrationsFolder()).find((name) => name.endsWith("_subjects_as_compared.sql"));
  const text = readFileSync(join(migrationsFolder(), file ?? ""), "utf8");
  const [, ...updates] = text.split("--> statement-breakpoint");
  expect(updates).toHaveLength(2);
  for (const update of updates) await database.db.execute(sql.raw(update));
  const kept = await database.db.select().from(linkedIdentities).orderBy(linkedIdentities.id);
  return kept.map(({ subject }) => subject);
}

/** The person whom a subject names after the migration. */
async function found(sent: string, folded: string | null = null): Promise<string | null> {
  const { identities } = database.store.connectionsOf(organizationId);
  const claimed = { issuer, domain: "alpha.example", subject: subjectKey(sent), subjectAsSent: sent };
  return (
    (await identities.recognise(connectionId, { ...claimed, subjectFoldedBefore: folded })).link?.userId ??
    null
  );
}

describe("links from before subjects were compared by one rule", () => {
  test("addresses are stored in their compared form, by the same rule in SQL as in code", async () => {
    const subjects = [
      "Hana@Alpha.example",
      " \tTom@alpha.example\r\n",
      "fran\u212a@alpha.example",
      "REN\u00c9@alpha.example",
      "\u3000Ann@alpha.example",
      "ACME\\Hana",
      "A@B@c",
      "@Hana",
      "Ann A@alpha.example",
    ];
    expect(await migrated(subjects)).toEqual(subjects.map(subjectKey));
    for (const [i, subject] of subjects.entries()) expect(await found(subject)).toBe(`user_${i}`);
    expect(await found("hana@alpha.example")).toBe("user_0");
    expect(await found("frank@alpha.example")).toBeNull();
  });

  test("two people whose addresses differ only in case can both sign in as before", async () => {
    const both = ["Hana@alpha.example", "hana@alpha.example"];
    expect(await migrated(both)).toEqual(both);
    expect(await found("Hana@alpha.example")).toBe("user_0");
    expect(await found("hana@alpha.example")).toBe("user_1");
  });

  test("a name kept in lower case is found once by it, and exactly from then on", async () => {
    await migrated(["hana"]);
    const { identities } = database.store.connectionsOf(organizationId);
    expect(await found("Hana", "hana")).toBe("user_0");
    expect(await found("Hana")).toBeNull();
    await identities.update("link_0", { subject: "hana" });
    expect(await found("Hana", "hana")).toBeNull();
    expect(await found("hana", "hana")).toBe("user_0");
  });

  test("the former form is returned nowhere else", async () => {
    await migrated(["hana"]);
    const { identities } = database.store.connectionsOf(organizationId);
    expect(Object.keys((await identities.byUser(connectionId, "user_0")) ?? {})).not.toContain(
      "subjectFolded",
    );
    const [row] = await database.db.select().from(linkedIdentities).where(eq(linkedIdentities.id, "link_0"));
    expect(row?.subjectFolded).toBe(true);
  });
});
