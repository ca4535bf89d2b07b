import { createSocket, type Socket } from "node:dgram";
import { afterEach, expect, test } from "vitest";
import { OutboundError } from "@/lib/ports/safe-fetch";
import { makeResolve } from "./resolve";
import { createOutbound } from "./safe-fetch";

let socket: Socket | undefined;
afterEach(() => {
  socket?.close();
  socket = undefined;
});

/** A minimal name server: every A question gets these addresses, every other one none; or never an answer. */
async function nameServer(addresses: readonly string[] | "silent"): Promise<string> {
  const server = createSocket("udp4");
  socket = server;
  server.on("message", (question, from) => {
    if (addresses === "silent") return;
    const end = question.indexOf(0, 12) + 5;
    const isA = question.readUInt16BE(end - 4) === 1;
    const answers = isA ? addresses : [];
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(answers.length, 6);
    head.writeUInt32BE(0, 8);
    const records = answers.map((address) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)]),
    );
    server.send(Buffer.concat([head, question.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  return `127.0.0.1:${server.address().port}`;
}

const asked = (system = false, timeoutMs = 1_500) => ({
  system,
  timeoutMs,
  signal: new AbortController().signal,
});

test("finds the addresses of a name by asking the name server", async () => {
  const resolve = makeResolve([await nameServer(["93.184.216.34", "10.0.0.1"])]);
  expect(await resolve("id.example", asked())).toEqual([
    { address: "93.184.216.34", family: 4 },
    { address: "10.0.0.1", family: 4 },
  ]);
});

test("returns literal addresses as they are", async () => {
  const resolve = makeResolve();
  expect(await resolve("192.0.2.7", asked())).toEqual([{ address: "192.0.2.7", family: 4 }]);
  expect(await resolve("[2001:db8::1]", asked())).toEqual([{ address: "2001:db8::1", family: 6 }]);
});

test("asks the system for hosts of the allow list, which may be in its own files", async () => {
  const found = await makeResolve()("localhost", asked(true));
  expect(found.map(({ address }) => address)).toContain("127.0.0.1");
});

test("a name that leads to a private address is refused", async () => {
  const resolve = makeResolve([await nameServer(["127.0.0.1"])]);
  const call = createOutbound({ allow: [], resolve }).fetch("https://localtest.example/");
  await expect(call).rejects.toMatchObject({ code: "outbound_private_address" });
});

test("a silent name server is not a refused connection", async () => {
  const none = createOutbound({ allow: [], resolve: makeResolve([await nameServer([])]) });
  await expect(none.fetch("https://nowhere.example/")).rejects.toMatchObject({ code: "outbound_dns" });
  const closed = createOutbound({ allow: [], resolve: makeResolve(["127.0.0.1:1"]) });
  await expect(closed.fetch("https://id.example/")).rejects.toMatchObject({ code: "outbound_dns" });
});

test("100 names whose servers never answer stop no file from being read", async () => {
  const resolve = makeResolve([await nameServer("silent")]);
  const outbound = createOutbound({ allow: [], resolve, connectTimeoutMs: 25_000, totalTimeoutMs: 25_000 });
  const end = new AbortController();
  let givenUp = 0;
  const calls = Array.from({ length: 100 }, (_, index) =>
    outbound
      .fetch(`https://id-${index}.example/`, { signal: end.signal })
      .catch((error: unknown) => error)
      .finally(() => {
        givenUp += 1;
      }),
  );
  const { readFile } = await import("node:fs/promises");
  await readFile(new URL(import.meta.url));
  expect(givenUp).toBe(0);
  end.abort();
  for (const error of await Promise.all(calls)) {
    expect(error instanceof OutboundError && error.code).toBe("outbound_timeout");
  }
});
