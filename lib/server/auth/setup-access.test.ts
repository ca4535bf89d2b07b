import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { revokeSetupLink } from "@/lib/features/setup-links/list-setup-links";
import { openSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { contextAs } from "@/lib/features/testing/context-as";
import { done } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { emptyFormState } from "@/lib/schemas/form-state";
import { setupWorkForm } from "@/lib/schemas/setup-link";
import { request, serve } from "@/lib/server/testing/browser";
import { setupCookieName } from "./cookies";
import { openSetupBrowser, setupAction, setupOf } from "./setup-access";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

let database: TestDatabase;
let deps: Dependencies;
let admin: Context;
let connectionId: string;
let otherConnectionId: string;
let ran: string[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  serve(deps, database);
  ran = [];
  const space = await aSpace(deps.store);
  const organization = await anOrganization(deps.store, space.id);
  const { userId } = await aMember(deps.store, space.id, { role: "admin" });
  admin = await contextAs(deps, space, userId);
  ({ id: connectionId } = await aConnection(deps.store, organization));
  ({ id: otherConnectionId } = await aConnection(deps.store, organization));
});

async function openLink(connection = connectionId): Promise<string> {
  const input = { scope: "connection", hours: 72, recipient: null, note: null, send: false } as const;
  const made = await createSetupLink(deps, admin, { ...input, connectionId: connection });
  if (!made.ok) throw new Error(made.problem.code);
  const opened = await openSetupLink(deps, {
    secret: made.value.url.split("/").at(-1) ?? "",
    address: "192.0.2.9",
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  await openSetupBrowser(opened.value);
  return opened.value.linkId;
}

const action = setupAction(setupWorkForm, async ({ link }) => {
  ran.push(link.connectionId ?? "");
  return done(null);
});
function send(connection = connectionId) {
  const form = new FormData();
  form.set("connectionId", connection);
  return action(emptyFormState, form);
}

test("the browser that opened the link can work on its connection", async () => {
  const linkId = await openLink();
  expect(await setupOf(linkId)).toMatchObject({ via: "setup_link", user: null, membership: null });
  expect(await send()).toEqual({ ok: true });
  expect(ran).toEqual([connectionId]);
});

test("a browser without the cookie, or with a guessed one, does nothing", async () => {
  const linkId = await openLink();
  for (const cookie of ["", "x".repeat(43), "not a secret"]) {
    request.cookies.set(setupCookieName(deps.appUrl), cookie);
    expect(await setupOf(linkId)).toBeNull();
    expect(await send()).toMatchObject({ ok: false });
  }
  expect(ran).toEqual([]);
});

test("a form of one link does not write into the connection of another that was opened since", async () => {
  const first = await openLink();
  const second = await openLink(otherConnectionId);
  expect(await setupOf(first)).toBeNull();
  expect(await setupOf(second)).not.toBeNull();
  expect(await send(connectionId)).toMatchObject({ ok: false, message: expect.stringContaining("expired") });
  expect(ran).toEqual([]);
});

test("after revocation an open page can do nothing more", async () => {
  const linkId = await openLink();
  const revoked = await revokeSetupLink(deps, admin, linkId);
  expect(revoked.ok).toBe(true);
  expect(await setupOf(linkId)).toBeNull();
  expect(await send()).toMatchObject({ ok: false });
  expect(ran).toEqual([]);
});

test.each(["https://evil.example", "null"])("a form from %s is refused", async (origin) => {
  await openLink();
  request.headers = new Headers({ origin });
  expect(await send()).toMatchObject({ ok: false });
  expect(ran).toEqual([]);
});
