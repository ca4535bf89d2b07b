import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TokenScope, tokenScopes } from "@/lib/model/tokens/token";
import { problemView } from "@/lib/server/api/api-problem";
import type { Operation } from "@/lib/server/api/define-operation";
import { type AnyOperation, allOperations } from "@/lib/server/api/openapi/all-operations";
import { answeredBy } from "@/lib/server/api/openapi/described-answers";
import { openApiDocument } from "@/lib/server/api/openapi/document";
import { problemsOf } from "@/lib/server/api/openapi/operation-problems";
import { headersOf, responseHeaders } from "@/lib/server/api/openapi/response-headers";
import { operations } from "@/lib/server/api/operations";
import {
  aWorld,
  call,
  closeApi,
  integration,
  openApi,
  personal,
  send,
  type World,
} from "@/lib/server/api/testing/api-world";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import * as route from "./[...path]/route";

const here = import.meta.dirname;

/** Sends a request as Next does: to the export of the one route for its method. */
function toRoute(request: Request): Promise<Response> {
  const handler = Object.entries(route).find(([method]) => method === request.method)?.[1];
  if (!handler) throw new Error(`the route takes no ${request.method}`);
  return handler(request);
}

/** A marker in everything that belongs to the other space. */
const canary = "canary-of-the-others";
let deps: AppDependencies;
let theirs: World;

beforeAll(async () => {
  deps = await openApi();
  theirs = await aWorld(canary);
}, 120_000);
afterAll(closeApi);

const none = (scopes: readonly TokenScope[]) => tokenScopes.filter((scope) => !scopes.includes(scope));
const keyOf = ({ method, path }: Pick<Operation, "method" | "path">) => `${method.toUpperCase()} ${path}`;

type Answer = Awaited<ReturnType<typeof call>>;
/** Headers that an answer of this status may have, and need not. */
function isSometimes(name: string, status: number): boolean {
  if (name.startsWith("RateLimit-")) return [403, 404, 503].includes(status);
  return name === "Idempotent-Replayed" || name === "Link" || (name === "Retry-After" && status !== 429);
}

/** It has the headers that the document says, and no others of those that the document knows. */
function expectHeaders(operation: AnyOperation, { status, headers }: Pick<Answer, "status" | "headers">) {
  const declared: string[] = headersOf(answeredBy(operation), status);
  const present = Object.keys(responseHeaders).filter((name) => headers.has(name));
  expect(
    present.filter((name) => !declared.includes(name)),
    `${operation.id} ${status}`,
  ).toEqual([]);
  const always = declared.filter((name) => !isSometimes(name, status));
  expect(
    always.filter((name) => !present.includes(name)),
    `${operation.id} ${status}`,
  ).toEqual([]);
}

/** The response is documented, in the documented shape. */
function expectDocumented(operation: Operation, answer: Answer) {
  expectHeaders(operation, answer);
  if (answer.status < 300) {
    expect(answer.status).toBe(operation.status ?? 200);
    if (operation.response) {
      const parsed = operation.response.safeParse(answer.json);
      expect(parsed.error).toBeUndefined();
      // It contains nothing undocumented either.
      expect(answer.json).toEqual(parsed.data);
    }
    return;
  }
  expectProblem(operation, answer);
}
function expectProblem(operation: Operation, answer: Answer, code?: string) {
  expectHeaders(operation, answer);
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(problemView.strict().safeParse(answer.json).error).toBeUndefined();
  expect(problemsOf(operation).get(answer.status) ?? []).toContain(answer.json.code);
  expect(answer.json).toMatchObject({
    status: answer.status,
    type: `https://sso.example/docs/api#problem-${answer.json.code}`,
    ...(code ? { code } : {}),
  });
}

