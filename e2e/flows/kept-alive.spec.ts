import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { keepConnection, rawRequest } from "@/lib/server/testing/kept-connection";
import { lab } from "../support/lab";

const origin = { Origin: lab.appUrl };
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const json = { "Content-Type": "application/json" };
const long = `a=${"x".repeat(300_000)}`;
const firstToken = () => {
  const tokens: Record<string, string> = JSON.parse(readFileSync(lab.tokensFile, "utf8"));
  const [slug = "", token = ""] = Object.entries(tokens)[0] ?? [];
  return { users: `/api/v1/spaces/${slug}/users`, bearer: { Authorization: `Bearer ${token}` } };
};
const health = rawRequest("GET", "/api/health");

/** Each is refused before its body, or the end of it, has been read. */
const refused: { what: string; status: number; request(): string }[] = [
  {
    what: "a form of another site",
    status: 403,
    request: () => rawRequest("POST", "/api/sso/finish", long, { ...form, Origin: "https://evil.example" }),
  },
  {
    what: "a form that is too large",
    status: 413,
    request: () => rawRequest("POST", "/api/sso/finish", long, { ...form, ...origin }),
  },
  {
    what: "a form of unknown length that is too large",
    status: 413,
    request: () => rawRequest("POST", "/api/sso/finish", long, { ...form, ...origin }, true),
  },
  {
    what: "a form of another type",
    status: 415,
    request: () => rawRequest("POST", "/api/sso/finish", long, { ...json, ...origin }),
  },
  {
    what: "a method that a route has not",
    status: 405,
    request: () => rawRequest("PUT", "/api/sso/finish", long, { ...form, ...origin }),
  },
  {
    what: "a method that the API has not",
    status: 405,
    request: () => rawRequest("PUT", firstToken().users, long, json),
  },
  {
    what: "a page's form of another site",
    status: 403,
    request: () => rawRequest("POST", "/login", long, { ...form, Origin: "https://evil.example" }),
  },
  {
    what: "a call of the API without a token",
    status: 401,
    request: () => rawRequest("POST", firstToken().users, long, json),
  },
  {
    what: "a body of the API that is too large",
    status: 413,
    request: () => rawRequest("POST", firstToken().users, long, { ...json, ...firstToken().bearer }),
  },
  {
    what: "an address that is none",
    status: 404,
    request: () => rawRequest("POST", "/api/nothing/here", long, { ...form, ...origin }),
  },
];

for (const { what, status, request } of refused) {
  test(`after ${what} the same connection answers at once`, async () => {
    const connection = await keepConnection(lab.port);
    expect((await connection.ask(request()))?.status).toBe(status);
    const next = await connection.ask(health);
    expect(next?.status).toBe(200);
    expect(next?.ms).toBeLessThan(1_000);
    connection.close();
  });
}

test("after a form that was read, the same connection answers at once, and again", async () => {
  const connection = await keepConnection(lab.port);
  for (let round = 0; round < 3; round += 1) {
    const posted = rawRequest("POST", "/api/sso/finish", "ticket=none", { ...form, ...origin });
    expect((await connection.ask(posted))?.status).toBe(303);
    expect((await connection.ask(health))?.ms).toBeLessThan(1_000);
  }
  expect(connection.ended()).toBe(false);
  connection.close();
});

test("a body far over every limit gets its answer, then the connection ends", async () => {
  const connection = await keepConnection(lab.port);
  const posted = rawRequest("POST", "/api/sso/finish", "x".repeat(5_000_000), { ...form, ...origin });
  expect((await connection.ask(posted))?.status).toBe(413);
  expect(await connection.ask(health)).toBeNull();
});
