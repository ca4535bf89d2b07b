import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { createMetrics, type Metrics } from "@/lib/infra/metrics/metrics";
import type { Dependencies } from "@/lib/ports/dependencies";
import { startMail } from "./start-mail";

let database: TestDatabase;
let deps: Dependencies & { metrics: Metrics };
const arrived: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, callback) {
    stream.resume();
    stream.on("end", () => {
      arrived.push(...session.envelope.rcptTo.map((recipient) => recipient.address));
      callback();
    });
  },
});

beforeAll(async () => {
  database = await openTestDatabase();
  deps = { ...testDependencies(database), metrics: createMetrics() };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await database.close();
});

const write = (recipient: string) =>
  sendMessage(deps, { spaceId: null, recipient, subject: "Hello", body: "Body\n" });

test("mail is sent by itself once a server is set, and stays in the outbox without one", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await write("ann@acme.example");
    const none = startMail(deps, null);
    await vi.advanceTimersByTimeAsync(60_000);
    await none.stop();
    expect(arrived).toEqual([]);

    const { port } = server.server.address() as AddressInfo;
    const mail = startMail(deps, { url: `smtp://127.0.0.1:${port}`, from: "noreply@gatehouse.example" });
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await expect.poll(() => arrived, { timeout: 10_000 }).toEqual(["ann@acme.example"]);
    await mail.stop();
  } finally {
    vi.useRealTimers();
  }
});
