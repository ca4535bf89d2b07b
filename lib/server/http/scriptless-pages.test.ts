import { createServer, get, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import type { Answerer } from "./http-server";
import { pageScript } from "./only-script";
import { isScriptless, scriptlessPages } from "./scriptless-pages";

const script = pageScript("go()");
const framework = '<html><body><p>Sign in</p><script nonce="n" src="/framework.js"></script></body></html>';
const plain = "<html><body><p>Sign in</p><script>go()</script></body></html>";
const policy =
  "default-src 'self'; script-src 'nonce-n' 'strict-dynamic'; style-src 'self'; connect-src 'self'";
let server: Server | undefined;
afterEach(() => server?.close());

/** A server that answers like Next: in pieces, its head flushed early. */
function nextLike(status: number, headers: Record<string, string> = {}, body = framework): Answerer {
  return async (request, response) => {
    response.statusCode = status;
    for (const [name, value] of Object.entries({ "Content-Type": "text/html; charset=utf-8", ...headers }))
      response.setHeader(name, value);
    response.setHeader("X-Accepted", request.headers["accept-encoding"] ?? "nothing");
    response.flushHeaders();
    response.write(body.slice(0, 20));
    response.write(Buffer.from(body.slice(20)));
    await ended(response);
  };
}

function ended(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("finish", () => resolve());
    response.end();
  });
}

async function ask(next: Answerer, path: string, init: RequestInit = {}) {
  const answer = scriptlessPages(script, next);
  server = createServer((request, response) => void answer(request, response)).listen(0);
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://localhost:${port}${path}`, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test("the pages on the way in are sent with the one script only; others as Next made them", async () => {
  for (const path of [
    "/login",
    "/login?next=%2Facme",
    "/login/code",
    "/forgot-password",
    "/acme/login",
    "/acme/sso",
  ])
    expect((await ask(nextLike(200), path)).text, path).toBe(plain);
  for (const path of [
    "/",
    "/acme",
    "/acme/login/more",
    "/docs/login",
    "/operator/sso",
    "/reset-password/x",
    "/LOGIN",
  ])
    expect((await ask(nextLike(200), path)).text, path).toBe(framework);
  expect(isScriptless("/acme/sso/okta")).toBe(false);
});

test("so is the page that answers a form, and one for an unknown space", async () => {
  expect((await ask(nextLike(200), "/login", { method: "POST", body: "email=x" })).text).toBe(plain);
  expect(await ask(nextLike(404), "/acme/login")).toMatchObject({ status: 404, text: plain });
});

test("its policy names that script, lets it load nothing, and keeps the rest", async () => {
  const { headers } = await ask(nextLike(200, { "Content-Security-Policy": policy }), "/login");
  expect(headers.get("content-security-policy")).toBe(
    `default-src 'self'; script-src ${script.hash}; style-src 'self'; connect-src 'none'`,
  );
  const other = await ask(nextLike(200, { "Content-Security-Policy": policy }), "/acme");
  expect(other.headers.get("content-security-policy")).toBe(policy);
});

test("is compressed here, not by Next, and only for browsers that accept it", async () => {
  const accepted = await ask(nextLike(200), "/login", { headers: { "accept-encoding": "br, gzip" } });
  expect(accepted.headers.get("content-encoding")).toBe("gzip");
  expect(accepted.headers.get("x-accepted")).toBe("nothing");
  expect(accepted.headers.get("vary")).toContain("Accept-Encoding");
  for (const refused of ["identity", "gzip;q=0, br"]) {
    const { headers, text } = await ask(nextLike(200), "/login", { headers: { "accept-encoding": refused } });
    expect(headers.get("content-encoding"), refused).toBeNull();
    expect(Number(headers.get("content-length"))).toBe(Buffer.byteLength(text));
  }
  const other = await ask(nextLike(200), "/acme", { headers: { "accept-encoding": "gzip" } });
  expect(other.headers.get("x-accepted")).toBe("gzip");
});

test("Next's router gets no fragment of it, and loads the page", async () => {
  const fragment = await ask(nextLike(200), "/login?_rsc=1", { headers: { rsc: "1" } });
  expect(fragment).toMatchObject({ status: 204, text: "" });
  expect(await ask(nextLike(200), "/acme?_rsc=1", { headers: { rsc: "1" } })).toMatchObject({ status: 200 });
});

test("redirects, files, failures and actions sent by script stay as they are", async () => {
  const redirect = await ask(nextLike(303, { Location: "/acme" }, ""), "/login", { method: "POST" });
  expect(redirect).toMatchObject({ status: 303, text: "" });
  expect(redirect.headers.get("location")).toBe("/acme");
  expect((await ask(nextLike(200, { "Content-Type": "text/plain" }), "/login")).text).toBe(framework);
  expect((await ask(nextLike(500), "/login")).text).toBe(framework);
  const action = { method: "POST", headers: { "next-action": "abc" } };
  expect((await ask(nextLike(200), "/login", action)).text).toBe(framework);
});

test("a form of an earlier version leads to the page as it is now", async () => {
  const unknown = { "x-nextjs-action-not-found": "1", "Content-Type": "text/plain" };
  const answer = await ask(nextLike(404, unknown, "Server action not found."), "/login?next=%2Facme", {
    method: "POST",
  });
  expect(answer).toMatchObject({ status: 303, text: "" });
  expect(answer.headers.get("location")).toBe("/login?next=%2Facme&error=outdated");
  expect((await ask(nextLike(400, unknown, "Invalid"), "/login", { method: "POST" })).status).toBe(400);
});

test("a head that is written early, as Next's compression does, is held back too", async () => {
  const early: Answerer = (_request, response) => {
    response.writeHead(404, { "Content-Type": "text/html", "X-Kept": "yes" });
    response.write("<script>1</script>");
    response.end("<p>2</p>");
  };
  const { status, text, headers } = await ask(early, "/login");
  expect({ status, text }).toEqual({ status: 404, text: "<p>2</p><script>go()</script>" });
  expect(headers.get("x-kept")).toBe("yes");
  expect((await ask(early, "/acme")).text).toBe("<script>1</script><p>2</p>");
});

test("bytes that are cut within a letter are put together again", async () => {
  const body = Buffer.from("<html><body>Žofie</body></html>");
  const cut: Answerer = (_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.write(body.subarray(0, 13));
    response.end(body.subarray(13));
  };
  expect(gunzipSync((await raw(cut)).body).toString()).toBe(
    "<html><body>Žofie<script>go()</script></body></html>",
  );
});

/** The bytes as they come over the wire. */
async function raw(next: Answerer): Promise<{ body: Buffer }> {
  const answer = scriptlessPages(script, next);
  server = createServer((request, response) => void answer(request, response)).listen(0);
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path: "/login", headers: { "accept-encoding": "gzip" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ body: Buffer.concat(chunks) }));
    }).on("error", reject);
  });
}
