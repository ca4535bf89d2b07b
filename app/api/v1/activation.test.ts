import { afterAll, beforeAll, expect, test } from "vitest";
import { aTestRun } from "@/lib/db/testing/rows";
import { tokenScopes } from "@/lib/model/tokens/token";
import { activatedView } from "@/lib/schemas/connection-answers";
import {
  aWorld,
  closeApi,
  integration,
  openApi,
  personal,
  send,
  type World,
} from "@/lib/server/api/testing/api-world";
import type { AppDependencies } from "@/lib/server/process/dependencies";

let deps: AppDependencies;

beforeAll(async () => {
  deps = await openApi();
}, 300_000);
afterAll(closeApi);

/** A space whose connection has passed its test. */
async function tested(): Promise<World> {
  const world = await aWorld("activating");
  const found = await deps.store.spaceConnectionsOf(world.space.id).byId(world.ids.connections ?? "");
  if (!found?.draft) throw new Error("no draft");
  const run = await aTestRun(deps.store, world.space.id, found.draft);
  await deps.store.connectionsOf(found.connection.organizationId).markTested(found.draft.id, run, new Date());
  return world;
}

async function ask(world: World, token: string, method: string, path: string, headers = {}, body?: unknown) {
  const answer = await send(
    new Request(`https://sso.example/api/v1/spaces/${world.space.slug}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await answer.text();
  return { status: answer.status, json: text ? JSON.parse(text) : null, headers: answer.headers };
}
const activate = (world: World, token: string, key?: string, body?: unknown) =>
  ask(
    world,
    token,
    "POST",
    `connections/${world.ids.connections}/activate`,
    key ? { "idempotency-key": key } : {},
    body,
  );

test.each(["integration", "personal"] as const)(
  "the %s token that activates a connection gets its replacement, once, with the same rights",
  async (kind) => {
    const world = await tested();
    const bystander = await integration(world, ["audit:read"]);
    const token = kind === "integration" ? await integration(world) : await personal(world.admin);
    const activated = await activate(world, token);
    expect(activated.status).toBe(200);
    expect(activated.json).toEqual(activatedView.parse(activated.json));
    const { replacementToken } = activated.json;
    expect(replacementToken).toMatchObject({ kind, scopes: tokenScopes, state: "live" });
    expect(await ask(world, token, "GET", "connections")).toMatchObject({
      status: 401,
      json: { code: "token_ended_by_activation" },
    });
    expect((await ask(world, bystander, "GET", "audit-events")).status).toBe(401);
    const events = await ask(world, replacementToken.token, "GET", "audit-events");
    expect(events.status).toBe(200);
    expect(JSON.stringify(events.json)).not.toContain(replacementToken.token);
    expect(events.json.data.find((one: { action: string }) => one.action === "token.created")).toMatchObject({
      target: { id: replacementToken.id },
      details: { replaces: expect.any(String) },
    });
    // It is not shown again.
    const listed = await ask(world, replacementToken.token, "GET", "tokens");
    expect(JSON.stringify(listed.json)).not.toContain(replacementToken.token);
  },
  120_000,
);

test("a token that goes on is not replaced", async () => {
  const world = await tested();
  const first = await activate(world, await integration(world));
  const { token } = first.json.replacementToken;
  const second = await ask(
    world,
    token,
    "POST",
    "connections",
    {},
    {
      ...{ name: "Second", protocol: "saml", entityId: "https://idp.example/2" },
      ...{ loginUrl: "https://idp.example/login", certificates: first.json.configuration.certificates },
    },
  );
  expect(second.status).toBe(201);
  const found = await deps.store.spaceConnectionsOf(world.space.id).byId(second.json.id);
  if (!found?.draft) throw new Error("no draft");
  const run = await aTestRun(deps.store, world.space.id, found.draft);
  await deps.store.connectionsOf(found.connection.organizationId).markTested(found.draft.id, run, new Date());
  const path = `connections/${second.json.id}/activate`;
  expect(await ask(world, token, "POST", path)).toMatchObject({
    status: 200,
    json: { replacementToken: null },
  });
  expect((await ask(world, token, "GET", "connections")).status).toBe(200);
}, 120_000);

test("a repeated call with the same key gets the first answer, although it has ended its own token", async () => {
  const world = await tested();
  const token = await integration(world);
  const first = await activate(world, token, "activate-1");
  expect(first.status).toBe(200);
  const again = await activate(world, token, "activate-1");
  expect(again).toMatchObject({ status: 200, json: first.json });
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  // Without the key, with another, or for another request, the ended token is an ended token.
  const ended = { status: 401, json: { code: "token_ended_by_activation" } };
  expect(await activate(world, token)).toMatchObject(ended);
  expect(await activate(world, token, "activate-2")).toMatchObject(ended);
  expect(await activate(world, token, "activate-1", { sessions: "end" })).toMatchObject(ended);
  expect(
    await ask(world, token, "POST", `connections/${world.ids.connections}/disable`, {
      "idempotency-key": "activate-1",
    }),
  ).toMatchObject(ended);
  // Nor for another token.
  const other = await tested();
  const theirs = await integration(other);
  await activate(other, theirs, "theirs");
  expect(await activate(world, theirs, "activate-1")).toMatchObject(ended);
  // A plan that was ended since does not matter either; a new call is refused.
  const live = first.json.replacementToken.token;
  const made = { name: "Third", protocol: "saml", entityId: "https://idp.example/3" };
  const fields = {
    loginUrl: "https://idp.example/login",
    certificates: first.json.configuration.certificates,
  };
  const key = { "idempotency-key": "create-1" };
  const created = await ask(world, live, "POST", "connections", key, { ...made, ...fields });
  expect(created.status).toBe(201);
  await deps.store.spaces.update(world.space.id, { ssoSubscribed: false });
  const repeated = await ask(world, live, "POST", "connections", key, { ...made, ...fields });
  expect(repeated).toMatchObject({ status: 201, json: created.json });
  expect(await ask(world, live, "POST", "connections", {}, { ...made, ...fields })).toMatchObject({
    status: 403,
    json: { code: "not_subscribed" },
  });
}, 120_000);

test("one that was revoked by hand gets nothing again", async () => {
  const world = await tested();
  const token = await integration(world);
  const first = await activate(world, token, "activate-1");
  const live = first.json.replacementToken;
  expect((await ask(world, live.token, "DELETE", `tokens/${live.id}`)).status).toBe(204);
  const key = { "idempotency-key": "k" };
  expect(await ask(world, live.token, "POST", "setup-links", key, {})).toMatchObject({
    status: 401,
    json: { code: "token_revoked" },
  });
}, 120_000);

test("every answer names the request, as do its problem and its audit event", async () => {
  const world = await aWorld("named");
  const token = await integration(world);
  const id = { "x-request-id": "deploy-42" };
  const made = await ask(world, token, "POST", "domains", id, { name: "named.example" });
  expect(made.headers.get("x-request-id")).toBe("deploy-42");
  const again = await ask(world, token, "POST", "domains", id, { name: "named.example" });
  expect(again).toMatchObject({ status: 409, json: { requestId: "deploy-42" } });
  const { json } = await ask(world, token, "GET", "audit-events?action=domain.added&limit=1");
  expect(json.data).toMatchObject([{ requestId: "deploy-42", target: { name: "named.example" } }]);
  // One that could break a line of the log is replaced.
  const odd = await ask(world, token, "GET", "domains", { "x-request-id": "a b\tc" });
  expect(odd.headers.get("x-request-id")).toMatch(/^req_/);
  // A change without a call has none.
  const { rows } = await deps.store.auditOf(world.space.id).page({ action: "webhook.created" });
  expect(rows[0]?.requestId).toBeNull();
}, 120_000);
