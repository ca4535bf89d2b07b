import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { jobsIn } from "@/lib/db/repositories/jobs";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { type TestClock, testClock } from "@/lib/db/testing/test-dependencies";
import { type Job, runIfDue, startScheduler } from "./scheduler";

let database: TestDatabase;
let clock: TestClock;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
});

const log = { info() {}, warn() {}, error() {} };
const deps = () => ({ jobs: jobsIn(database.db), now: clock.now, log });
const job = (run: Job["run"], name = "prune"): Job => ({ name, everyMinutes: 60, mostMinutes: 10, run });

test("a job runs when it is due, and not again before its time", async () => {
  const run = vi.fn(async () => ({}));
  expect(await runIfDue(deps(), job(run))).toBe(true);
  expect(await runIfDue(deps(), job(run))).toBe(false);
  clock.forward(3600);
  expect(await runIfDue(deps(), job(run))).toBe(true);
  expect(run).toHaveBeenCalledTimes(2);
});

test("two processes at once do it once", async () => {
  const run = vi.fn(async () => ({}));
  await Promise.all([runIfDue(deps(), job(run)), runIfDue(deps(), job(run))]);
  expect(run).toHaveBeenCalledTimes(1);
});

test("a job that fails is retried after a quarter of an hour, and throws nothing", async () => {
  const run = vi.fn(async () => {
    throw new Error("no");
  });
  expect(await runIfDue(deps(), job(run))).toBe(true);
  clock.forward(14 * 60);
  expect(await runIfDue(deps(), job(run))).toBe(false);
  clock.forward(60);
  expect(await runIfDue(deps(), job(run))).toBe(true);
});

test("an unavailable database does not end it", async () => {
  const jobs = {
    claim: async () => {
      throw new Error("away");
    },
    finish: async () => undefined,
  };
  expect(
    await runIfDue(
      { ...deps(), jobs },
      job(async () => ({})),
    ),
  ).toBe(false);
});

test("the schedule runs every due job and stops on request", async () => {
  const done: string[] = [];
  const list = ["one", "two"].map((name) =>
    job(async () => {
      done.push(name);
      return {};
    }, name),
  );
  const schedule = startScheduler(deps(), list, 20);
  await expect.poll(() => done).toEqual(["one", "two"]);
  await schedule.stop();
  clock.forward(7200);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(done).toEqual(["one", "two"]);
});
