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
import { problemsOf } from "@/lib/server/api/openapi/document";
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
const bodies: Record<string, unknown> = {
  createApplication: notes,
  changeApplication: { name: "Renamed" },
  rotateApplicationSecret: {},
  createSpace: { slug: "orchard", name: "Orchard", externalId: "customer-1" },
  changeSpace: { name: "Grove" },
};

async function call(operation: OperatorOperation, token: string | null, params: Record<string, string>) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "none");
  return ask(operation.method.toUpperCase(), path, token, bodies[operation.id]);
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
        expect((await call(operation, all, {})).json).toMatchObject({ code: "application_not_found" });
    },
  );

  test("returns what the document says", async () => {
    const space = await aSpace(deps.store);
    const { json } = await ask("POST", "/applications", all, notes);
    const order = operatorOperations.toSorted(
      (a, b) => Number(a.method === "delete") - Number(b.method === "delete"),
    );
    for (const operation of order) {
      const answer = await call(operation, all, { slug: space.slug, id: json.id });
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
    const token = await aToken(operatorScopes, new Date(Date.now() + 200));
    const space = await aSpace(deps.store);
    await deps.store.tokensOf(space.id).endAll("sso_activated", "Okta", new Date());
    expect(await ask("GET", "/spaces", token.token)).toMatchObject({ status: 200 });
    await expect.poll(async () => (await ask("GET", "/spaces", token.token)).json.code).toBe("token_expired");
    expect(
      (await deps.store.operatorTokens.byHash(deps.secrets.hash(token.token)))?.lastUsedAt,
    ).not.toBeNull();
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
      status: 409,
      json: { code: "stale_revision" },
    });
    expect((await ask("GET", path, all)).json).not.toHaveProperty("clientSecret");
  });
});
