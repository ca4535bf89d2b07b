import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, anOrganization, aSpace, longAgo } from "../testing/rows";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(async () => {
  await database.reset();
  const organizationId = await anOrganization(store, (await aSpace(store)).id);
  for (const id of ["conn_1", "conn_2"]) await aConnection(store, organizationId, { id, reference: id });
});
afterAll(() => database.close());

const later = (minutes: number) => new Date(longAgo.getTime() + minutes * 60_000);

async function anAttempt(change: Partial<SignInAttempt & AttemptSecrets> = {}): Promise<SignInAttempt> {
  const attempt: SignInAttempt & AttemptSecrets = {
    id: newId("att"),
    organizationId: "org_1",
    spaceId: "space_1",
    connectionId: "conn_1",
    connectionName: "Okta",
    configurationId: "conf_1",
    testRunId: null,
    linkUserId: null,
    protocol: "saml",
    initiatedBy: "service_provider",
    startedElsewhere: false,
    reauthenticate: false,
    status: "started",
    requestId: newId("_"),
    browserHash: null,
    returnTo: null,
    email: null,
    userId: null,
    sessionId: null,
    refusalCode: null,
    cause: null,
    address: null,
    createdAt: longAgo,
    answeredAt: null,
    finishedAt: null,
    expiresAt: later(10),
    stateHash: null,
    secretsSealed: "sealed secrets",
    ticketHash: null,
    identitySealed: null,
    ...change,
  };
  await store.attempts.insert(attempt);
  const { stateHash: _s, secretsSealed: _x, ticketHash: _t, identitySealed: _i, ...rest } = attempt;
  return rest;
}

const foundBy = async (connectionId: string, answered: { requestId: string } | { stateHash: string }) =>
  (await store.connectionLookup.withLive(connectionId, answered))?.attempt ?? null;

const answer = (ticketHash: string) => ({
  ticketHash,
  identitySealed: "sealed identity",
  refusalCode: null,
  cause: null,
  email: "ann@orchard.example",
});

const atOnce = <T>(times: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => work(n)));

test("an attempt is found by the provider's answer, on its own connection only", async () => {
  const saml = await anAttempt({ requestId: "_1" });
  const oidc = await anAttempt({ requestId: null, stateHash: "state", protocol: "oidc" });
  expect(await foundBy("conn_1", { requestId: "_1" })).toMatchObject({
    ...saml,
    secretsSealed: "sealed secrets",
  });
  expect(await foundBy("conn_2", { requestId: "_1" })).toBeNull();
  expect(await foundBy("conn_1", { stateHash: "state" })).toMatchObject(oidc);
  expect(await foundBy("conn_2", { stateHash: "state" })).toBeNull();
  const read = await store.attempts.byId(saml.id);
  expect(read).toEqual(saml);
  expect(JSON.stringify(read)).not.toContain("sealed");
});

