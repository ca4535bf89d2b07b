import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { type KeptConnection, keepConnection, rawRequest } from "@/lib/server/testing/kept-connection";
import { settleUnreadBody } from "./unread-bodies";

const opened: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

const refuse = (response: ServerResponse) => response.writeHead(403).end("no");
const refuseAtOnce: Handler = (_request, response) => refuse(response);
const refuseAsStream: Handler = (request, response) => {
  Readable.toWeb(request);
  setTimeout(() => refuse(response), 20);
};

/** Ways in which a server leaves a body unread. */
const handlers: [string, Handler][] = [
  ["never looks at it", refuseAtOnce],
  ["has made a web stream of it", refuseAsStream],
  [
    "has read its beginning",
    (request, response) =>
      Readable.toWeb(request)
        .getReader()
        .read()
        .then(() => refuse(response)),
  ],
  [
    "has begun to iterate over it",
    (request, response) =>
      request[Symbol.asyncIterator]()
        .next()
        .then(() => refuse(response)),
  ],
];

/** What an answer takes at most, and less than the server waits for anything. */
const atOnceMs = 10_000;

interface Waits {
  /** For the rest of a body; `null`: bodies are not settled. */
  restMs?: number | null;
  /** For the next request on a connection. */
  keepAliveMs?: number;
}

async function serve(handler: Handler, { restMs = 25_000, keepAliveMs = 25_000 }: Waits = {}) {
  const server: Server = createServer((request, response) => {
    if (restMs !== null) settleUnreadBody(request, response, { bytes: 400_000, ms: restMs });
    if (request.method === "GET") response.end("well");
    else handler(request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push({ close: () => server.closeAllConnections() }, server);
  const connection: KeptConnection = await keepConnection((server.address() as AddressInfo).port);
  opened.push(connection);
  return connection;
}

const health = rawRequest("GET", "/health");

for (const [name, handler] of handlers) {
  for (const chunked of [false, true]) {
    test(`a server that ${name} answers the next request at once${chunked ? ", of unknown length" : ""}`, async () => {
      const connection = await serve(handler);
      expect(
        (await connection.ask(rawRequest("POST", "/", "x".repeat(300_000), {}, chunked)))?.status,
      ).toBeGreaterThanOrEqual(400);
      const next = await connection.ask(health);
      expect(next?.status).toBe(200);
      expect(next?.ms).toBeLessThan(atOnceMs);
    });
  }
}

test("the control: a server that does not settle bodies lets the next request wait", async () => {
  const connection = await serve(refuseAsStream, { restMs: null, keepAliveMs: 1_500 });
  expect((await connection.ask(rawRequest("POST", "/", "x".repeat(300_000))))?.status).toBe(403);
  const next = await connection.ask(health);
  expect(next === null || next.ms > 1_000).toBe(true);
});

test.each([false, true])(
  "a body over the limit gets its answer and costs the connection; unknown length: %s",
  async (chunked) => {
    const connection = await serve(refuseAsStream);
    const started = performance.now();
    expect((await connection.ask(rawRequest("POST", "/", "x".repeat(3_000_000), {}, chunked)))?.status).toBe(
      403,
    );
    expect(await connection.ask(health)).toBeNull();
    expect(performance.now() - started).toBeLessThan(atOnceMs);
  },
);

test("a client that never sends the rest loses the connection", async () => {
  const connection = await serve(refuseAtOnce, { restMs: 300 });
  const started = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n${"x".repeat(1_000)}`;
  expect((await connection.ask(started))?.status).toBe(403);
  await expect.poll(() => connection.ended(), { timeout: atOnceMs }).toBe(true);
});

test("a body that was read leaves the connection intact, again and again", async () => {
  const connection = await serve((request, response) => {
    request.resume().on("end", () => response.end("read"));
  });
  for (let round = 0; round < 3; round += 1) {
    expect((await connection.ask(rawRequest("POST", "/", "x".repeat(3_000_000))))?.status).toBe(200);
    expect((await connection.ask(health))?.status).toBe(200);
  }
  expect(connection.ended()).toBe(false);
});
