import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { contextAs } from "@/lib/features/testing/context-as";
import { createIntegrationToken, createPersonalToken } from "@/lib/features/tokens/create-token";
import type { Space } from "@/lib/model/spaces/space";
import { type TokenScope, tokenScopes } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import * as api from "./[...path]/route";

// The addresses of operations; the call fills in their variables.
const getMe = "/me";
const getAudit = "/spaces/{slug}/audit-events";
const getAttempts = "/spaces/{slug}/sign-in-attempts";
const [getDomains, postDomain] = ["/spaces/{slug}/domains", "/spaces/{slug}/domains"];
const [getDomain, deleteDomain] = ["/spaces/{slug}/domains/{id}", "/spaces/{slug}/domains/{id}"];
const [getTokens, postToken] = ["/spaces/{slug}/tokens", "/spaces/{slug}/tokens"];
const deleteToken = "/spaces/{slug}/tokens/{id}";
const [getUsers, postUser] = ["/spaces/{slug}/users", "/spaces/{slug}/users"];
const [getUser, patchUser] = ["/spaces/{slug}/users/{id}", "/spaces/{slug}/users/{id}"];

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-api-"));
let deps: AppDependencies;
let space: Space;
let admin: Context;
let reader: Context;
let all: string;

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "https://sso.example",
  });
  deps = await dependencies();
  space = await aSpace(deps.store, { slug: "orchard", name: "Orchard" });
  admin = await member(space, "admin");
  reader = await member(space, "reader");
  all = await integration([...tokenScopes]);
}, 120_000);
afterAll(async () => {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
});

