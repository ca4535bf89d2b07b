import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { housekeepingIn } from "@/lib/db/repositories/housekeeping";
import { anAttempt } from "@/lib/db/testing/an-attempt";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { prune } from "@/lib/features/maintenance/prune";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Space } from "@/lib/model/spaces/space";
import { parseCsv } from "@/lib/model/text/csv";
import type { Dependencies } from "@/lib/ports/dependencies";
import { exportSignIns, readSignIn, readSignInLog, signInChoices } from "./sign-in-log";

let database: TestDatabase;
let deps: Dependencies;
let space: Space;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  space = await aSpace(deps.store);
});

const refused: Partial<SignInAttempt> = {
  status: "refused",
  refusalCode: "domain_not_verified",
  cause: {
    check: "domain",
    received: "other.example",
    expected: "a verified domain",
    checks: [{ name: "domain", passed: false, received: "other.example", expected: "a verified domain" }],
  },
};

async function whole(format: "csv" | "json", filter = {}): Promise<string> {
  let text = "";
  for await (const part of exportSignIns(deps, { space }, filter, format)) text += part;
  return text;
}

test("a refused sign-in is found by its reference, with cause, expected, who fixes it and where", async () => {
  const { userId } = await aMember(deps.store, space.id, {}, { email: "ann@other.example" });
  const { id } = await anAttempt(deps.store, space.id, { ...refused, email: "ann@other.example" });
  await anAttempt(deps.store, space.id);

  const log = await readSignInLog(deps, { space }, { search: id });
  expect(log.rows).toMatchObject([{ id, status: "refused", causeSentence: expect.stringMatching(/.+/) }]);
  expect(await readSignIn(deps, { space }, id)).toMatchObject({
    cause: { received: "other.example", expected: "a verified domain" },
    explanation: { cause: expect.any(String), fix: expect.any(String), fixedBy: expect.any(String) },
    fixAt: "domains",
    checks: [{ name: "domain", passed: false }],
    person: { id: userId },
    connectionExists: false,
  });
});

test("another space's attempt, a test run and an unknown reference are not found", async () => {
  const other = await aSpace(deps.store);
  const theirs = await anAttempt(deps.store, other.id, { ...refused });
  const rehearsal = await anAttempt(deps.store, space.id, { testRunId: "run_1" });
  for (const id of [theirs.id, rehearsal.id, "att_unknown", ""]) {
    expect(await readSignIn(deps, { space }, id)).toBeNull();
    expect((await readSignInLog(deps, { space }, { search: id || "att_" })).rows).toEqual([]);
  }
  expect(await whole("json")).toBe("[\n]\n");
});

test("the log can be filtered by outcome, connection and person, and offers the space's own connections", async () => {
  const connection = await aConnection(deps.store, await anOrganization(deps.store, space.id), {
    name: "Entra",
  });
  await anOption(deps.store, space.id, connection.id);
  const { userId } = await aMember(deps.store, space.id);
  const mine = await anAttempt(deps.store, space.id, { connectionId: connection.id, userId });
  const bad = await anAttempt(deps.store, space.id, { ...refused });
  const ids = async (filter: object) =>
    (await readSignInLog(deps, { space }, filter)).rows.map(({ id }) => id);
  expect(await ids({ status: "refused" })).toEqual([bad.id]);
  expect(await ids({ connectionId: connection.id })).toEqual([mine.id]);
  expect(await ids({ userId })).toEqual([mine.id]);
  expect(await signInChoices(deps, { space }, userId)).toEqual({
    connections: [{ value: connection.id, label: "Entra" }],
    person: { value: userId, label: "Ann Apple" },
  });
  expect((await signInChoices(deps, { space: await aSpace(deps.store) }, userId)).person).toBeNull();
});

test("an attempt that nobody finished in time reads as not finished before the clean-up", async () => {
  const { id } = await anAttempt(deps.store, space.id, { status: "started", finishedAt: null });
  expect((await readSignIn(deps, { space }, id))?.status).toBe("expired");
});

test("the export contains every row once, page by page, and no formula", async () => {
  for (let n = 0; n < 205; n += 1) {
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, n));
    await anAttempt(deps.store, space.id, {
      email: n === 7 ? "=cmd|' /C calc'!A0" : `p${n}@acme.example`,
      createdAt,
    });
  }
  const csv = parseCsv(await whole("csv"));
  if (!csv.ok) throw new Error(csv.problem);
  expect(csv.records).toHaveLength(206);
  expect(new Set(csv.records.map(({ cells }) => cells[0])).size).toBe(206);
  expect(csv.records[8]?.cells[7]).toBe("'=cmd|' /C calc'!A0");
  expect(JSON.parse(await whole("json"))).toHaveLength(205);
  expect(JSON.parse(await whole("json", { status: "refused" }))).toEqual([]);
});

test("the log is kept for ninety days", async () => {
  const days = (count: number) => new Date(deps.now().getTime() - count * 86_400_000);
  const kept = await anAttempt(deps.store, space.id, { createdAt: days(89), expiresAt: days(88) });
  const gone = await anAttempt(deps.store, space.id, { createdAt: days(91), expiresAt: days(90) });
  await prune({ ...deps, housekeeping: housekeepingIn(database.db) });
  expect(await readSignIn(deps, { space }, kept.id)).not.toBeNull();
  expect(await readSignIn(deps, { space }, gone.id)).toBeNull();
});
