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
import { accessList } from "./access-list";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

// Every page, route handler and server action under a space and under /operator, found on the disk: a new unguarded
// one fails here by itself.
const app = fileURLToPath(new URL(".", import.meta.url));
const found = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => file.startsWith("[space]/") || file.startsWith("operator/"))
  .sort();
const pages = found.filter((file) => file.endsWith("/page.tsx"));
const routes = found.filter((file) => file.endsWith("/route.ts"));
const actionFiles = found.filter((file) => /(^|[/-])actions\.ts$/.test(file));

const accessOf = (file: string) => accessList[file]?.who;
/**
 * Sign-in pages: people who are not signed in must reach them. They reveal nothing about a space but its name and
 * buttons.
 */
const isPublic = (file: string) => accessOf(file) === "anyone";
/** What every member may open; everything else under a space is for people with a permission. */
const forMembers = (file: string) => accessOf(file) === "member" || file.startsWith("[space]/account/");

/** The refusals for people who may not change anything. */
const refusal =
  /needs attention first|no longer signed in|no access to a space|do not have the permission|requires a separate sign-in|not sent from this site/;

type Role = "nobody" | "foreign_admin" | "reader" | "waiting" | "deactivated" | "operator" | "invited";
const roles: Role[] = ["nobody", "foreign_admin", "reader", "waiting", "deactivated", "operator", "invited"];

let database: TestDatabase;
let deps: Dependencies;
type Anybody = Role | "admin" | "delegate" | "owing";
const sessions = new Map<Anybody, { sessionId: string; expiresAt: Date }>();

beforeAll(async () => {
  database = await openTestDatabase();
  deps = testDependencies(database);
  const { store } = deps;
  const acme = await aSpace(store, { slug: "acme", name: "Canary of Acme" });
  const other = await aSpace(store, { slug: "other" });
  const strict = await aSpace(store, { slug: "strict", name: "Canary of Strict", twoFactorRequired: true });
  const passwordHash = await ownPasswordHash();
  const people: [Anybody, string, object, object][] = [
    ["admin", acme.id, { role: "admin", licence: "admin" }, {}],
    ["foreign_admin", other.id, { role: "admin", licence: "admin" }, {}],
    ["reader", acme.id, {}, {}],
    ["waiting", acme.id, {}, {}],
    ["deactivated", acme.id, {}, {}],
    ["invited", acme.id, { role: "admin" }, {}],
    ["delegate", acme.id, { permissions: ["manage_auth_integrations"] }, {}],
    ["owing", strict.id, { role: "admin", licence: "admin" }, {}],
    ["operator", other.id, {}, { isOperator: true }],
  ];
  for (const [name, spaceId, membership, person] of people) {
    const email = `${name.replace("_", ".")}@people.example`;
    const { userId } = await aMember(store, spaceId, membership, { email, passwordHash, ...person });
    sessions.set(name, await signedIn(deps, { email, address: `192.0.2.${sessions.size + 1}` }));
    // What they became after they had signed in.
    const members = store.membershipsOf(acme.id);
    if (name === "waiting") await members.update(userId, { status: "pending", licence: null });
    if (name === "invited") await members.update(userId, { status: "invited" });
    if (name === "deactivated") await members.update(userId, { status: "deactivated", licence: null });
  }
});
afterAll(() => database.close());
beforeEach(() => serve(deps, database));

async function as(role: Anybody): Promise<void> {
  const session = sessions.get(role);
  if (session) await carry(deps, session);
}

/** The address's variable parts, each with something that does not exist: access is checked first. */
function paramsOf(file: string, slug: string): Record<string, string> {
  const names = [...file.matchAll(/\[(?:\.\.\.)?([^\]]+)\]/g)].map(([, name]) => name ?? "");
  return Object.fromEntries(names.map((name) => [name, name === "space" ? slug : `${name}_unknown`]));
}

/** Opens a page or a route and returns what Next would answer: `shown`, a status, or a redirect's target. */
async function open(file: string, role: Anybody, slug = "acme"): Promise<string> {
  await as(role);
  request.headers.set(requestPathHeader, "/asked/for");
  const params = Promise.resolve(paramsOf(file, slug));
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

test("the matrix found its pages, routes and actions", () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(routes.length).toBeGreaterThan(4);
  expect(actionFiles.length).toBeGreaterThan(8);
});

test("the list names every page and route, and no other", () => {
  expect(Object.keys(accessList).toSorted()).toEqual([...pages, ...routes].toSorted());
});

describe("a member with one permission", () => {
  const others = Object.entries(accessList).filter(
    ([file, { who }]) =>
      file.startsWith("[space]/") && !["anyone", "member", "manage_auth_integrations"].includes(who),
  );
  test.each(others)("is refused at %s", async (file) => {
    expect(await open(file, "delegate")).toMatch(refusedOutcome);
  });
  // A lease's route gets its space from the form.
  const plain = Object.entries(accessList).filter(
    ([file, { who }]) =>
      !file.endsWith("lease/route.ts") && who === "manage_auth_integrations" && !/\[(?!space\])/.test(file),
  );
  test.each(plain)("is admitted to %s", async (file) => {
    expect(await open(file, "delegate")).toBe("shown");
  });
});

describe("an administrator of whom an action is required", () => {
  const closed = Object.entries(accessList).filter(
    ([file, { who, requiredActions }]) =>
      file.startsWith("[space]/") && who !== "anyone" && requiredActions !== "ignore",
  );
  test.each(closed)("is refused at %s", async (file) => {
    expect(await open(file, "owing", "strict")).toMatch(/^(404|403|\/strict\/account\?duty=two_factor)$/);
  });
  test.each(actionFiles.filter((file) => file.startsWith("[space]/admin/")))(
    "cannot use %s either",
    async (file) => {
      const module: Record<string, unknown> = await import(/* @vite-ignore */ `./${file}`);
      for (const [name, action] of Object.entries(module)) {
        if (typeof action !== "function") continue;
        request.cookies.clear();
        await as("owing");
        const form = new FormData();
        form.set("space", "strict");
        expect((await action({}, form)).message, name).toMatch(/needs attention first/);
      }
    },
  );
  const left = Object.keys(accessList).filter(
    (file) => accessList[file]?.requiredActions === "ignore" && file.endsWith("page.tsx"),
  );
  test.each(left)("is admitted to where it is done: %s", async (file) => {
    expect(await open(file, "owing", "strict")).toBe("shown");
  });
});

describe.each(roles)("%s", (role) => {
  const closed = [...pages, ...routes].filter((file) => {
    if (isPublic(file)) return false;
    if (file.startsWith("operator/")) return role !== "operator";
    return role !== "reader" || !forMembers(file);
  });
  test.each(closed)("is refused at %s", async (file) => {
    expect(await open(file, role)).toMatch(refusedOutcome);
  });
});

describe("the control: people with access are admitted", () => {
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

  test.each(actionFiles)("%s refuses a form sent by another site", async (file) => {
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