test("of 50 answers at once one is accepted", async () => {
  const { id } = await anAttempt();
  const answers = await atOnce(50, (n) => store.attempts.answer(id, answer(`ticket_${n}`), later(1)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await store.attempts.byId(id)).toMatchObject({ status: "answered", answeredAt: later(1) });
});

test("no answer is accepted after the attempt expired", async () => {
  const { id } = await anAttempt();
  expect(await store.attempts.answer(id, answer("ticket"), later(10))).toBe(false);
});

test("of 50 redemptions of a ticket at once one gets the identity", async () => {
  const { id } = await anAttempt();
  await store.attempts.answer(id, answer("ticket"), later(1));
  const redeemed = await atOnce(50, () => store.attempts.redeem("ticket", later(2)));
  expect(redeemed.filter((one) => one !== null)).toMatchObject([
    { attempt: { id, identitySealed: "sealed identity" }, connection: { id: "conn_1" } },
  ]);
});

test("a ticket does nothing when unknown, late, or after the end", async () => {
  const late = await anAttempt();
  await store.attempts.answer(late.id, answer("late"), later(1));
  expect(await store.attempts.redeem("late", later(10))).toBeNull();
  expect(await store.attempts.redeem("unknown", later(1))).toBeNull();
  const { id } = await anAttempt();
  await store.attempts.answer(id, answer("ended"), later(1));
  await store.attempts.finish(id, { ...ending, status: "refused" }, later(1));
  expect(await store.attempts.redeem("ended", later(2))).toBeNull();
});

const ending = {
  status: "admitted" as const,
  refusalCode: null,
  cause: null,
  email: "ann@orchard.example",
  userId: "user_1",
  sessionId: "sess_1",
};

test("an attempt ends once, and its secrets are deleted", async () => {
  const attempt = await anAttempt({ requestId: "_1" });
  await store.attempts.answer(attempt.id, answer("ticket"), later(1));
  await store.attempts.finish(attempt.id, ending, later(2));
  await store.attempts.finish(attempt.id, { ...ending, status: "refused" }, later(3));
  const ended = await foundBy("conn_1", { requestId: "_1" });
  expect(ended).toMatchObject({ status: "admitted", finishedAt: later(2), sessionId: "sess_1" });
  expect(ended).toMatchObject({ secretsSealed: null, identitySealed: null });
});

test("the result of a claimed answer can be added until the end", async () => {
  const { id } = await anAttempt();
  const outcome = { identitySealed: "later", refusalCode: null, cause: null, email: "bob@orchard.example" };
  await store.attempts.complete(id, outcome);
  expect(await store.attempts.byId(id)).toMatchObject({ email: null });
  await store.attempts.answer(id, { ...answer("ticket"), identitySealed: null, email: null }, later(1));
  await store.attempts.complete(id, outcome);
  expect((await store.attempts.redeem("ticket", later(2)))?.attempt).toMatchObject(outcome);
});

test("of 50 uses of an assertion at once one counts, for each connection", async () => {
  const use = (connectionId: string) =>
    store.attempts.useAssertion(connectionId, "_assertion", longAgo, later(10));
  const uses = await atOnce(50, () => use("conn_1"));
  expect(uses.filter(Boolean)).toHaveLength(1);
  expect(await use("conn_2")).toBe(true);
  expect(await use("conn_1")).toBe(false);
});

test("an accepted answer and the use of its assertion are one statement: both count or neither does", async () => {
  const { attempts } = store;
  const answer = (attempt: { id: string; connectionId: string }, assertion: string, ticketHash: string) =>
    attempts.answerByAssertion(
      attempt,
      { id: assertion, expiresAt: later(50) },
      { ticketHash, identitySealed: "sealed", cause: {} },
      later(1),
    );
  const [first, second] = [await anAttempt({ requestId: "_1" }), await anAttempt({ requestId: "_2" })];
  const tries = await atOnce(20, (i) => answer(first, "_once", `ticket-${i}`));
  expect(tries.filter(Boolean)).toHaveLength(1);
  // The same assertion answers no other attempt; an answered attempt accepts no other assertion.
  expect(await answer(second, "_once", "replayed")).toBe(false);
  expect(await answer(first, "_another", "twice")).toBe(false);
  expect(await attempts.byId(second.id)).toMatchObject({ status: "started" });
  expect(await attempts.redeem("replayed", later(2))).toBeNull();
  expect(await answer(second, "_fresh", "good")).toBe(true);
  expect((await attempts.redeem("good", later(2)))?.attempt).toMatchObject({
    id: second.id,
    identitySealed: "sealed",
  });
  const late = await anAttempt({ requestId: "_3", createdAt: later(-1), expiresAt: longAgo });
  expect(await answer(late, "_late", "late")).toBe(false);
});

test("the log shows a space's sign-ins, searched and filtered, without test runs", async () => {
  const ann = await anAttempt({
    email: "ann@orchard.example",
    status: "admitted",
    userId: "user_1",
    createdAt: later(2),
  });
  const bob = await anAttempt({
    email: "bob@orchard.example",
    status: "refused",
    refusalCode: "audience",
    connectionId: "conn_2",
  });
  await anAttempt({ testRunId: "run_1" });
  await anAttempt({ spaceId: "space_2" });
  const page = (query: Parameters<typeof store.attempts.page>[1]) => store.attempts.page("space_1", query);
  expect((await page({})).rows).toEqual([ann, bob]);
  expect((await page({ search: "AUDI" })).rows).toEqual([bob]);
  expect((await page({ status: "admitted" })).rows).toEqual([ann]);
  expect((await page({ connectionId: "conn_2" })).rows).toEqual([bob]);
  expect((await page({ userId: "user_1" })).rows).toEqual([ann]);
  expect((await page({ sort: "email", direction: "desc" })).rows).toEqual([bob, ann]);
});

test("the newest attempt of a test run names its browser", async () => {
  await anAttempt({ testRunId: "run_1" });
  const newest = await anAttempt({ testRunId: "run_1", createdAt: later(1) });
  expect(await store.attempts.byTestRun("run_1")).toEqual(newest);
  expect(await store.attempts.byTestRun("run_2")).toBeNull();
});

test("pruning removes old attempts, and marks expired ones", async () => {
  const old = await anAttempt({ createdAt: later(-100) });
  const out = await anAttempt({ requestId: "_out" });
  const open = await anAttempt({ expiresAt: later(100) });
  await store.attempts.useAssertion("conn_1", "_old", longAgo, later(5));
  await store.attempts.useAssertion("conn_1", "_new", longAgo, later(50));
  await store.attempts.prune(later(-10), later(10));
  expect(await store.attempts.byId(old.id)).toBeNull();
  expect(await foundBy("conn_1", { requestId: "_out" })).toMatchObject({
    id: out.id,
    status: "expired",
    secretsSealed: null,
  });
  expect(await store.attempts.byId(open.id)).toEqual(open);
  expect(await store.attempts.useAssertion("conn_1", "_old", later(10), later(20))).toBe(true);
  expect(await store.attempts.useAssertion("conn_1", "_new", later(10), later(20))).toBe(false);
});

test("the latest sign-ins are those of each connection in this space, newest first, without test runs", async () => {
  const of = (connectionId: string, minute: number, change: Partial<SignInAttempt> = {}) =>
    anAttempt({ connectionId, createdAt: later(minute), expiresAt: later(minute + 10), ...change });
  await of("conn_1", 1, { status: "admitted" });
  await of("conn_1", 3, { status: "refused", refusalCode: "signature_invalid" });
  await of("conn_1", 2, { status: "expired" });
  await of("conn_2", 1, { status: "admitted" });
  await of("conn_2", 9, { testRunId: "run_1" });
  await of("conn_2", 9, { spaceId: "space_elsewhere" });
  const latest = await store.attempts.latestThrough("space_1", ["conn_1", "conn_2", "conn_gone"], 2);
  const ofOne = (id: string) => latest.filter(({ connectionId }) => connectionId === id);
  expect(ofOne("conn_1")).toEqual([
    { connectionId: "conn_1", status: "refused", refusalCode: "signature_invalid" },
    { connectionId: "conn_1", status: "expired", refusalCode: null },
  ]);
  expect(ofOne("conn_2")).toEqual([{ connectionId: "conn_2", status: "admitted", refusalCode: null }]);
  expect(latest).toHaveLength(3);
  expect(await store.attempts.latestThrough("space_1", [], 2)).toEqual([]);
});

test("a log of one connection is that of the space alone, and a count stops where it may", async () => {
  const of = (minute: number, change: Partial<SignInAttempt> = {}) =>
    anAttempt({ createdAt: later(minute), expiresAt: later(minute + 10), ...change });
  for (let minute = 1; minute <= 5; minute++) await of(minute);
  await of(6, { connectionId: "conn_2" });
  await of(7, { spaceId: "space_elsewhere" });
  await of(8, { userId: null, email: "nobody@acme.example" });
  await of(9, { userId: "user_1", email: "nobody@acme.example" });
  const total = async (query: object) =>
    (await store.attempts.page("space_1", { pageSize: 2, ...query })).total;
  expect(await total({})).toBe(8);
  expect(await total({ connectionId: "conn_1" })).toBe(7);
  expect(await total({ connectionId: "conn_2" })).toBe(1);
  expect(await total({ namedOnly: "nobody@acme.example" })).toBe(1);
  expect(await total({ countUpTo: 100 })).toBe(8);
  expect(await total({ countUpTo: 4 }), "one more stands for the rest").toBe(5);
  expect(await total({ countUpTo: 0 }), "what the page shows").toBe(2);
  expect((await store.attempts.page("space_elsewhere", { connectionId: "conn_1" })).total).toBe(1);
});
