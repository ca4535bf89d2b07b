import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { contextAs } from "@/lib/features/testing/context-as";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { webhookSender } from "@/lib/infra/webhooks/sender";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { deliverWebhooks } from "./deliver-webhooks";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  removeWebhook,
  testWebhook,
} from "./webhooks";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let server: Server;
let host: string;
let ctx: Context;
let stranger: Context;
let answer = 200;
let hanging: ServerResponse[] = [];
let got: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  clock = testClock();
  deps = testDependencies(database, clock);
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      if (request.url === "/hangs") {
        hanging.push(response);
        return;
      }
      response.writeHead(answer, { location: "https://elsewhere.example/" }).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  stranger = await anAdmin();
});
afterAll(async () => {
  server.close();
  await database.close();
});
beforeEach(async () => {
  ctx = await anAdmin();
  answer = 200;
  got = [];
  hanging = [];
});

async function anAdmin(): Promise<Context> {
  const space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id, { role: "admin" });
  return contextAs(deps, space, userId);
}
const outgoing = () => ({ ...deps, outbound: createOutbound({ allow: [host] }) });
const send = () =>
  deliverWebhooks({ ...deps, webhookSender: webhookSender(createOutbound({ allow: [host] })) });

async function aWebhook() {
  const made = await createWebhook(outgoing(), ctx, {
    url: `http://${host}/hook`,
    events: ["connection.activated", "sign_in.refused"],
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}
/** An audit entry such as a use case writes. */
const happens = (action: string, who = ctx) =>
  deps.store.transaction((tx) =>
    tx
      .auditOf(who.space.id)
      .append(
        { actor: who.actor, action, target: { kind: "connection", id: "conn_1", name: "Okta" } },
        deps.now(),
      ),
  );
async function log(id: string) {
  const page = await listDeliveries(deps, ctx, id, {});
  if (!page.ok) throw new Error(page.problem.code);
  return page.value.rows;
}

describe("receivers that hang", () => {
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  async function hangs(who: Context) {
    const url = `http://${host}/hangs`;
    const made = await createWebhook(outgoing(), who, { url, events: ["connection.activated"] });
    if (!made.ok) throw new Error(made.problem.code);
  }
  const release = () => {
    for (const response of hanging.splice(0)) response.writeHead(200).end();
  };

  test("occupy two slots of their space, and delay no other space, not even what comes later", async () => {
    const slow = await anAdmin();
    await hangs(slow);
    for (let many = 0; many < 6; many++) await happens("connection.activated", slow);
    const { id } = await aWebhook();
    await happens("connection.activated");
    const sending = send();
    await until(() => hanging.length === 2 && got.length === 3);
    await happens("connection.activated");
    await until(() => got.length === 4);
    expect(hanging).toHaveLength(2);
    expect((await log(id)).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    const releasing = setInterval(release, 5);
    expect(await sending).toEqual({ delivered: 8, failed: 0 });
    clearInterval(releasing);
  });

  test("are awaited when the process stops, which starts no further message", async () => {
    const slow = await anAdmin();
    await hangs(slow);
    for (let many = 0; many < 3; many++) await happens("connection.activated", slow);
    const stop = new AbortController();
    const webhooks = webhookSender(createOutbound({ allow: [host] }));
    const sending = deliverWebhooks({ ...deps, webhookSender: webhooks }, stop.signal);
    await until(() => hanging.length === 2);
    stop.abort();
    release();
    expect(await sending).toEqual({ delivered: 2, failed: 0 });
    const rest = send();
    await until(() => hanging.length === 1);
    release();
    expect(await rest).toEqual({ delivered: 1, failed: 0 });
  });
});

describe("a message", () => {
  test("is written with the change, signed by Standard Webhooks, and sent once", async () => {
    const { id, secret } = await aWebhook();
    await happens("connection.activated");
    await happens("connection.disabled");
    await happens("connection.activated", stranger);
    expect(await send()).toEqual({ delivered: 1, failed: 0 });
    expect(await send()).toEqual({ delivered: 0, failed: 0 });
    expect(got).toHaveLength(1);
    const [{ headers, body }] = got as [(typeof got)[0]];
    expect(JSON.parse(body)).toMatchObject({
      type: "connection.activated",
      timestamp: deps.now().toISOString(),
      data: { spaceId: ctx.space.id, target: { name: "Okta" } },
    });
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
    );
    expect(await log(id)).toMatchObject([
      { id: headers["webhook-id"], status: "delivered", responseCode: 200, excerpt: "thanks", attempts: 1 },
    ]);
  });

  test("is rolled back with its change", async () => {
    const { id } = await aWebhook();
    const change = deps.store.transaction(async (tx) => {
      await tx.auditOf(ctx.space.id).append({ actor: ctx.actor, action: "connection.activated" }, deps.now());
      throw new Error("taken back");
    });
    await expect(change).rejects.toThrow("taken back");
    expect(await log(id)).toEqual([]);
  });

  test("is retried at growing intervals with the same id, and given up after days", async () => {
    const { id } = await aWebhook();
    await happens("connection.activated");
    answer = 500;
    const gaps: number[] = [];
    for (let tries = 1; ; tries++) {
      await send();
      const [delivery] = await log(id);
      if (!delivery?.nextAttemptAt) break;
      expect(delivery).toMatchObject({ status: "waiting", attempts: tries, responseCode: 500 });
      const gap = (Date.parse(delivery.nextAttemptAt) - deps.now().getTime()) / 1000;
      gaps.push(gap);
      clock.forward(gap - 1);
      expect(await send()).toEqual({ delivered: 0, failed: 0 });
      clock.forward(2);
    }
    expect(gaps.slice(0, 3)).toEqual([5, 300, 1800]);
    expect(await log(id)).toMatchObject([{ status: "failed", attempts: 10, nextAttemptAt: null }]);
    expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);

    answer = 204;
    const [failed] = await log(id);
    const again = await redeliver(deps, ctx, { id, deliveryId: failed?.id ?? "" });
    expect(again).toMatchObject({ ok: true, value: { status: "waiting", attempts: 0 } });
    expect(await send()).toEqual({ delivered: 1, failed: 0 });
    expect(await redeliver(deps, stranger, { id, deliveryId: failed?.id ?? "" })).toMatchObject({
      problem: { code: "webhook_not_found" },
    });
    expect(await redeliver(deps, ctx, { id, deliveryId: "msg_nothing" })).toMatchObject({
      problem: { code: "delivery_not_found" },
    });
  });

  test("is sent by only one of two processes", async () => {
    await aWebhook();
    for (let n = 0; n < 5; n++) await happens("connection.activated");
    const [one, two] = await Promise.all([send(), send()]);
    expect(one.delivered + two.delivered).toBe(5);
    expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(5);
  });

  test("follows no redirect; “gone” disables the webhook", async () => {
    const { id } = await aWebhook();
    await happens("connection.activated");
    answer = 302;
    expect(await send()).toEqual({ delivered: 0, failed: 1 });
    expect(await log(id)).toMatchObject([{ status: "waiting", responseCode: 302 }]);
    clock.forward(10);
    answer = 410;
    await send();
    expect(await listWebhooks(deps, ctx)).toMatchObject([{ id, enabled: false }]);
    await happens("connection.activated");
    expect(await log(id)).toHaveLength(1);
  });
});

describe("a webhook for all spaces", () => {
  const operator = { kind: "operator", id: null, name: "Olga", address: null } as const;
  const installation = { space: null, actor: operator, user: null };
  const created = async () => {
    const input = { url: `http://${host}/vendor`, events: ["connection.activated" as const] };
    const made = await createWebhook(outgoing(), installation, input);
    if (!made.ok) throw new Error(made.problem.code);
    return made.value;
  };

  test("receives what happens in each space, signed, and every message names its space", async () => {
    const { id, secret } = await created();
    await happens("connection.activated");
    await happens("connection.activated", stranger);
    await happens("connection.disabled", stranger);
    expect(await send()).toEqual({ delivered: 2, failed: 0 });
    const messages = got.map(({ headers, body }) => {
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      const signature = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
      expect(headers["webhook-signature"]).toBe(signature);
      return JSON.parse(body).data.space;
    });
    const named = [ctx, stranger].map(({ space: { id, slug, externalId } }) => ({ id, slug, externalId }));
    expect(messages.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      named.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(await removeWebhook(deps, installation, id)).toMatchObject({ ok: true });
  });

  test("is no space's: its administrators neither see, change nor receive from it", async () => {
    const { id } = await created();
    expect(await listWebhooks(deps, ctx)).toEqual([]);
    for (const refused of [
      await changeWebhook(outgoing(), ctx, { id, enabled: false }),
      await testWebhook(deps, ctx, id),
      await listDeliveries(deps, ctx, id, {}),
      await redeliver(deps, ctx, { id, deliveryId: "msg_none" }),
      await removeWebhook(deps, ctx, id),
    ])
      expect(refused).toMatchObject({ problem: { code: "webhook_not_found" } });
    const own = await aWebhook();
    expect(await removeWebhook(deps, installation, own.id)).toMatchObject({
      problem: { code: "webhook_not_found" },
    });
    expect(await testWebhook(deps, installation, id)).toMatchObject({ value: { type: "webhook.test" } });
    expect(await removeWebhook(deps, installation, id)).toMatchObject({ ok: true });
  });
});

describe("another signing secret", () => {
  /** By which of the secrets the last message is signed. */
  async function signers(secrets: Record<string, string>): Promise<string[]> {
    got = [];
    await happens("connection.activated");
    await send();
    const { headers, body } = got.at(-1) ?? { headers: {}, body: "" };
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const given = String(headers["webhook-signature"]).split(" ");
    const names = given.map((signature) => {
      const by = Object.entries(secrets).find(([, secret]) => {
        const key = Buffer.from(secret.slice("whsec_".length), "base64");
        return signature === `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
      });
      return by?.[0] ?? "nobody";
    });
    return names;
  }
  const rotate = async (id: string, overlapHours: number, who = ctx) => {
    const rotated = await rotateWebhookSecret(deps, who, { id, overlapHours });
    if (!rotated.ok) throw new Error(rotated.problem.code);
    return rotated.value;
  };

  test("signs beside the one before until its time is over", async () => {
    const { id, secret: first } = await aWebhook();
    expect(await signers({ first })).toEqual(["first"]);
    const second = await rotate(id, 2);
    expect(second.previousSecretUntil).toBe(new Date(deps.now().getTime() + 2 * 3_600_000).toISOString());
    const secrets = { first, second: second.secret };
    expect(await signers(secrets)).toEqual(["second", "first"]);
    clock.forward(2 * 3_600);
    expect(await signers(secrets)).toEqual(["second"]);
    expect(await listWebhooks(deps, ctx)).toMatchObject([{ id, previousSecretUntil: null }]);
  });

  test("made again meanwhile, ends the oldest; with no time, the one before ends at once", async () => {
    const { id, secret: first } = await aWebhook();
    const { secret: second } = await rotate(id, 24);
    const { secret: third } = await rotate(id, 24);
    expect(await signers({ first, second, third })).toEqual(["third", "second"]);
    const { secret: fourth, previousSecretUntil } = await rotate(id, 0);
    expect(previousSecretUntil).toBeNull();
    expect(await signers({ first, second, third, fourth })).toEqual(["fourth"]);
  });

  test("made twice at once, leaves two that sign", async () => {
    const { id, secret: first } = await aWebhook();
    const made = await Promise.all([rotate(id, 24), rotate(id, 24)]);
    const [a, b] = made.map(({ secret }) => secret);
    const by = await signers({ first, a: a ?? "", b: b ?? "" });
    expect(by.toSorted()).toEqual(["a", "b"]);
  });

  test("is sealed, audited without it, and only its own space's to make", async () => {
    const { id, secret: first } = await aWebhook();
    expect(await rotateWebhookSecret(deps, stranger, { id, overlapHours: 1 })).toMatchObject({
      problem: { code: "webhook_not_found" },
    });
    const installation = { space: null, actor: ctx.actor, user: null };
    expect(await rotateWebhookSecret(deps, installation, { id, overlapHours: 1 })).toMatchObject({
      problem: { code: "webhook_not_found" },
    });
    expect(await signers({ first })).toEqual(["first"]);
    const { secret } = await rotate(id, 1);
    const stored = JSON.stringify([
      await database.db.execute("select * from webhooks"),
      await database.db.execute("select * from audit_events"),
    ]);
    for (const one of [first, secret]) expect(stored).not.toContain(one);
    expect(stored).toContain("overlapHours");
    await removeWebhook(deps, ctx, id);
    expect(await rotateWebhookSecret(deps, ctx, { id, overlapHours: 1 })).toMatchObject({
      problem: { code: "webhook_not_found" },
    });
  });
});

describe("a webhook", () => {
  test("keeps its secret to itself, and its address public", async () => {
    const { secret } = await aWebhook();
    expect(JSON.stringify(await listWebhooks(deps, ctx))).not.toContain(secret);
    expect(JSON.stringify(await database.db.execute("select * from webhooks"))).not.toContain(secret);
    for (const url of ["http://hooks.example/x", "https://127.0.0.1/x", "https://[::1]/x", "nonsense"])
      expect(await createWebhook(outgoing(), ctx, { url, events: ["connection.removed"] })).toMatchObject({
        problem: { code: "webhook_address_not_allowed", field: "url" },
      });
  });

  test("is changed, tested and removed in its own space only", async () => {
    const { id } = await aWebhook();
    expect(await changeWebhook(outgoing(), stranger, { id, enabled: false })).toMatchObject({ ok: false });
    expect(await testWebhook(deps, stranger, id)).toMatchObject({ ok: false });
    expect(await removeWebhook(deps, stranger, id)).toMatchObject({ ok: false });
    expect(await listDeliveries(deps, stranger, id, {})).toMatchObject({ ok: false });

    expect(await testWebhook(deps, ctx, id)).toMatchObject({ value: { type: "webhook.test" } });
    expect(await send()).toMatchObject({ delivered: 1 });
    expect(await changeWebhook(outgoing(), ctx, { id, enabled: false })).toMatchObject({
      value: { enabled: false },
    });
    expect(await testWebhook(deps, ctx, id)).toMatchObject({ problem: { code: "webhook_disabled" } });
    expect(await removeWebhook(deps, ctx, id)).toMatchObject({ ok: true });
    expect(await removeWebhook(deps, ctx, id)).toMatchObject({ problem: { code: "webhook_not_found" } });
  });
});
