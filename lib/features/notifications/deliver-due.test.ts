import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { changeBrand } from "@/lib/features/brand/change-brand";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Delivery, MailToSend } from "@/lib/ports/mailer";
import { deliverDue } from "./deliver-due";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
});

/** A mail server that gives the test's answer to everyone. */
function server(answer: () => Delivery) {
  const taken: string[] = [];
  const mailer = {
    async send(message: { recipient: string }) {
      taken.push(message.recipient);
      return answer();
    },
  };
  return { taken, deliver: () => deliverDue({ ...deps, mailer }) };
}

const write = (recipient: string, subject = "Hello") =>
  sendMessage(deps, { spaceId: null, recipient, subject, body: "Body\n" });

describe("the look of a message", () => {
  test("is the space's, else the installation's, as it is when the message is sent", async () => {
    const acme = await aSpace(deps.store, { name: "Acme" });
    await sendMessage(deps, {
      spaceId: acme.id,
      recipient: "a@acme.example",
      subject: "One",
      body: "Body\n",
    });
    await write("b@acme.example");
    const actor = { kind: "user", id: "user_1", name: "Ann", address: null } as const;
    await changeBrand(deps, { actor, space: acme }, { accent: "#ffcc00" });
    await changeBrand(deps, { actor, space: null }, { name: "Portal" });
    await write("c@acme.example");
    const sent = new Map<string, MailToSend>();
    const mailer = {
      async send(message: MailToSend) {
        sent.set(message.recipient, message);
        return { ok: true as const };
      },
    };
    await deliverDue({ ...deps, mailer });
    expect(sent.get("a@acme.example")).toMatchObject({ senderName: "Portal" });
    expect(sent.get("a@acme.example")?.html).toMatch(/#876a00.*>Acme<\/div>/s);
    expect(sent.get("b@acme.example")?.html).toContain(">Portal</div>");
    expect(sent.get("b@acme.example")?.body).toContain("-- \nGatehouse sends this because");
    expect(sent.get("c@acme.example")?.body).toContain("-- \nPortal sends this because");
  });
});

describe("the outbox", () => {
  test("sends each message once, with any number of workers at once", async () => {
    for (let n = 0; n < 12; n++) await write(`p${n}@acme.example`);
    const { taken, deliver } = server(() => ({ ok: true }));
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(taken.sort()).toEqual(Array.from({ length: 12 }, (_, n) => `p${n}@acme.example`).sort());
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    expect((await deps.store.outbox.page({})).rows.every((message) => message.sentAt !== null)).toBe(true);
  });

  test("tries again at growing intervals, then leaves the message for an operator to read", async () => {
    await write("ann@acme.example");
    const { taken, deliver } = server(() => ({ ok: false, error: "451 busy", permanent: false }));
    const day = 24 * 60 * 60;
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    clock.forward(60);
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
    for (let n = 0; n < 20; n++) {
      clock.forward(day);
      await deliver();
    }
    expect(taken).toHaveLength(8);
    const [message] = (await deps.store.outbox.page({})).rows;
    expect(message).toMatchObject({ sentAt: null, attempts: 8, lastError: "451 busy" });
  });

  test("does not retry what will never be accepted", async () => {
    await write("gone@acme.example");
    const { taken, deliver } = server(() => ({ ok: false, error: "550 no such box", permanent: true }));
    await deliver();
    clock.forward(7 * 24 * 60 * 60);
    await deliver();
    expect(taken).toHaveLength(1);
  });

  test("releases a message whose worker died while sending it", async () => {
    await write("ann@acme.example");
    expect(await deps.store.outbox.claimDue(clock.now(), 10)).toHaveLength(1);
    const { taken, deliver } = server(() => ({ ok: true }));
    await deliver();
    expect(taken).toEqual([]);
    clock.forward(6 * 60);
    await deliver();
    expect(taken).toEqual(["ann@acme.example"]);
  });

  test("is written with the change or not at all, and keeps subjects on one line", async () => {
    const failing = deps.store.transaction(async (tx) => {
      await sendMessage(
        { ...deps, store: tx },
        { spaceId: null, recipient: "a@acme.example", subject: "x", body: "y" },
      );
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    expect((await deps.store.outbox.page({})).total).toBe(0);
    await write("a@acme.example", "Hello\r\nBcc: eve@evil.example");
    expect((await deps.store.outbox.page({})).rows[0]?.subject).toBe("Hello Bcc: eve@evil.example");
  });
});
