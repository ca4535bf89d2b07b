import { afterEach, expect, test } from "vitest";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { type LocalServer, startLocalServer } from "@/lib/infra/http-client/testing/local-server";
import { SigningKeys } from "./signing-keys";

let server: LocalServer | undefined;
afterEach(() => server?.close());

async function keysOf(answer: () => { status?: number; body: string }) {
  let now = 0;
  const started = await startLocalServer((_request, response) => {
    const { status = 200, body } = answer();
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  server = started;
  const keys = new SigningKeys(createOutbound({ allow: [started.host] }), () => now);
  return {
    get: (connectionId = "conn_a") => keys.get(connectionId, started.url),
    lookAgain: (connectionId = "conn_a") => keys.lookAgain(connectionId, started.url),
    asked: () => started.asked.length,
    later: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
}

test("keys are fetched once in ten minutes, even for many at once", async () => {
  const keys = await keysOf(() => ({ body: '{"keys":[{"kid":"a"}]}' }));
  await Promise.all(Array.from({ length: 20 }, () => keys.get()));
  keys.later(9.9);
  expect(await keys.get()).toEqual({ ok: true, value: [{ kid: "a" }] });
  expect(keys.asked()).toBe(1);
  keys.later(0.2);
  await keys.get();
  expect(keys.asked()).toBe(2);
});

test("an unknown key costs one extra fetch a minute, and the first is immediate", async () => {
  const keys = await keysOf(() => ({ body: '{"keys":[]}' }));
  await keys.get();
  expect((await keys.lookAgain())?.ok).toBe(true);
  for (let again = 0; again < 10; again += 1) expect(await keys.lookAgain()).toBeNull();
  expect(keys.asked()).toBe(2);
  keys.later(1);
  await keys.lookAgain();
  expect(keys.asked()).toBe(3);
});

test("two connections at one address have a fetch each, whatever the other has done", async () => {
  const keys = await keysOf(() => ({ body: '{"keys":[{"kid":"a"}]}' }));
  await keys.get("conn_a");
  for (let again = 0; again < 10; again += 1) await keys.lookAgain("conn_a");
  expect(keys.asked()).toBe(2);
  await keys.get("conn_b");
  expect((await keys.lookAgain("conn_b"))?.ok).toBe(true);
  expect(keys.asked()).toBe(4);
  // The control: its own second fetch is deferred.
  expect(await keys.lookAgain("conn_b")).toBeNull();
  expect(await keys.lookAgain("conn_a")).toBeNull();
});

test("only the parts of a key that verification uses are stored", async () => {
  const jwk = { kty: "RSA", kid: "a", alg: "RS256", use: "sig", n: "AQ", e: "AQAB" };
  const keys = await keysOf(() => ({
    body: JSON.stringify({ keys: [{ ...jwk, x5c: ["x".repeat(9_000)] }] }),
  }));
  expect(await keys.get()).toEqual({ ok: true, value: [jwk] });
});

test("the last good keys serve for an hour while new ones are unavailable", async () => {
  let broken = false;
  const keys = await keysOf(() => (broken ? { status: 500, body: "" } : { body: '{"keys":[{"kid":"a"}]}' }));
  await keys.get();
  broken = true;
  keys.later(30);
  expect((await keys.get()).ok).toBe(true);
  expect((await keys.get()).ok).toBe(true);
  expect(keys.asked()).toBe(2);
  keys.later(31);
  expect(await keys.get()).toMatchObject({ ok: false, refusal: { code: "provider_status" } });
});

test.each(["[]", "{}", '{"keys":{}}', "<html>", "null"])("%s is not a key set", async (body) => {
  const keys = await keysOf(() => ({ body }));
  expect(await keys.get()).toMatchObject({ ok: false, refusal: { code: "signing_keys_invalid" } });
});

test("invalid keys in the set are skipped, and an endless set is cut", async () => {
  const body = JSON.stringify({
    keys: [null, "x", 5, ...Array.from({ length: 500 }, (_, kid) => ({ kid: `${kid}` }))],
  });
  const keys = await keysOf(() => ({ body }));
  const step = await keys.get();
  expect(step.ok && step.value.length).toBe(100);
});