describe("the document", () => {
  test("has every operation, and there is no route besides the one", () => {
    const document = openApiDocument("https://sso.example");
    const paths = Object.entries(
      z.record(z.string(), z.record(z.string(), z.unknown())).parse(document.paths),
    );
    const described = paths.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(allOperations.map(keyOf).toSorted());
    const routes = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith("route.ts"),
    );
    expect(routes).toEqual(["[...path]/route.ts"]);
  });

  test("has for every address its methods; any other is refused with the list", async () => {
    const ask = (method: string, path: string) =>
      toRoute(new Request(`https://sso.example/api/v1${path}`, { method }));
    const taken = new Set([...allOperations.map(keyOf), "GET /openapi.json"]);
    const paths = new Set([...taken].map((key) => key.split(" ")[1] ?? ""));
    for (const path of paths) {
      const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
      const right = methods.filter((method) => taken.has(`${method} ${path}`));
      const allowed = [...right, ...(right.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted().join(", ");
      const address = path.replaceAll(/\{\w+\}/g, "some.thing_1");
      for (const method of [...methods, "HEAD", "OPTIONS"]) {
        const answer = await ask(method, address);
        if (allowed.split(", ").includes(method)) {
          // A request without a token gets as far as the demand for one.
          const status = method === "OPTIONS" ? 204 : path === "/openapi.json" ? 200 : 401;
          expect(answer.status, `${method} ${path}`).toBe(status);
          if (method === "OPTIONS") expect(answer.headers.get("allow")).toBe(allowed);
          continue;
        }
        expect(answer.status, `${method} ${path}`).toBe(405);
        expect(answer.headers.get("allow")).toBe(allowed);
        expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
        const problem = await answer.json();
        expect(problemView.strict().safeParse(problem).error).toBeUndefined();
        expect(problem).toMatchObject({ status: 405, code: "method_not_allowed", received: method });
      }
    }
  });

  test("has no other address, and refuses one that is not well escaped", async () => {
    const ask = async (path: string) => {
      const answer = await toRoute(new Request(`https://sso.example/api/v1${path}`, { method: "DELETE" }));
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      const problem = await answer.json();
      expect(problemView.strict().safeParse(problem).error).toBeUndefined();
      return [answer.status, problem.code];
    };
    for (const path of [
      "",
      "/",
      "/nothing",
      "/me/more",
      "/spaces//users",
      "/openapiXjson",
      "/spaces/a/users/",
    ])
      expect(await ask(path), path).toEqual([404, "route_not_found"]);
    // No word of an address is a property that every object has.
    for (const path of ["/constructor", "/__proto__", "/spaces/a/toString"])
      expect(await ask(path), path).toEqual([404, "route_not_found"]);
    for (const path of ["/%", "/spaces/%zz/users/x", "/spaces/a/users/%e0%a4"])
      expect(await ask(path), path).toEqual([400, "malformed_address"]);
    expect(await ask("/spaces/a/users/%25")).toEqual([405, "method_not_allowed"]);
  });

  test("is OpenAPI 3.1 that a program can read: unique ids, responses, every reference resolved", () => {
    const document = openApiDocument("https://sso.example");
    const text = JSON.stringify(document);
    expect(document.openapi).toBe("3.1.0");
    expect(new Set(allOperations.map(({ id }) => id)).size).toBe(allOperations.length);
    expect(text).not.toContain('"$defs"');
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/(\w+\/\w+)"/g)) {
      const [kind = "", key = ""] = (name ?? "").split("/");
      expect((document.components as Record<string, Record<string, unknown>>)[kind]).toHaveProperty(key);
    }
  });
});

