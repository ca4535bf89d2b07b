import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { identifyRequest } from "./identify-request";
import { observeRequests } from "./observe-requests";

type Line = Record<string, unknown>;

/** Serves 200, asks for the addresses, and returns what was counted and logged. */
async function observed(accessLog: boolean, paths: readonly string[], headers: Record<string, string> = {}) {
  const counted: [string, number][] = [];
  const lines: Line[] = [];
  const silent = () => undefined;
  const observe = observeRequests({
    log: { info: (message, fields) => lines.push({ message, ...fields }), warn: silent, error: silent },
    metrics: { request: (area, status) => counted.push([area, status]) },
    env: { accessLog },
  });
  const server = createServer((request, response) => {
    identifyRequest(request, response);
    observe(request, response);
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const ids: (string | null)[] = [];
  for (const path of paths) {
    const response = await fetch(`http://localhost:${port}${path}`, { headers });
    await response.text();
    ids.push(response.headers.get("x-request-id"));
  }
  await new Promise((resolve) => server.close(resolve));
  return { counted, lines, ids };
}

test("every answered request is counted by its part of the product", async () => {
  const { counted, lines } = await observed(false, ["/acme/login", "/api/v1/spaces/acme?externalId=a"]);
  expect(counted).toEqual([
    ["sign_in_page", 200],
    ["api", 200],
  ]);
  expect(lines).toEqual([]);
});

test("the access log has no query and no secret of a path, and the id that the answer has", async () => {
  const paths = ["/setup/a-secret", "/reset-password/another", "/api/sso/finish?ticket=t", "/api/ready"];
  const { lines, ids } = await observed(true, paths);
  expect(lines.map(({ path }) => path)).toEqual(["/setup/…", "/reset-password/…", "/api/sso/finish"]);
  expect(lines.map(({ requestId }) => requestId)).toEqual(ids.slice(0, 3));
  expect(lines[0]).toMatchObject({ message: "request", method: "GET", status: 200 });
  expect(JSON.stringify(lines)).not.toMatch(/secret|another|ticket/);
});

test("an id of the proxy stays; one that cannot be a word of the log is replaced", async () => {
  expect((await observed(true, ["/acme"], { "x-request-id": "edge-7f3" })).ids).toEqual(["edge-7f3"]);
  const [id] = (await observed(true, ["/acme"], { "x-request-id": "a b {}" })).ids;
  expect(id).toMatch(/^req_/);
});
