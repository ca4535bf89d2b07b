import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Dependencies } from "@/lib/ports/dependencies";
import { notifyAdministrators } from "./notify-administrators";
import { sendMessage, sendMessageOnce, sendMessages } from "./send-message";

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

const broken = {
  spaceId: null,
  recipient: "ann@acme.example",
  subject: "Hi\r\nBcc: eve@evil.example",
  body: "",
};
const subjects = async () => (await deps.store.outbox.page({})).rows.map(({ subject }) => subject);

test("keeps line breaks out of the subject of one message, of many and of one sent once", async () => {
  await sendMessage(deps, broken);
  await sendMessages(deps, [broken]);
  await sendMessageOnce(deps, { ...broken, recipient: "bob@acme.example" }, clock.now());
  expect(await subjects()).toEqual(Array(3).fill("Hi Bcc: eve@evil.example"));
});

test("sends the same subject to the same person once per interval, whatever its line breaks", async () => {
  const since = clock.now();
  await sendMessageOnce(deps, broken, since);
  await sendMessageOnce(deps, broken, since);
  expect(await subjects()).toHaveLength(1);
  await sendMessageOnce(deps, { ...broken, subject: "Another" }, since);
  await sendMessageOnce(deps, { ...broken, recipient: "bob@acme.example" }, since);
  expect(await subjects()).toHaveLength(3);
  clock.forward(60);
  await sendMessageOnce(deps, broken, clock.now());
  expect(await subjects()).toHaveLength(4);
});

test("keeps a notice to administrators on one line, once an hour", async () => {
  const space = await aSpace(deps.store, { name: "Acme\r\nBcc: eve@evil.example" });
  await aMember(deps.store, space.id, { role: "admin" });
  const notice = { kind: "no_licence", email: "ann@acme.example" } as const;
  await notifyAdministrators(deps, space, notice);
  await notifyAdministrators(deps, space, notice);
  expect(await subjects()).toEqual(["No licence left in Acme Bcc: eve@evil.example"]);
  clock.forward(3_601);
  await notifyAdministrators(deps, space, notice);
  expect(await subjects()).toHaveLength(2);
});

test("is the only file that writes to the outbox", () => {
  const files = ["app", "lib", "server", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const writers = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) =>
      /outbox\s*\.insert|\.insert\(messages\b|insertMany\(\w+, messages\b/.test(readFileSync(file, "utf8")),
    );
  expect(writers.sort()).toEqual([
    join("lib", "db", "repositories", "outbox.ts"),
    join("lib", "features", "notifications", "send-message.ts"),
  ]);
});