describe("every operation", () => {
  let world: World;
  let tokens: { all: string; ended: string; theirs: string; member: string };

  beforeAll(async () => {
    world = await aWorld("ours");
    const ended = await integration(world);
    await deps.store.tokensOf(world.space.id).endAll("revoked", "by hand", new Date());
    tokens = {
      ended,
      all: await integration(world),
      theirs: await integration(theirs),
      member: await personal(world.reader),
    };
  });

  test.each(operations.map((operation) => [operation.id, operation] as const))("%s", async (_, operation) => {
    expectProblem(operation, await call(operation, world, null), "token_missing");
    expectProblem(operation, await call(operation, world, `ghi_${"A".repeat(43)}`), "token_unknown");
    expectProblem(operation, await call(operation, world, tokens.ended), "token_revoked");
    if (operation.scope) {
      expectProblem(operation, await call(operation, world, tokens.theirs), "space_not_found");
      const other = await integration(world, none([operation.scope]));
      expectProblem(operation, await call(operation, world, other), "scope_missing");
      expectProblem(operation, await call(operation, world, tokens.member), "permission_missing");
    }
    // Our space with the ids of theirs: as if they did not exist.
    const crossed = await call(operation, world, tokens.all, theirs.ids);
    expect(crossed.text).not.toContain(canary);
    if (/\{id\}/.test(operation.path)) expect([403, 404]).toContain(crossed.status);
    expectDocumented(operation, crossed);
    if (operation.method !== "get") {
      // Of a revision that was read long ago.
      const answer = await call(operation, world, tokens.all, world.ids, { "if-match": '"999"' });
      // The option was never changed: it has no version to restore.
      const stale = operation.id === "restoreSignInOption" ? "version_not_found" : "stale_revision";
      expectProblem(operation, answer, operation.ifMatch ? stale : "if_match_unsupported");
    }
  });
});

describe.each(["an administrator's personal token", "an integration token"])("%s", (kind) => {
  test("returns what the document says for every operation, and never another tenant's data", async () => {
    const world = await aWorld("ours");
    const token = kind === "an integration token" ? await integration(world) : await personal(world.admin);
    // Deletions come last, and after them what ends all of a person's sessions.
    const place = ({ id, method }: Operation) => (id === "endUserAccess" ? 2 : method === "delete" ? 1 : 0);
    const order = operations.toSorted((a, b) => place(a) - place(b));
    const succeeded: string[] = [];
    for (const operation of order) {
      const answer = await call(operation, world, token);
      expect(answer.text, operation.id).not.toContain(canary);
      expectDocumented(operation, answer);
      if (answer.status < 300) succeeded.push(operation.id);
    }
    const refused = operations.map(({ id }) => id).filter((id) => !succeeded.includes(id));
    // Nothing was tested or stored yet, and nobody requests the same message twice.
    expect(refused.toSorted()).toEqual(
      [
        "activateConnection",
        "confirmConnection",
        "deleteProviderToken",
        "disableConnection",
        "enableConnection",
        "getProviderToken",
        "rollBackConnection",
        "restoreSignInOption",
      ]
        .filter((id) => id !== "restoreSignInOption" || refused.includes(id))
        .toSorted(),
    );
  }, 120_000);
});

describe("the headers of an answer", () => {
  test("say that it is repeated, that nothing has changed, and where a part goes on", async () => {
    const world = await aWorld("headers");
    const token = await integration(world);
    const operation = (id: string) => {
      const found = operations.find((one) => one.id === id);
      if (!found) throw new Error(`no operation ${id}`);
      return found;
    };
    const ask = (id: string, headers: Record<string, string>) =>
      call(operation(id), world, token, world.ids, headers);
    for (const [id, wanted] of [
      ["createToken", 201],
      ["disableConnection", 409],
    ] as const) {
      const key = { "idempotency-key": id };
      const first = await ask(id, key);
      const again = await ask(id, key);
      expect([first.status, again.status]).toEqual([wanted, wanted]);
      expect(first.headers.get("idempotent-replayed")).toBeNull();
      expect(again.headers.get("idempotent-replayed")).toBe("true");
      for (const answer of [first, again]) expectHeaders(operation(id), answer);
    }
    const read = await ask("getConnection", {});
    const same = await ask("getConnection", { "if-none-match": read.headers.get("etag") ?? "" });
    expect(same.status).toBe(304);
    expectHeaders(operation("getConnection"), same);
  });

  test("lead to the next part of comma-separated values", async () => {
    const world = await aWorld("parts");
    const token = await integration(world);
    const response = await send(
      new Request(`https://sso.example/api/v1/spaces/${world.space.slug}/audit-events?limit=1`, {
        headers: { authorization: `Bearer ${token}`, accept: "text/csv" },
      }),
    );
    expect(response.headers.get("link")).toMatch(/cursor=.*>; rel="next"$/);
    const { headers } = response;
    expect(headersOf({ method: "get", hasCsvParts: true }, 200)).toContain("Link");
    expect(headers.has("x-request-id")).toBe(true);
  });
});

