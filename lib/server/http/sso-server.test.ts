import { request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { NextResponse } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DatabaseAway } from "@/lib/db/driver/database-away";
import { readForm } from "@/lib/server/auth/form-body";
import { keepConnection, rawRequest } from "@/lib/server/testing/kept-connection";
import { type HttpServer, makeHttpServer } from "./http-server";
import { ssoRoute, ssoServer } from "./sso-server";

const appUrl = "https://sso.gatehouse.example";
const failures: unknown[] = [];

const routes = [
  ssoRoute<"space" | "reference">(
    "GET",
    "/[space]/sso/[reference]",
    async () =>
      async (request, { params }) =>
        Response.json({
          ...(await params),
          next: request.nextUrl.searchParams.get("next"),
          cookie: request.cookies.get("a")?.value,
        }),
  ),
  ssoRoute("POST", "/api/form", async () => async (request) => {
    const form = await readForm(request, 100_000);
    return form.ok
      ? new Response(String(form.fields.get("long")?.length))
      : new Response(form.message, { status: form.status });
  }),
  ssoRoute("GET", "/api/cookies", async () => () => {
    const answer = new NextResponse(null, { status: 303, headers: { Location: `${appUrl}/acme` } });
    answer.cookies.set("one", "1", { httpOnly: true, path: "/" });
    answer.cookies.set("two", "2");
    return answer;
  }),
  ssoRoute("GET", "/api/query", async () => async (request) => new Response(new URL(request.url).search)),
  ssoRoute("GET", "/api/broken", async () => () => {
    throw new Error("the database is away");
  }),
  ssoRoute("GET", "/api/away", async () => () => {
    throw new DatabaseAway("it is silent", "silent");
  }),
];

let http: HttpServer;
beforeAll(async () => {
  const onError = (error: unknown, { route }: { route: string }) => {
    failures.push([String(error), route]);
    return "err_1";
  };
  const signIns = ssoServer(routes, { appUrl, onError });
  http = makeHttpServer(
    { appUrl, onError: (error) => onError(error, { route: "none" }) },
    (request, response) => {
      if (signIns(request, response)) return;
      response.setHeader("X-Answered-By", "next");
      response.end(request.url);
    },
  );
  await http.listen(0, "127.0.0.1");
});
afterAll(() => http.close(0));
beforeEach(() => {
  failures.length = 0;
});

const port = () => (http.server.address() as AddressInfo).port;
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port()}${path}`, { redirect: "manual", ...init });
/** The raw path: `fetch` would normalise it. */
const askRaw = (path: string) =>
  new Promise<{ by: unknown; status: number | undefined }>((resolve, reject) => {
    send({ port: port(), path, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ by: answer.headers["x-answered-by"], status: answer.statusCode }));
    })
      .on("error", reject)
      .end();
  });

test("a route gets its parameters, query and cookies, and its response the common headers", async () => {
  const answer = await ask("/acme/sso/okta%20one?next=%2Facme%2Fx", { headers: { cookie: "a=b; c=d" } });
  expect(answer.headers.get("x-answered-by")).toBeNull();
  expect(answer.headers.get("x-frame-options")).toBe("DENY");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=/);
  // As Next passes a route its parameters: the text in the address.
  expect(await answer.json()).toEqual({
    space: "acme",
    reference: "okta%20one",
    next: "/acme/x",
    cookie: "b",
  });
});

test("every cookie is set by a header of its own", async () => {
  const answer = await ask("/api/cookies");
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`${appUrl}/acme`);
  expect(answer.headers.getSetCookie()).toEqual(["one=1; Path=/; HttpOnly", "two=2; Path=/"]);
});

test("a form arrives complete, and an oversized one is refused without being read to its end", async () => {
  const post = (length: number) =>
    ask("/api/form", { method: "POST", body: new URLSearchParams({ long: "x".repeat(length) }) });
  expect(await (await post(90_000)).text()).toBe("90000");
  const refused = await post(5_000_000).catch((error: Error) => error);
  // The connection may be closed before the client has sent everything.
  if (!(refused instanceof Error)) expect(refused.status).toBe(413);
  expect((await post(10)).status).toBe(200);
  const connection = await keepConnection(port());
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  for (const chunked of [false, true]) {
    const tooLong = rawRequest("POST", "/api/form", `long=${"x".repeat(300_000)}`, form, chunked);
    expect((await connection.ask(tooLong))?.status).toBe(413);
    // Unread, the body would hold it up until the connection ends.
    expect((await connection.ask(rawRequest("GET", "/api/cookies")))?.status).toBe(303);
  }
  connection.close();
  expect(failures).toEqual([]);
});

test.each([
  ["another method", "/acme/sso/okta", "HEAD"],
  ["a post where one gets", "/acme/sso/okta", "POST"],
  ["a slash more", "/acme/sso/okta/", "GET"],
  ["an address below", "/acme/sso/okta/more", "GET"],
  ["the space's own page", "/acme/sso", "GET"],
  ["a part of the site that no space is called", "/docs/sso/okta", "GET"],
  ["the same in other letters", "/%64ocs/sso/okta", "GET"],
  ["an address above it", "/api/cookies/", "GET"],
])("%s is passed on: %s", async (_, path, method) => {
  expect((await ask(path, { method })).headers.get("x-answered-by")).toBe("next");
});

test("an address that only looks like a route is passed on, and an unreadable one is refused", async () => {
  expect(await askRaw("//evil.example/sso/okta")).toEqual({ by: "next", status: 200 });
  expect(await askRaw("/%E0%A4%A/sso/okta")).toEqual({ by: undefined, status: 400 });
  expect(await askRaw("/%E0%A4%A0/sso/okta")).toEqual({ by: undefined, status: 200 });
  expect(failures).toEqual([]);
});

test("a failure is logged with its route, and the person gets an explanation", async () => {
  const answer = await ask("/api/broken?ticket=secret");
  expect(answer.status).toBe(500);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const page = await answer.text();
  expect(page).toContain("This request could not be answered");
  expect(page).toContain("err_1");
  expect(page).not.toContain("database");
  expect(failures).toEqual([["Error: the database is away", "/api/broken"]]);
});

test("a request that meets a database that is away is told to come back", async () => {
  const answer = await ask("/api/away");
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.text()).toContain("err_1");
  expect(failures).toEqual([["DatabaseAway: it is silent", "/api/away"]]);
});

test("a query arrives as it was sent: SAML signs its octets", async () => {
  const query = "?a=b%20c+d%2Fe%2fe%7E&&empty=&b=%26&a=again&c~d=(1)*!";
  expect(await (await ask(`/api/query${query}`)).text()).toBe(query);
});
