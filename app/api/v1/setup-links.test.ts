import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aConnection, aMember, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { peekSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { contextAs } from "@/lib/features/testing/context-as";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { createOperatorToken } from "@/lib/features/tokens/operator-tokens";
import type { OperatorScope } from "@/lib/model/tokens/operator-token";
import type { TokenScope } from "@/lib/model/tokens/token";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import * as api from "./[...path]/route";

const list = "setup-links";
const create = list;
const revoke = "setup-links/{id}";

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-api-setup-"));
let deps: AppDependencies;
let connectionId: string;
let writer: string;
let reader: string;
let stranger: string;

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "https://sso.example",
  });
  deps = await dependencies();
  const space = await aSpace(deps.store, { slug: "orchard", name: "Orchard" });
  ({ id: connectionId } = await aConnection(deps.store, await anOrganization(deps.store, space.id)));
  writer = await tokenOf(space, ["connections:read", "connections:write"]);
  reader = await tokenOf(space, ["connections:read"]);
  const other = await aSpace(deps.store, { slug: "other" });
  await anOrganization(deps.store, other.id);
  stranger = await tokenOf(other, ["connections:read", "connections:write"]);
}, 120_000);
afterAll(async () => {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
});

async function tokenOf(space: Awaited<ReturnType<typeof aSpace>>, scopes: TokenScope[]): Promise<string> {
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  const ctx = await contextAs(deps, space, userId);
  const made = await createIntegrationToken(deps, ctx, {
    name: scopes.join(" "),
    account: "ci",
    scopes,
    expiresAt: null,
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.token;
}

async function operatorToken(scopes: OperatorScope[]): Promise<string> {
  const actor = { kind: "command_line", id: null, name: "test", address: null } as const;
  const made = await createOperatorToken(deps, actor, { name: scopes.join(" "), scopes, expiresAt: null });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.token;
}

async function call(
  path: string,
  token: string,
  {
    method = "GET",
    params = {},
    query = "",
    body,
  }: {
    method?: string;
    params?: Record<string, string>;
    query?: string;
    body?: unknown;
  } = {},
) {
  const { slug = "orchard", id = "none" } = params;
  const address = `/spaces/${slug}/${path.replace("{id}", id)}`;
  const request = new Request(`https://sso.example/api/v1${address}${query}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await api.GET(request);
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
const make = (token: string, body: object = {}, params = {}) =>
  call(create, token, { method: "POST", params, body: { connectionId, ...body } });

test("a setup link is created, listed without its address, and revoked", async () => {
  const made = await make(writer, { recipient: "IT@outside.example", expiresInHours: 24, note: "Kim" });
  expect(made).toMatchObject({
    status: 201,
    body: {
      state: "open",
      purpose: "configure",
      recipient: "it@outside.example",
      progress: { step: "none" },
    },
  });
  expect(made.body.url).toMatch(/^https:\/\/sso\.example\/setup\/[\w-]{43}$/);
  expect(Date.parse(made.body.expiresAt) - Date.parse(made.body.createdAt)).toBe(24 * 3_600_000);
  const listed = await call(list, reader, { query: `?connectionId=${connectionId}` });
  expect(listed.body).toMatchObject({ total: 1, data: [{ id: made.body.id, note: "Kim" }] });
  expect(JSON.stringify(listed.body)).not.toContain(made.body.url.split("/").at(-1));
  const params = { id: made.body.id };
  expect(await call(revoke, writer, { method: "DELETE", params })).toMatchObject({ status: 204 });
  expect(await peekSetupLink(deps, made.body.url.split("/").at(-1))).toBeNull();
  expect(await call(revoke, writer, { method: "DELETE", params })).toMatchObject({ status: 409 });
});

test("a link is for the space, for one connection or for renewing, as its fields say together", async () => {
  const space = await call(create, writer, { method: "POST", body: {} });
  expect(space).toMatchObject({
    status: 201,
    body: { scope: "space", connectionId: null, mayActivate: false },
  });
  expect((await make(writer)).body).toMatchObject({
    scope: "connection",
    connectionId,
    purpose: "configure",
  });
  expect(await make(writer, { scope: "renew" })).toMatchObject({
    status: 409,
    body: { code: "nothing_to_renew" },
  });
  expect(await make(writer, { scope: "space" })).toMatchObject({
    status: 422,
    body: { field: "connectionId" },
  });
  expect(await call(create, writer, { method: "POST", body: { scope: "connection" } })).toMatchObject({
    status: 422,
    body: { field: "connectionId" },
  });
});

test("the right to activate is explicit, and a return address leads to an application of the space", async () => {
  expect((await make(writer, { mayActivate: true })).body).toMatchObject({ mayActivate: true });
  expect((await make(writer, { returnUrl: "https://sso.example/back" })).body).toMatchObject({
    returnUrl: "https://sso.example/back",
  });
  expect(await make(writer, { returnUrl: "https://elsewhere.example/" })).toMatchObject({
    status: 422,
    body: { code: "return_url_not_allowed", field: "returnUrl" },
  });
});

test("the vendor's backend makes a link for any space by its operator token, if it has the scope", async () => {
  const vendor = await operatorToken(["spaces:write"]);
  const made = await call(create, vendor, { method: "POST", body: { mayActivate: true } });
  expect(made).toMatchObject({ status: 201, body: { scope: "space", mayActivate: true, createdBy: null } });
  const found = await peekSetupLink(deps, made.body.url.split("/").at(-1));
  expect(found).toMatchObject({
    space: { slug: "orchard" },
    invitedBy: null,
    link: { activatesAs: "admin" },
  });
  const of = (slug: string, token: string) =>
    call(create, token, { method: "POST", params: { slug }, body: {} });
  await aSpace(deps.store, { slug: "third" });
  expect(await of("third", vendor)).toMatchObject({ status: 201 });
  expect(await of("nowhere", vendor)).toMatchObject({ status: 404, body: { code: "space_not_found" } });
  const other = await operatorToken(["spaces:read"]);
  expect(await of("orchard", other)).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  // It opens nothing else of the space.
  expect(await call(list, vendor)).toMatchObject({ status: 401 });
});

test("72 hours are the default lifetime", async () => {
  const { body } = await make(writer);
  expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(72 * 3_600_000);
});

test("a read scope does not allow writing", async () => {
  expect(await make(reader)).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  const { body } = await make(writer);
  expect(await call(revoke, reader, { method: "DELETE", params: { id: body.id } })).toMatchObject({
    status: 403,
  });
});

test("another space's token finds neither the space, the connection nor the link", async () => {
  const { body } = await make(writer);
  expect(await make(stranger)).toMatchObject({ status: 404 });
  const own = { slug: "other" };
  expect(await make(stranger, {}, own)).toMatchObject({
    status: 404,
    body: { code: "connection_not_found" },
  });
  expect(await call(revoke, stranger, { method: "DELETE", params: { ...own, id: body.id } })).toMatchObject({
    status: 404,
    body: { code: "setup_link_not_found" },
  });
  expect((await call(list, stranger, { params: own })).body.data).toEqual([]);
});

test("problems are reported field by field", async () => {
  expect(await make(writer, { expiresInHours: 0 })).toMatchObject({
    status: 422,
    body: { field: "expiresInHours" },
  });
  expect(await make(writer, { send: true })).toMatchObject({ status: 422, body: { field: "recipient" } });
  expect(await make(writer, { purpose: "activate" })).toMatchObject({
    status: 422,
    body: { field: "purpose" },
  });
});
