import { notFound, redirect } from "next/navigation";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { annWithPassword, signedIn } from "@/lib/features/testing/password-world";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import { emptyFormState } from "@/lib/schemas/form-state";
import { carry, request, serve, thrownBy } from "@/lib/server/testing/browser";
import { adminAction, memberAction, operatorAction, publicAction } from "./admin-action";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let ran: unknown[];
let logged: Record<string, unknown>[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  ran = [];
  logged = [];
  const error = (_message: string, fields = {}) => void logged.push(fields);
  deps = { ...testDependencies(database, clock), log: { info() {}, warn() {}, error } };
  serve(deps, database);
  await annWithPassword(deps, { space: { slug: "acme" }, membership: { role: "admin" } });
  await carry(deps, await signedIn(deps));
});

const schema = z.object({ name: z.string().min(1, "Enter a name."), password: z.string().optional() });
const work = async (_acting: unknown, input: unknown): Promise<Outcome<unknown>> => {
  ran.push(input);
  return done(input);
};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ space: "acme", name: "Okta", ...fields }))
    data.append(name, value);
  return data;
}

const rename = adminAction("manage_space", schema, work);
const send = (fields: Record<string, string> = {}, action = rename) => action(emptyFormState, form(fields));

describe("changes in a space", () => {
  test("runs for a member who has the permission, with the parsed form", async () => {
    expect(await send()).toEqual({ ok: true });
    expect(ran).toEqual([{ name: "Okta" }]);
  });

  test.each([
    ["another site", "https://evil.example"],
    ["a sandboxed frame", "null"],
    ["a port that is not ours", "http://localhost:3001"],
    ["nobody", null],
  ])("refuses a form from %s", async (_who, origin) => {
    if (origin === null) request.headers.delete("origin");
    else request.headers.set("origin", origin);
    request.headers.set("x-forwarded-host", "evil.example");
    for (const action of [
      rename,
      memberAction(schema, work),
      publicAction(schema, work),
      operatorAction(schema, work),
    ]) {
      expect(await send({}, action)).toMatchObject({
        ok: false,
        message: expect.stringContaining("not sent from this site"),
      });
    }
    expect(ran).toEqual([]);
  });

  test("keeps what was typed when the session is over, and says how to continue", async () => {
    request.cookies.clear();
    expect(await send({ password: "hunter2" })).toEqual({
      ok: false,
      message: expect.stringContaining("sign in again in another tab"),
      values: { space: "acme", name: "Okta" },
    });
    expect(ran).toEqual([]);
  });

  test("refuses other spaces and reveals nothing about them", async () => {
    await aSpace(deps.store, { slug: "other" });
    const other = await send({ space: "other" });
    expect(other).toMatchObject({ ok: false, message: expect.stringContaining("no access to a space") });
    expect(await send({ space: "nowhere" })).toEqual({
      ...other,
      values: { space: "nowhere", name: "Okta" },
    });
    request.cookies.clear();
    const signedOut = await send({ space: "other" });
    expect(signedOut.message).toBe((await send({ space: "nowhere" })).message);
    expect(ran).toEqual([]);
  });

  test("refuses members without the permission, except for what every member may do", async () => {
    const ann = await deps.store.users.byEmail("ann@acme.example");
    const acme = await deps.store.spaces.bySlug("acme");
    await deps.store.membershipsOf(acme?.id ?? "").update(ann?.id ?? "", { role: "editor" });
    expect(await send()).toMatchObject({ ok: false, message: expect.stringContaining("permission") });
    expect(await send({}, memberAction(schema, work))).toEqual({ ok: true });
    expect(await send({}, operatorAction(schema, work))).toMatchObject({ ok: false });
    await deps.store
      .membershipsOf(acme?.id ?? "")
      .update(ann?.id ?? "", { status: "deactivated", licence: null });
    expect(await send({}, memberAction(schema, work))).toMatchObject({ ok: false });
    expect(ran).toHaveLength(1);
  });

  test("refuses while an action is required, except for one's own account", async () => {
    const acme = await deps.store.spaces.bySlug("acme");
    await deps.store.spaces.update(acme?.id ?? "", { twoFactorRequired: true });
    expect(await send()).toMatchObject({ ok: false, message: expect.stringContaining("account page") });
    expect(await send({}, memberAction(schema, work, undefined, { requiredActions: "ignore" }))).toEqual({
      ok: true,
    });
  });

  test("shows a refused field at the field, returns the rest, and never a secret", async () => {
    expect(await send({ name: "", password: "hunter2", note: "kept" })).toEqual({
      ok: false,
      fieldErrors: { name: ["Enter a name."] },
      values: { space: "acme", name: "", note: "kept" },
    });
  });

  test("shows a use case's refusal at its fields, or for the whole form", async () => {
    const refusing = (outcome: ReturnType<typeof refused>) =>
      send(
        {},
        adminAction("manage_space", schema, async () => outcome),
      );
    const more = [{ field: "url", code: "x", message: "Second." }];
    expect(await refusing(refused("conflict", "taken", "First.", { field: "name", more }))).toMatchObject({
      ok: false,
      fieldErrors: { name: ["First."], url: ["Second."] },
    });
    const whole = await refusing(refused("conflict", "stale", "Somebody else was faster."));
    expect(whole).toMatchObject({ ok: false, message: "Somebody else was faster." });
    expect(whole).not.toHaveProperty("fieldErrors");
  });

  test("turns an exception into a reference that the log has too, without its message", async () => {
    const failing = adminAction("manage_space", schema, async () => {
      throw new Error("connection string postgres://secret");
    });
    const state = await send({}, failing);
    expect(state).toMatchObject({
      ok: false,
      reference: expect.stringMatching(/^err_/),
      values: { name: "Okta" },
    });
    expect(JSON.stringify(state)).not.toContain("postgres");
    expect(logged).toEqual([expect.objectContaining({ reference: state.reference })]);
  });

  test("passes on redirects and 404s", async () => {
    const draining = adminAction("manage_space", schema, work, () => redirect("/acme/elsewhere"));
    expect(await thrownBy(() => send({}, draining))).toBe("/acme/elsewhere");
    const missing = adminAction("manage_space", schema, async () => notFound());
    expect(await thrownBy(() => send({}, missing))).toBe("404");
    expect(logged).toEqual([]);
  });

  test("passes the visitor's address to a public page's use case", async () => {
    request.cookies.clear();
    request.headers.set("x-forwarded-for", "203.0.113.9, 192.0.2.7");
    request.headers.set("user-agent", "Test");
    const visitors: unknown[] = [];
    const visiting = publicAction(schema, async (visitor) => done(visitors.push(visitor)));
    expect(await send({}, visiting)).toEqual({ ok: true });
    expect(visitors).toEqual([{ address: "192.0.2.7", userAgent: "Test" }]);
  });
});
