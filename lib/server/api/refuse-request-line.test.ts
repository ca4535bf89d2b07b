import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseApiRequestLine } from "./refuse-request-line";

const site = { appUrl: "https://sso.example", secure: true };
let server: Server;

beforeAll(async () => {
  server = createServer((asked, response) => {
    if (!refuseApiRequestLine(site, asked, response)) response.end("passed on");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(method: string, path: string) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      request({ host: "127.0.0.1", port, method, path }, async (answer) => {
        let body = "";
        for await (const chunk of answer) body += chunk;
        resolve({ status: answer.statusCode, headers: answer.headers, body });
      })
        .on("error", reject)
        .end();
    },
  );
}

test.each([
  ["GET", "/api/v1/spaces/%zz/users", 400, "malformed_address"],
  ["POST", "/api/v1/%", 400, "malformed_address"],
  ["PROPFIND", "/api/v1/me?x=%zz", 405, "method_not_allowed"],
  ["TRACE", "/api/v1/spaces/acme/users", 405, "method_not_allowed"],
  ["PROPFIND", "/api/v1/nowhere", 404, "route_not_found"],
])("%s %s: %s in the API's own form", async (method, path, status, code) => {
  const answer = await ask(method, path);
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({
    "content-type": "application/problem+json; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  expect(JSON.parse(answer.body)).toMatchObject({ status, code });
});

test("a refused method gets the list of those that the address accepts", async () => {
  expect((await ask("PROPFIND", "/api/v1/me")).headers.allow).toBe("GET, HEAD, OPTIONS");
});

test.each([
  ["GET", "/api/v1/me?x=%zz"],
  ["DELETE", "/api/v1/spaces/%25/users"],
  ["GET", "/acme/%zz"],
  ["PROPFIND", "/acme"],
])("%s %s is passed on", async (method, path) => {
  expect((await ask(method, path)).body).toBe("passed on");
});
