import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { ownPasswordHash, signedIn } from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { requestPathHeader } from "@/lib/server/http/request-path";
import { carry, request, serve, thrownBy } from "@/lib/server/testing/browser";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

// Every page, route handler and server action under a space and under /operator, found on the disk: a new one that
// nobody guards fails here by itself.
const app = fileURLToPath(new URL(".", import.meta.url));
const found = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => file.startsWith("[space]/") || file.startsWith("operator/"))
  .sort();
const pages = found.filter((file) => file.endsWith("/page.tsx"));
const routes = found.filter((file) => file.endsWith("/route.ts"));
const actionFiles = found.filter((file) => /(^|[/-])actions\.ts$/.test(file));

/** Ways in: whoever is not signed in must reach them. They say nothing of a space but its name and buttons. */
const publicRoutes = new Set([
  "[space]/login/page.tsx",
  "[space]/sso/page.tsx",
  "[space]/sso/[reference]/route.ts",
]);
/** What every member may open; everything else under a space is for those who hold a permission. */
const forMembers = (file: string) =>
  ["[space]/page.tsx", "[space]/sso-only/page.tsx"].includes(file) || file.startsWith("[space]/account/");

/** What the door says to whoever may not change anything. */
const refusal =
  /not signed in|no such space|do not have the permission|sign in through its own door|not sent from this site/;

type Role = "nobody" | "foreign_admin" | "reader" | "waiting" | "deactivated" | "operator";
const roles: Role[] = ["nobody", "foreign_admin", "reader", "waiting", "deactivated", "operator"];

let database: TestDatabase;
let deps: Dependencies;
const sessions = new Map<Role | "admin", { sessionId: string; expiresAt: Date }>();

beforeAll(async () => {
  database = await openTestDatabase();
  deps = testDependencies(database);
  const { store } = deps;
  const acme = await aSpace(store, { slug: "acme", name: "Canary of Acme" });
  const other = await aSpace(store, { slug: "other" });
  const passwordHash = await ownPasswordHash();
  const people: [Role | "admin", string, object, object][] = [
    ["admin", acme.id, { role: "admin", licence: "admin" }, {}],
    ["foreign_admin", other.id, { role: "admin", licence: "admin" }, {}],
    ["reader", acme.id, {}, {}],
    ["waiting", acme.id, {}, {}],
    ["deactivated", acme.id, {}, {}],
    ["operator", other.id, {}, { isOperator: true }],
  ];
  for (const [name, spaceId, membership, person] of people) {
    const email = `${name.replace("_", ".")}@people.example`;
    const { userId } = await aMember(store, spaceId, membership, { email, passwordHash, ...person });
    sessions.set(name, await signedIn(deps, { email, address: `192.0.2.${sessions.size + 1}` }));
    // What they became after they had signed in.
    if (name === "waiting") await store.membershipsOf(acme.id).update(userId, { status: "pending" });
    if (name === "deactivated") await store.membershipsOf(acme.id).update(userId, { status: "deactivated" });
  }
});
afterAll(() => database.close());
beforeEach(() => serve(deps, database));

async function as(role: Role | "admin"): Promise<void> {
  const session = sessions.get(role);
  if (session) await carry(deps, session);
}

/** The address's variable parts, each with something that does not exist: who may come in is asked first. */
function paramsOf(file: string): Record<string, string> {
  const names = [...file.matchAll(/\[(?:\.\.\.)?([^\]]+)\]/g)].map(([, name]) => name ?? "");
  return Object.fromEntries(names.map((name) => [name, name === "space" ? "acme" : `${name}_unknown`]));
}

