import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { configurations, connections } from "@/drizzle/schema/connections";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConfiguration, aConnection, anOption, anOrganization, aSpace, longAgo } from "../testing/rows";
import { installationFigures } from "./installation-figures";
import { jobsIn } from "./jobs";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

const later = (seconds: number) => new Date(longAgo.getTime() + seconds * 1000);
const dayS = 86_400;

async function aConnectionThatEnds(end: Date, status: "active" | "disabled"): Promise<void> {
  const { store, db } = database;
  const space = await aSpace(store);
  const connection = await aConnection(store, await anOrganization(store, space.id));
  const { id } = await aConfiguration(store, connection);
  await db.update(configurations).set({ certificatesEnd: end }).where(eq(configurations.id, id));
  await db.update(connections).set({ liveConfigurationId: id }).where(eq(connections.id, connection.id));
  await anOption(store, space.id, connection.id, { status, activatedAt: longAgo });
}

test("certificates count where the connection is in use, by how soon they end", async () => {
  await aConnectionThatEnds(later(3 * dayS), "active");
  await aConnectionThatEnds(later(20 * dayS), "active");
  await aConnectionThatEnds(later(3 * dayS), "disabled");
  const { certificatesEnding } = await installationFigures(database.db, later(0));
  expect(certificatesEnding).toEqual([
    { days: 0, connections: 0 },
    { days: 7, connections: 1 },
    { days: 30, connections: 2 },
  ]);
});

test("mail counts while it waits, with the age of the oldest; sent and given up does not", async () => {
  const message = (id: string, seconds: number, sentAt: Date | null = null) => ({
    id,
    spaceId: null,
    recipient: "ada@acme.example",
    subject: "Hello",
    body: "Hello",
    createdAt: later(seconds),
    sentAt,
    attempts: 0,
    lastError: null,
  });
  const { outbox } = database.store;
  await outbox.insert([
    message("m1", 0),
    message("m2", 60),
    message("m3", -600, later(0)),
    message("m4", -900),
  ]);
  await outbox.markFailed("m4", "refused", null);
  const { backlog } = await installationFigures(database.db, later(100));
  expect(backlog).toEqual([
    { queue: "mail", waiting: 2, oldestSeconds: 100 },
    { queue: "webhooks", waiting: 0, oldestSeconds: 0 },
    { queue: "back_channel_logouts", waiting: 0, oldestSeconds: 0 },
  ]);
});

test("a job is overdue since the moment at which it should have run, and failed if its last run did", async () => {
  const jobs = jobsIn(database.db);
  for (const [name, error] of [["prune", null] as const, ["send_notices", "no server"] as const]) {
    await jobs.claim(name, later(0), later(10));
    await jobs.finish(name, { at: later(1), nextRunAt: later(60), error });
  }
  expect((await installationFigures(database.db, later(90))).jobs).toEqual([
    { job: "prune", overdueSeconds: 30, failed: false },
    { job: "send_notices", overdueSeconds: 30, failed: true },
  ]);
  expect((await installationFigures(database.db, later(30))).jobs).toMatchObject([
    { overdueSeconds: 0 },
    { overdueSeconds: 0 },
  ]);
});