async function member(of: Space, role: "admin" | "reader"): Promise<Context> {
  const { userId } = await aMember(deps.store, of.id, { role, licence: role });
  return contextAs(deps, of, userId);
}
async function integration(scopes: TokenScope[], ctx = admin): Promise<string> {
  const made = await createIntegrationToken(deps, ctx, {
    name: "ci",
    account: "ci",
    scopes,
    expiresAt: null,
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.token;
}
async function personal(ctx: Context): Promise<string> {
  const made = await createPersonalToken(deps, ctx, {
    name: "mine",
    scopes: [...tokenScopes],
    expiresAt: null,
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.token;
}

interface Call {
  token?: string;
  params?: Record<string, string>;
  query?: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}
async function call(
  path: string,
  { token, params = {}, query = "", method = "GET", body, headers: more = {} }: Call = {},
) {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    "content-type": "application/json",
    ...more,
  };
  const variables: Record<string, string> = { slug: "orchard", ...params };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? "none");
  const request = new Request(`https://sso.example/api/v1${address}${query}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await api.GET(request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}
const readers = { getUsers, getTokens, getDomains, getAudit, getAttempts };
const needed: Record<keyof typeof readers, TokenScope> = {
  getUsers: "people:read",
  getTokens: "people:read",
  getDomains: "connections:read",
  getAudit: "audit:read",
  getAttempts: "audit:read",
};

describe("admission", () => {
  test("/me describes both kinds of tokens", async () => {
    expect((await call(getMe, { token: await personal(reader) })).body).toMatchObject({
      kind: "user",
      role: "reader",
      permissions: [],
      space: { slug: "orchard" },
    });
    expect((await call(getMe, { token: all })).body).toMatchObject({
      kind: "account",
      name: "ci",
      email: null,
      role: null,
      token: { kind: "integration" },
    });
  });

  test("without a token, or with a dead one: 401, the reason, and the challenge", async () => {
    const none = await call(getMe);
    expect(none).toMatchObject({
      status: 401,
      body: { code: "token_missing", type: "https://sso.example/docs/api#problem-token_missing" },
    });
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="gatehouse"');
    expect(await call(getMe, { token: "hunter2" })).toMatchObject({
      status: 401,
      body: { code: "token_malformed" },
    });

    const other = await aSpace(deps.store);
    const token = await personal(await member(other, "admin"));
    await deps.store
      .tokensOf(other.id)
      .endAll("sso_activated", "Ökta “prod”", new Date("2030-01-02T03:04:05Z"));
    const dead = await call(getMe, { token });
    expect(dead.body).toMatchObject({
      code: "token_ended_by_activation",
      detail:
        "This token was ended by the activation of the single sign-on connection “Ökta “prod”” at 2030-01-02T03:04:05.000Z. Create a new one.",
    });
    expect(dead.headers.get("www-authenticate")).toMatch(
      /^Bearer realm="gatehouse", error="invalid_token", error_description="[\x20-\x7e]+"$/,
    );
  });

  test.each(Object.entries(readers))(
    "%s: only with its scope, in its space, and with the permission",
    async (name, handler) => {
      const scope = needed[name as keyof typeof readers];
      expect(await call(handler, { token: await integration([scope]) })).toMatchObject({ status: 200 });
      const others = tokenScopes.filter((each) => each !== scope);
      expect(await call(handler, { token: await integration(others) })).toMatchObject({
        status: 403,
        body: { code: "scope_missing", expected: scope },
      });
      expect(await call(handler, { token: await personal(admin) })).toMatchObject({ status: 200 });
      expect(await call(handler, { token: await personal(reader) })).toMatchObject({
        status: 403,
        body: { code: "permission_missing" },
      });
      expect(await call(handler, { token: all, params: { slug: "elsewhere" } })).toMatchObject({
        status: 404,
      });
      expect(await call(handler)).toMatchObject({ status: 401 });
    },
  );

  test("a deactivated person's token is dead", async () => {
    const ctx = await member(space, "reader");
    const token = await personal(ctx);
    const off = await call(patchUser, {
      token: all,
      method: "PATCH",
      params: { id: ctx.user?.id ?? "" },
      body: { status: "deactivated" },
    });
    expect(off).toMatchObject({ status: 200, body: { status: "deactivated", licence: null } });
    expect(await call(getMe, { token })).toMatchObject({
      status: 401,
      body: { code: "token_owner_deactivated" },
    });
  });
});

describe("people", () => {
  test("are added, found, changed", async () => {
    const created = await call(postUser, {
      token: all,
      method: "POST",
      body: { email: "Bob@Orchard.example", role: "editor" },
    });
    expect(created).toMatchObject({
      status: 201,
      body: { email: "bob@orchard.example", role: "editor", licence: "editor" },
    });
    const { id } = created.body;
    expect((await call(getUser, { token: all, params: { id } })).body).toEqual(created.body);
    expect((await call(getUsers, { token: all, query: "?email=BOB@orchard.example" })).body).toMatchObject({
      total: 1,
      data: [{ id }],
    });
    const changed = await call(patchUser, {
      token: all,
      method: "PATCH",
      params: { id },
      body: { permissions: ["manage_auth_integrations"] },
    });
    expect(changed.body).toMatchObject({ role: "editor", permissions: ["manage_auth_integrations"] });
    expect(
      await call(postUser, { token: all, method: "POST", body: { email: "bob@orchard.example" } }),
    ).toMatchObject({ status: 409, body: { code: "already_member", field: "email" } });
  });

  test("problems are reported field by field", async () => {
    const answer = await call(postUser, {
      token: all,
      method: "POST",
      body: { email: "nobody", role: "owner", shoe: 44 },
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "invalid_field", field: "email", received: "nobody" },
    });
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: "role", received: "owner" }),
        expect.objectContaining({ code: "unknown_field" }),
      ]),
    );
    expect(await call(getUsers, { token: all, query: "?limit=1000" })).toMatchObject({
      status: 422,
      body: { field: "limit" },
    });
  });

  test("are listed page by page", async () => {
    const first = await call(getUsers, { token: all, query: "?limit=2&sort=email" });
    expect(first.body.data).toHaveLength(2);
    const second = await call(getUsers, { token: all, query: `?cursor=${first.body.nextCursor}&sort=email` });
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id);
    expect(second.body.total).toBe(first.body.total);
  });

  test("the last administrator stays", async () => {
    const answer = await call(patchUser, {
      token: all,
      method: "PATCH",
      params: { id: admin.user?.id ?? "" },
      body: { role: "reader" },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: "last_administrator", field: "role" } });
  });
});

describe("domains and tokens", () => {
  test("a domain comes and goes", async () => {
    const created = await call(postDomain, {
      token: all,
      method: "POST",
      body: { name: "@orchard.example" },
    });
    expect(created).toMatchObject({
      status: 201,
      body: { name: "orchard.example", status: "pending", record: { type: "TXT" } },
    });
    const params = { id: created.body.id };
    expect((await call(getDomain, { token: all, params })).body).toEqual(created.body);
    expect(await call(deleteDomain, { token: all, params, method: "DELETE" })).toMatchObject({
      status: 204,
      body: null,
    });
    expect(await call(getDomain, { token: all, params })).toMatchObject({
      status: 404,
      body: { code: "domain_not_found" },
    });
  });

  test("a space without the SSO option is refused with the reason", async () => {
    const plain = await aSpace(deps.store, { slug: "plain", ssoSubscribed: false });
    const token = await integration([...tokenScopes], await member(plain, "admin"));
    const answer = await call(postDomain, {
      token,
      params: { slug: "plain" },
      method: "POST",
      body: { name: "plain.example" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "not_subscribed" } });
  });

  test("a token creates none with more scopes, and revokes", async () => {
    const some = await integration(["people:read", "people:write"]);
    const more = await call(postToken, {
      token: some,
      method: "POST",
      body: { name: "x", scopes: ["audit:read"] },
    });
    expect(more).toMatchObject({ status: 403, body: { code: "scope_beyond_maker" } });
    const made = await call(postToken, {
      token: some,
      method: "POST",
      body: { name: "x", scopes: ["people:read"] },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { token: expect.stringMatching(/^ghi_/), owner: { name: "x" } },
    });
    expect(
      await call(deleteToken, { token: some, method: "DELETE", params: { id: made.body.id } }),
    ).toMatchObject({ status: 204 });
    expect(await call(getMe, { token: made.body.token })).toMatchObject({
      status: 401,
      body: { code: "token_revoked" },
    });
    expect(JSON.stringify((await call(getTokens, { token: all })).body)).not.toContain(made.body.token);
  });
});

test("a change of a changed resource is refused, and shows its state", async () => {
  const made = await call(postUser, { token: all, method: "POST", body: { email: "tag@orchard.example" } });
  const params = { id: made.body.id };
  const tag = (await call(getUser, { token: all, params })).headers.get("etag") ?? "";
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  const patch = (ifMatch: string, role: string) =>
    call(patchUser, {
      token: all,
      params,
      method: "PATCH",
      body: { role },
      headers: { "if-match": ifMatch },
    });
  expect(await patch(tag, "editor")).toMatchObject({ status: 200 });
  const stale = await patch(tag, "reader");
  expect(stale).toMatchObject({ status: 412, body: { code: "stale_revision" } });
  expect(stale.body.detail).toContain("role");
  expect(await patch("*", "reader")).toMatchObject({ status: 200 });
});

test("the audit log is returned as CSV on request", async () => {
  const answer = await api.GET(
    new Request("https://sso.example/api/v1/spaces/orchard/audit-events?limit=2", {
      headers: { authorization: `Bearer ${all}`, accept: "text/csv" },
    }),
  );
  expect(answer.headers.get("content-type")).toContain("text/csv");
  expect(answer.headers.get("link")).toContain('rel="next"');
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('"sequence","at","action"');
});

test("the audit log is read newest first, or followed from a number", async () => {
  const latest = await call(getAudit, { token: all, query: "?limit=1" });
  const last = latest.body.data[0].sequence;
  const followed = await call(getAudit, { token: all, query: `?after=${last - 2}` });
  expect(followed.body.data.map((event: { sequence: number }) => event.sequence)).toEqual([last - 1, last]);
  expect(followed.body.lastSequence).toBe(last);
});

test("a program sees its remaining limit, and when to retry", async () => {
  const token = await integration(["people:read"]);
  const first = await call(getMe, { token });
  expect([first.headers.get("ratelimit-limit"), first.headers.get("ratelimit-remaining")]).toEqual([
    "600",
    "599",
  ]);
  const id = first.body.token.id;
  for (let n = 0; n < 599; n++) await deps.rateLimits.spend("api_by_token", id);
  const last = await call(getMe, { token });
  expect(last).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(last.headers.get("ratelimit-remaining")).toBe("0");
});

test("an unknown address answers in the API's own form", async () => {
  const answer = await api.GET(new Request("https://sso.example/api/v1/nowhere"));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    404,
    "application/problem+json; charset=utf-8",
  ]);
});