/** Opens a page or a route and says what Next would answer: `shown`, a status, or where it leads. */
async function open(file: string, role: Role | "admin"): Promise<string> {
  await as(role);
  request.headers.set(requestPathHeader, "/asked/for");
  const params = Promise.resolve(paramsOf(file));
  const module = await import(/* @vite-ignore */ `./${file}`);
  if (file.endsWith("page.tsx")) {
    const thrown = await thrownBy(() => module.default({ params, searchParams: Promise.resolve({}) }));
    return thrown === "nothing" ? "shown" : thrown;
  }
  let worst = "";
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((name) => name in module)) {
    const init = method === "GET" ? {} : { method, body: new URLSearchParams(), headers: request.headers };
    let status = "";
    const thrown = await thrownBy(async () => {
      const answer: Response = await module[method](new Request(`${deps.appUrl}/asked/for`, init), {
        params,
      });
      const body = await answer.clone().text();
      expect(body).not.toContain("Canary");
      // Two routes answer pages' own scripts with a form's state.
      const stopped = answer.status === 200 && refusal.test(body) && !/"ok":true/.test(body);
      const location = answer.status === 303 ? answer.headers.get("location") : null;
      status = stopped ? "403" : answer.status === 200 ? "shown" : (location ?? String(answer.status));
    });
    const outcome = thrown === "nothing" ? status : thrown;
    if (worst === "" || outcome === "shown") worst = outcome;
  }
  return worst;
}

const refusedOutcome = /^(404|403|401|\/acme\/login\?next=.*|\/login\?next=.*)$/;

test("the matrix has found what it is about", () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(routes.length).toBeGreaterThan(4);
  expect(actionFiles.length).toBeGreaterThan(8);
});

describe.each(roles)("%s", (role) => {
  const closed = [...pages, ...routes].filter((file) => {
    if (publicRoutes.has(file)) return false;
    if (file.startsWith("operator/")) return role !== "operator";
    return role !== "reader" || !forMembers(file);
  });
  test.each(closed)("does not get into %s", async (file) => {
    expect(await open(file, role)).toMatch(refusedOutcome);
  });
});

describe("the control: whoever may come in does", () => {
  const plain = pages.filter((file) => !/\[(?!space\])/.test(file));
  test.each(plain.filter((file) => file.startsWith("[space]/admin/")))(
    "an administrator: %s",
    async (file) => {
      expect(await open(file, "admin")).toBe("shown");
    },
  );
  test.each(plain.filter((file) => file.startsWith("operator/")))("an operator: %s", async (file) => {
    expect(await open(file, "operator")).toBe("shown");
  });
  test("a reader: home and account", async () => {
    expect(await open("[space]/page.tsx", "reader")).toBe("shown");
    expect(await open("[space]/account/page.tsx", "reader")).toBe("shown");
  });
});

describe("every server action", () => {
  test.each(actionFiles)("%s", async (file) => {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ `./${file}`);
    const actions = Object.entries(module).filter(([, value]) => typeof value === "function");
    expect(actions.length).toBeGreaterThan(0);
    for (const [name, action] of actions) {
      for (const role of roles) {
        if (role === "operator" && file.startsWith("operator/")) continue;
        if (role === "reader" && forMembers(file)) continue;
        request.cookies.clear();
        await as(role);
        const form = new FormData();
        form.set("space", "acme");
        const state = await (action as (...input: unknown[]) => Promise<{ ok?: boolean; message?: string }>)(
          {},
          form,
        );
        expect(state.ok, `${name} by ${role}`).not.toBe(true);
        expect(state.message ?? JSON.stringify(state), `${name} by ${role}`).toMatch(refusal);
      }
    }
  });

  test.each(actionFiles)("%s refuses a form that another site has sent", async (file) => {
    await as("admin");
    const module: Record<string, unknown> = await import(/* @vite-ignore */ `./${file}`);
    for (const origin of [null, "null", "https://evil.example"]) {
      if (origin === null) request.headers.delete("origin");
      else request.headers.set("origin", origin);
      for (const [name, action] of Object.entries(module)) {
        if (typeof action !== "function") continue;
        const form = new FormData();
        form.set("space", "acme");
        expect((await action({}, form)).message, `${name} from ${origin}`).toMatch(/not sent from this site/);
      }
    }
  });
});
