import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace, aToken } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Dependencies } from "@/lib/ports/dependencies";
import { idempotencyKey, withIdempotency } from "./idempotency";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let spaceId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = testClock();
  deps = testDependencies(database, clock);
  spaceId = (await aSpace(deps.store)).id;
  for (const id of ["tok_one", "tok_two"]) await aToken(deps.store, spaceId, { id });
  for (const id of ["optoken_one", "optoken_two"]) await anOperatorToken(id);
});
afterAll(() => database.close());

/** As the command line creates one. */
const anOperatorToken = (id: string) =>
  deps.store.operatorTokens.insert({
    id,
    name: id,
    prefix: "gho_",
    hash: id,
    scopes: ["spaces:write"],
    createdAt: clock.now(),
    createdBy: null,
    expiresAt: null,
    lastUsedAt: null,
    endedAt: null,
  });

let calls = 0;
const work = async () => {
  calls += 1;
  return Response.json({ call: calls }, { status: 201, headers: { etag: '"1"' } });
};
const ask = (key: string, body: unknown = { a: 1 }, tokenId = "tok_one", run = work) =>
  withIdempotency(
    deps,
    tokenId.startsWith("optoken_") ? { operatorTokenId: tokenId } : { tokenId, spaceId },
    { key, method: "POST", url: "https://sso.example/api/v1/x", body },
    run,
  );

test("the second request with a key gets the first one's response, and nothing is done again", async () => {
  const before = calls;
  const first = await ask("once");
  const second = await ask("once");
  expect(calls).toBe(before + 1);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(await second.text()).toBe(await first.text());
  expect([second.headers.get("idempotent-replayed"), second.headers.get("etag")]).toEqual(["true", '"1"']);
});

test("another body under the same key is refused; another token's key is its own", async () => {
  await ask("mine");
  const other = await ask("mine", { a: 2 });
  expect([other.status, (await other.json()).code]).toEqual([422, "idempotency_key_reused"]);
  const before = calls;
  expect((await ask("mine", { a: 2 }, "tok_two")).status).toBe(201);
  expect(calls).toBe(before + 1);
});

test("an operator token has keys of its own, apart from each other token's", async () => {
  const before = calls;
  const first = await ask("vendor", { a: 1 }, "optoken_one");
  const second = await ask("vendor", { a: 1 }, "optoken_one");
  expect(calls).toBe(before + 1);
  expect(await second.text()).toBe(await first.text());
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect((await ask("vendor", { a: 2 }, "optoken_one")).status).toBe(422);
  for (const other of ["optoken_two", "tok_one"]) expect((await ask("vendor", {}, other)).status).toBe(201);
  expect(calls).toBe(before + 3);
});

test("of two at once one runs, the other is asked to retry", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const slow = ask("race", {}, "tok_one", async () => {
    begin();
    await gate;
    return work();
  });
  await begun;
  const second = await ask("race", {});
  expect([second.status, second.headers.get("retry-after"), (await second.json()).code]).toEqual([
    409,
    "1",
    "idempotency_in_progress",
  ]);
  release();
  expect((await slow).status).toBe(201);
});

test("a failure on our side releases the key, and so does a day", async () => {
  const broken = await ask("retry", {}, "tok_one", async () => new Response(null, { status: 503 }));
  expect(broken.status).toBe(503);
  expect((await ask("retry", {})).status).toBe(201);
  await expect(ask("thrown", {}, "tok_one", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect((await ask("thrown", {})).status).toBe(201);
  const before = calls;
  clock.forward(25 * 3_600);
  await ask("retry", {});
  expect(calls).toBe(before + 1);
});

test("the stored response is sealed", async () => {
  await ask("secret", {}, "tok_one", async () => Response.json({ token: "ghi_canary" }, { status: 201 }));
  const dump = JSON.stringify(await database.db.execute("select * from idempotency_keys"));
  expect(dump).not.toContain("ghi_canary");
  expect(dump).not.toContain('"secret"');
});

test("a key is visible ASCII", () => {
  const key = (text: string) =>
    idempotencyKey(new Request("https://sso.example", { headers: { "idempotency-key": text } }));
  expect(key('"abc-1"')).toEqual({ ok: true, value: "abc-1" });
  expect(key("")).toMatchObject({ ok: false });
  expect(key("x".repeat(300))).toMatchObject({ ok: false, problem: { code: "idempotency_key_malformed" } });
});
