import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type HttpServer, makeHttpServer } from "./http-server";

const appUrl = "https://sso.gatehouse.example";
const failures: unknown[] = [];
const running: HttpServer[] = [];
afterEach(async () => {
  failures.length = 0;
  for (const http of running.splice(0)) await http.close(0);
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
const echo: Answer = ({ url }, response) => void response.end(`asked for ${url}`);

async function start(answer: Answer = echo): Promise<HttpServer> {
  const http = makeHttpServer(
    {
      appUrl,
      onError(error, method) {
        failures.push([String(error), method]);
        return "err_1";
      },
    },
    answer,
  );
  running.push(http);
  await http.listen(0, "127.0.0.1");
  return http;
}
const portOf = ({ server }: HttpServer) => (server.address() as AddressInfo).port;

/** The raw response to a raw request, byte by byte: clients normalise theirs. */
async function raw(http: HttpServer, head: string): Promise<{ status: number; text: string }> {
  const socket = connect(portOf(http), "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.write(head);
  await once(socket, "close");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]), text };
}
const ask = (http: HttpServer, line: string, headers = "") =>
  raw(http, `${line} HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n`);

test.each([
  ["TRACE /acme", 405],
  ["OPTIONS *", 405],
  ["GET /%E0%A4%A", 400],
  ["GET /acme/%zz/sso?x=1", 400],
  ["GET ftp://other.example/acme", 400],
  ["GET /_next/image?url=%2Ficon.svg&w=64&q=75", 404],
  ["GET /%5Fnext%2Fimage?url=%2Ficon.svg", 404],
])("%s is answered with %i, with the headers of every answer", async (line, status) => {
  const answer = await ask(await start(), line);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
  expect(answer.text).toMatch(/\r\nStrict-Transport-Security: /i);
  expect(/\r\nAllow: GET, HEAD, /.test(answer.text)).toBe(status === 405);
  expect(failures).toEqual([]);
});

test.each([
  ["GET /acme?x=%E0%A4%A", "/acme?x=%E0%A4%A"],
  ["GET /%E0%A4%A0", "/%E0%A4%A0"],
  ["PROPFIND /acme", "/acme"],
  ["OPTIONS /acme", "/acme"],
  ["GET /_next/images", "/_next/images"],
  ["GET http://other.example/acme?x=1", "/acme?x=1"],
  ["GET http://other.example", "/"],
])("%s is passed on, as %s", async (line, url) => {
  const answer = await ask(await start(), line);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(`asked for ${url}`);
});

test.each([
  ["GET /api/v1/%zz", 400, "malformed_address"],
  ["GET http://other.example/api/v1/%zz", 400, "malformed_address"],
  ["TRACE /api/v1/me", 405, "method_not_allowed"],
])("%s is answered with %i in the API's own form", async (line, status, code) => {
  const answer = await ask(await start(), line);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(/\r\nContent-Type: application\/problem\+json/i);
  expect(answer.text).toContain(`"code":"${code}"`);
});

test("a WebSocket upgrade is answered as an ordinary request", async () => {
  const upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
  expect(await ask(await start(), "GET /acme", upgrade)).toMatchObject({ status: 200 });
});

test("invalid HTTP, and an oversized head, are refused without a trace in the log", async () => {
  const http = await start();
  expect((await raw(http, "hello\r\n\r\n")).status).toBe(400);
  expect((await ask(http, `GET /${"a".repeat(20_000)}`)).status).toBe(431);
  expect((await ask(http, "GET /acme", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")).status).toBe(
    400,
  );
  expect(failures).toEqual([]);
});

test("an exception is logged and answered with 500, and the next request is answered", async () => {
  const http = await start(async (request, response) => {
    if (request.url === "/broken") throw new Error("the database is away");
    response.end("well");
  });
  const answer = await ask(http, "GET /broken");
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain("database");
  expect(failures).toEqual([["Error: the database is away", "GET"]]);
  expect((await ask(http, "GET /other")).text).toContain("well");
});

test("a draining server ends each connection with its response; before, it keeps it", async () => {
  const http = await start();
  const connectionOf = async () =>
    (await fetch(`http://127.0.0.1:${portOf(http)}/`)).headers.get("connection");
  expect(await connectionOf()).toBe("keep-alive");
  http.startDraining();
  expect(await connectionOf()).toBe("close");
});

test("closing waits for running requests, but not forever", async () => {
  let finish = () => {};
  const http = await start((_request, response) => {
    finish = () => void response.end("done");
  });
  const url = `http://127.0.0.1:${portOf(http)}/`;
  const slow = fetch(url);
  await once(http.server, "request");
  const begun = performance.now();
  const closing = http.close(20_000);
  await expect(fetch(url)).rejects.toThrow();
  finish();
  expect(await (await slow).text()).toBe("done");
  await closing;
  // Only when the connection, which is kept, times out.
  expect(performance.now() - begun).toBeLessThan(10_000);

  const stuck = await start(() => undefined);
  const lost = fetch(`http://127.0.0.1:${portOf(stuck)}/`).then(
    () => "answered",
    () => "cut off",
  );
  await expect
    .poll(() => new Promise((resolve) => stuck.server.getConnections((_, count) => resolve(count))))
    .toBe(1);
  await stuck.close(100);
  expect(await lost).toBe("cut off");
});

test("an unavailable port or address is reported by the setting's name", async () => {
  const port = portOf(await start());
  const second = makeHttpServer({ appUrl, onError: () => "err_1" }, echo);
  await expect(second.listen(port, "127.0.0.1")).rejects.toThrow(
    `PORT is ${port}, where another program is listening; expected a free port.`,
  );
  await expect(second.listen(0, "192.0.2.1")).rejects.toThrow(
    /^--hostname is "192\.0\.2\.1" \(EADDRNOTAVAIL\)/,
  );
  await second.listen(0, "127.0.0.1");
  await second.close(0);
});