describe("an open required action of the token's person", () => {
  test("refuses every operation, and none with an account's token", async () => {
    const world = await aWorld("required");
    const userId = world.admin.user?.id ?? "";
    const [mine, account] = [await personal(world.admin), await integration(world)];
    await deps.store.users.update(userId, { passwordHash: "x" });
    const me = operations.find(({ id }) => id === "whoAmI");
    if (!me) throw new Error("no such operation");
    expect((await call(me, world, mine)).status).toBe(200);
    await deps.store.spaces.update(world.space.id, { twoFactorRequired: true });
    for (const operation of operations) {
      const answer = await call(operation, world, mine);
      expect(answer.status, operation.id).toBe(403);
      expectProblem(operation, answer, "required_action_open");
      expect(answer.json.received).toBe("two_factor");
    }
    expect((await call(me, world, account)).status).toBe(200);
    await deps.store.users.update(userId, { totpSealed: "sealed", totpEnabledAt: new Date() });
    expect((await call(me, world, mine)).status).toBe(200);
  });
});

describe("saving how people are admitted", () => {
  test("accepts no empty body and no unknown field, and leaves the option unchanged", async () => {
    const world = await aWorld("strictly");
    const token = await integration(world);
    const path = `spaces/${world.space.slug}/connections/${world.ids.connections}/sign-in-option`;
    const ask = async (method: "GET" | "PUT" | "PATCH", body?: unknown) => {
      const request = new Request(`https://sso.example/api/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await send(request);
      return { status: response.status, json: await response.json() };
    };
    const closed = { missingRole: "deny", provisioning: false, rules: [] };
    expect((await ask("PUT", closed)).status).toBe(200);
    const before = await ask("GET");

    const broad = { attribute: "groups", operator: "contains", value: "admins", role: "admin" };
    const saved = await ask("PUT", { ...closed, groupSeparator: ";", rules: [broad] });
    expect(saved).toMatchObject({ status: 200, json: { groupSeparator: ";", rules: [broad] } });
    expect(saved.json.warnings).toEqual([expect.stringContaining("“not-admins-at-all”")]);
    expect((await ask("PUT", { ...closed, groupSeparator: null })).json.warnings).toEqual([]);
    const lost = await ask("PUT", { ...closed, rules: [{ ...broad, teams: ["team_gone"] }] });
    expect(lost).toMatchObject({ status: 422, json: { code: "team_unknown", field: "rules.0.teams.0" } });
    const misfit = await ask("PUT", { ...closed, groupSeparator: ",".repeat(2) });
    expect(misfit).toMatchObject({ status: 422, json: { field: "groupSeparator" } });
    const untouched = { ...(await ask("GET")).json, revision: before.json.revision };
    expect(untouched).toEqual(before.json);
    before.json.revision = (await ask("GET")).json.revision;

    expect(await ask("PUT")).toMatchObject({ status: 422, json: { code: "body_missing" } });
    expect(await ask("PUT", {})).toMatchObject({ status: 422, json: { code: "body_missing" } });
    // What a change leaves out stays: no default comes back by omission.
    for (const method of ["PUT", "PATCH"] as const) {
      expect((await ask(method, { defaultRole: "editor" })).json).toMatchObject({
        ...closed,
        defaultRole: "editor",
      });
      await ask(method, { defaultRole: "reader" });
    }
    before.json.revision = (await ask("GET")).json.revision;
    const unknown = { role_rules: [], missing_role: "deny", attributes: { mail: "x" } };
    const refused = await ask("PUT", unknown);
    expect(refused).toMatchObject({ status: 422, json: { code: "unknown_field" } });
    const named = refused.json.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(named.toSorted()).toEqual(["#/attributes/mail", "#/missing_role", "#/role_rules"]);
    expect((await ask("GET")).json).toEqual(before.json);
  });
});
