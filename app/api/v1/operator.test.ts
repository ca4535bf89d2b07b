import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { contextAs } from "@/lib/features/testing/context-as";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { createOperatorToken, endOperatorToken } from "@/lib/features/tokens/operator-tokens";
import type { Actor } from "@/lib/model/audit/audit";
import type { Outcome } from "@/lib/model/outcome";
import { type OperatorScope, operatorScopes } from "@/lib/model/tokens/operator-token";
import { tokenScopes } from "@/lib/model/tokens/token";
import { problemView } from "@/lib/server/api/api-problem";
import type { OperatorOperation } from "@/lib/server/api/define-operator-operation";
import { examples } from "@/lib/server/api/openapi/examples/all";
import { problemsOf } from "@/lib/server/api/openapi/operation-problems";
import { operatorOperations } from "@/lib/server/api/operations/operator";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import * as api from "./[...path]/route";

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-operator-"));
const olga: Actor = { kind: "operator", id: null, name: "Olga", address: null };
let deps: AppDependencies;
let all: string;

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "https://sso.example",
  });
  deps = await dependencies();
  all = (await aToken()).token;
}, 120_000);
afterAll(async () => {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
}

const aToken = async (scopes: readonly OperatorScope[] = operatorScopes, expiresAt: Date | null = null) =>
  value(await createOperatorToken(deps, olga, { name: "backend", scopes: [...scopes], expiresAt }));

async function ask(method: string, path: string, token: string | null, body?: unknown, headers = {}) {
  const handler = Object.entries(api).find(([name]) => name === method)?.[1];
  if (!handler) throw new Error(`the route takes no ${method}`);
  const response = await handler(
    new Request(`https://sso.example/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        "content-type": "application/json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null, headers: response.headers };
}

const notes = { name: "Notes", redirectUris: ["https://notes.example/callback"] };
const hook = { url: "https://hooks.example/gatehouse", events: ["connection.activated"] };
async function call(operation: OperatorOperation, token: string | null, params: Record<string, string>) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "none");
  return ask(operation.method.toUpperCase(), path, token, examples[operation.id]?.request);
}

describe("every operation of the operators", () => {
  test.each(operatorOperations.map((operation) => [operation.id, operation] as const))(
    "%s requires a token",
    async (_, operation) => {
      const space = await aSpace(deps.store);
      const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
      const admin = await contextAs(deps, space, userId);
      const input = { name: "ci", account: "ci", scopes: [...tokenScopes], expiresAt: null };
      const ofSpace = value(await createIntegrationToken(deps, admin, input)).token;
      const ended = await aToken();
      await endOperatorToken(deps, olga, ended.id);
      const without = await aToken(operatorScopes.filter((scope) => scope !== operation.scope));
      const refusals: [string | null, string][] = [
        [null, "token_missing"],
        ["gho_short", "token_malformed"],
        // An administrator of a space, with every existing scope.
        [ofSpace, "token_malformed"],
        [`gho_${"A".repeat(43)}`, "token_unknown"],
        [ended.token, "token_revoked"],
        [without.token, "scope_missing"],
      ];
      for (const [token, code] of refusals) {
        const answer = await call(operation, token, { slug: space.slug });
        expect(answer.json).toMatchObject({ code });
        expect(problemView.strict().safeParse(answer.json).error).toBeUndefined();
        expect(problemsOf(operation).get(answer.status) ?? []).toContain(code);
      }
      if (operation.path.includes("{id}"))
        expect((await call(operation, all, {})).json).toMatchObject({
          code: operation.path.startsWith("/webhooks") ? "webhook_not_found" : "application_not_found",
        });
    },
  );

  test("returns what the document says", async () => {
    const space = await aSpace(deps.store);
    const { json } = await ask("POST", "/applications", all, notes);
    const webhook = (await ask("POST", "/webhooks", all, hook)).json.id;
    const deliveryId = (await ask("POST", `/webhooks/${webhook}/test`, all)).json.id;
    const order = operatorOperations.toSorted(
      (a, b) => Number(a.method === "delete") - Number(b.method === "delete"),
    );
    for (const operation of order) {
      const id = operation.path.startsWith("/webhooks") ? webhook : json.id;
      const answer = await call(operation, all, { slug: space.slug, id, deliveryId });
      expect(answer.status, operation.id).toBe(operation.status ?? 200);
      if (operation.response) expect(answer.json).toEqual(operation.response.parse(answer.json));
    }
  });

  test("does not open an operation of a space", async () => {
    const space = await aSpace(deps.store);
    const answer = await ask("GET", `/spaces/${space.slug}/users`, all);
    expect(answer).toMatchObject({ status: 401, json: { code: "token_malformed" } });
    expect(await ask("GET", "/me", all)).toMatchObject({ status: 401 });
  });
});

describe("a token of the vendor's backend", () => {
  test("expires at its time, and not with the tokens of a space", async () => {
    const inAnHour = await aToken(operatorScopes, new Date(Date.now() + 3_600_000));
    const inASecond = await aToken(operatorScopes, new Date(Date.now() + 1_000));
    const space = await aSpace(deps.store);
    await deps.store.tokensOf(space.id).endAll("sso_activated", "Okta", new Date());
    const code = async ({ token }: { token: string }) => (await ask("GET", "/spaces", token)).json.code;
    await expect.poll(() => code(inASecond), { timeout: 10_000 }).toBe("token_expired");
    expect(await ask("GET", "/spaces", inAnHour.token)).toMatchObject({ status: 200 });
    expect(
      (await deps.store.operatorTokens.byHash(deps.secrets.hash(inAnHour.token)))?.lastUsedAt,
    ).not.toBeNull();
  });
});

describe("an Idempotency-Key", () => {
  const once = (key: string, name: string, token = all) =>
    ask("POST", "/applications", token, { ...notes, name }, { "idempotency-key": key });
  const named = async (name: string) =>
    (await ask("GET", `/applications?search=${encodeURIComponent(name)}`, all)).json.total;

  test("makes one application of two calls, and the second gets the first one's secret again", async () => {
    const first = await once("key-1", "Only once");
    const second = await once("key-1", "Only once");
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.json).toEqual(first.json);
    expect(second.json.clientSecret).toMatch(/^ghs_/);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(await named("Only once")).toBe(1);
    expect(await once("key-1", "Another")).toMatchObject({
      status: 422,
      json: { code: "idempotency_key_reused" },
    });
    // Without a key, and by another token with the same key, it is another application.
    await ask("POST", "/applications", all, { ...notes, name: "Only once" });
    await once("key-1", "Only once", (await aToken()).token);
    expect(await named("Only once")).toBe(3);
  });

  test("makes one application of ten calls at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => once("key-2", "At once")));
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status, json } of answers)
      if (status !== 201) expect([status, json.code]).toEqual([409, "idempotency_in_progress"]);
    expect(await named("At once")).toBe(1);
    expect((await once("key-2", "At once")).status).toBe(201);
  });

  test("that cannot be one is refused", async () => {
    expect((await once("x".repeat(201), "Never")).json).toMatchObject({ code: "idempotency_key_malformed" });
    expect(await named("Never")).toBe(0);
  });
});

describe("the events of all spaces", () => {
  const happens = (spaceId: string | null, action: string) =>
    deps.store.transaction((tx) => tx.auditOf(spaceId).append({ actor: olga, action }, deps.now()));
  const follow = async (query: string) => (await ask("GET", `/events?${query}`, all)).json;
  const end = async () => {
    let cursor = "";
    for (;;) {
      const { nextCursor, hasMore } = await follow(`limit=200${cursor && `&after=${cursor}`}`);
      cursor = nextCursor;
      if (!hasMore) return cursor;
    }
  };

  test("come oldest first, each once, and the cursor of an empty answer goes on", async () => {
    const [one, two] = [await aSpace(deps.store), await aSpace(deps.store)];
    let cursor = await end();
    expect(await follow(`after=${cursor}`)).toEqual({ data: [], nextCursor: cursor, hasMore: false });
    for (const [space, action] of [
      [one.id, "a.first"],
      [two.id, "a.second"],
      [null, "a.third"],
    ] as const)
      await happens(space, action);
    const seen: unknown[] = [];
    for (const more of [true, true, false]) {
      const answer = await follow(`limit=1&after=${cursor}`);
      seen.push(...answer.data.map(({ type, space }: { type: string; space: unknown }) => [type, space]));
      expect(answer.hasMore).toBe(more);
      cursor = answer.nextCursor;
    }
    expect(seen).toEqual([
      ["a.first", { id: one.id, slug: one.slug, externalId: one.externalId }],
      ["a.second", { id: two.id, slug: two.slug, externalId: two.externalId }],
      ["a.third", null],
    ]);
  });

  test("are filtered by type, space and time, and the cursor passes what was left out", async () => {
    const [one, two] = [await aSpace(deps.store), await aSpace(deps.store)];
    const cursor = await end();
    for (const action of ["b.x", "b.y", "b.z"]) await happens(one.id, action);
    await happens(two.id, "b.x");
    const types = async (query: string) =>
      (await follow(`after=${cursor}&${query}`)).data.map(({ type }: { type: string }) => type);
    expect(await types("type=b.x")).toEqual(["b.x", "b.x"]);
    expect(await types("type=b.y,b.z")).toEqual(["b.y", "b.z"]);
    expect(await types(`space=${two.slug}`)).toEqual(["b.x"]);
    expect(await types("since=2020-01-01T00:00:00Z")).toHaveLength(4);
    expect(await types("since=2999-01-01T00:00:00Z")).toEqual([]);
    const none = await follow(`after=${cursor}&type=b.none`);
    expect(none).toMatchObject({ data: [], hasMore: false });
    expect((await follow(`after=${none.nextCursor}`)).data).toEqual([]);
  });

  test("are refused with another list's cursor, an unknown space or filter", async () => {
    const codes = [];
    for (const query of [
      "after=cDIuNTA",
      "after=%00",
      "type=B'",
      "since=yesterday",
      "space=nowhere",
      "page=2",
    ])
      codes.push((await ask("GET", `/events?${query}`, all)).json.code);
    expect(codes).toEqual([...Array(4).fill("invalid_field"), "space_not_found", "unknown_field"]);
    expect(await ask("GET", "/events?limit=1", all)).toMatchObject({ status: 200 });
  });
});

describe("a webhook for all spaces", () => {
  test("is apart from those of a space: neither finds the other's", async () => {
    const space = await aSpace(deps.store);
    const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
    const admin = await contextAs(deps, space, userId);
    const input = { name: "ci", account: "ci", scopes: [...tokenScopes], expiresAt: null };
    const ofSpace = value(await createIntegrationToken(deps, admin, input)).token;
    const vendors = (await ask("POST", "/webhooks", all, hook)).json.id;
    const own = (await ask("POST", `/spaces/${space.slug}/webhooks`, ofSpace, hook)).json.id;
    const missing = { status: 404, json: { code: "webhook_not_found" } };
    for (const [path, token] of [
      [`/webhooks/${own}`, all],
      [`/spaces/${space.slug}/webhooks/${vendors}`, ofSpace],
    ] as const) {
      expect(await ask("GET", path, token)).toMatchObject(missing);
      expect(await ask("PATCH", path, token, { enabled: false })).toMatchObject(missing);
      expect(await ask("POST", `${path}/test`, token)).toMatchObject(missing);
      expect(await ask("GET", `${path}/deliveries`, token)).toMatchObject(missing);
      expect(await ask("DELETE", path, token)).toMatchObject(missing);
    }
    const listed = (await ask("GET", `/spaces/${space.slug}/webhooks`, ofSpace)).json.data;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([own]);
    expect((await ask("GET", `/webhooks/${vendors}`, all)).json).toMatchObject({ enabled: true });
    expect((await ask("GET", `/spaces/${space.slug}/webhooks/${own}`, ofSpace)).json).toMatchObject({
      enabled: true,
    });
  });
});

describe("a customer", () => {
  test("is created once for an external ID, even by ten requests at once", async () => {
    const body = { slug: "acme-once", name: "Acme", externalId: "customer-42", seats: { reader: 5 } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask("POST", "/spaces", all, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({
      slug: "acme-once",
      seats: { reader: 5, editor: null, admin: null },
      loginUrl: "https://sso.example/acme-once/login",
    });
    const found = await ask("GET", "/spaces?externalId=customer-42", all);
    expect(found.json).toMatchObject({ total: 1, data: [{ slug: "acme-once" }] });
    expect((await ask("GET", "/spaces?externalId=nobody", all)).json).toMatchObject({ total: 0, data: [] });
  });

  test("is refused with another's slug, and cannot take another's external ID", async () => {
    await ask("POST", "/spaces", all, { slug: "first-one", name: "First", externalId: "ext-1" });
    const second = { slug: "first-one", name: "Second", externalId: "ext-2" };
    expect(await ask("POST", "/spaces", all, second)).toMatchObject({
      status: 409,
      json: { code: "slug_taken", field: "slug" },
    });
    await ask("POST", "/spaces", all, { ...second, slug: "second-one" });
    expect(await ask("PATCH", "/spaces/second-one", all, { externalId: "ext-1" })).toMatchObject({
      status: 409,
      json: { code: "external_id_taken", field: "externalId" },
    });
    expect(await ask("PATCH", "/spaces/second-one", all, { externalId: null })).toMatchObject({
      status: 200,
    });
    expect(await ask("PATCH", "/spaces/nowhere", all, { name: "X" })).toMatchObject({
      status: 404,
      json: { code: "space_not_found" },
    });
  });

  test("keeps the plan and the seats that a change omits", async () => {
    await ask("POST", "/spaces", all, { slug: "seats", name: "Seats", seats: { reader: 5, editor: 2 } });
    const changed = await ask("PATCH", "/spaces/seats", all, {
      ssoSubscribed: false,
      seats: { reader: null },
    });
    expect(changed.json).toMatchObject({
      name: "Seats",
      ssoSubscribed: false,
      seats: { reader: null, editor: 2, admin: null },
    });
    expect(await ask("PATCH", "/spaces/seats", all, {})).toMatchObject({ json: { code: "body_missing" } });
    expect(await ask("PATCH", "/spaces/seats", all, { plan: "sso" })).toMatchObject({
      json: { code: "unknown_field", field: "plan" },
    });
  });
});

describe("an application by the API", () => {
  test("reports the wrong address, and is not changed on an older revision", async () => {
    const wrong = { ...notes, redirectUris: ["https://notes.example/ok", "http://notes.example/callback"] };
    expect(await ask("POST", "/applications", all, wrong)).toMatchObject({
      status: 422,
      json: { code: "invalid_field", field: "redirectUris.1", received: "http://notes.example/callback" },
    });
    const { json, headers } = await ask("POST", "/applications", all, notes);
    expect(headers.get("etag")).toBe('"1"');
    const path = `/applications/${json.id}`;
    expect(await ask("PATCH", path, all, { name: "A" }, { "if-match": '"1"' })).toMatchObject({
      status: 200,
    });
    expect(await ask("PATCH", path, all, { name: "B" }, { "if-match": '"1"' })).toMatchObject({
      status: 412,
      json: { code: "stale_revision" },
    });
    expect((await ask("GET", path, all)).json).not.toHaveProperty("clientSecret");
  });
});
