import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Actor } from "@/lib/model/audit/audit";
import type { Outcome } from "@/lib/model/outcome";
import { OutboundError } from "@/lib/ports/safe-fetch";
import { createApplicationBody } from "@/lib/schemas/application";
import type { ApplicationDependencies } from "./check-application";
import { changeApplication, createApplication, removeApplication, rotateSecret } from "./manage-applications";

const operator: Actor = { kind: "operator", id: null, name: "Olga", address: null };
let database: TestDatabase;
let clock: TestClock;
let deps: ApplicationDependencies;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  const check = (url: string) =>
    url.includes("10.0.0.1")
      ? new OutboundError("outbound_private_address", "10.0.0.1", "10.0.0.1 is a private address.")
      : null;
  deps = { ...testDependencies(database, clock), outbound: { check } };
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
}

const wanted = (change: object = {}) =>
  createApplicationBody.parse({ name: "Notes", redirectUris: ["https://notes.example/callback"], ...change });
const create = async (change: object = {}) => createApplication(deps, operator, wanted(change));
const actions = async () => (await deps.store.auditOf(null).page({})).rows.map(({ action }) => action);

describe("an application", () => {
  test("is created with a secret that is shown once and stored as a digest", async () => {
    const made = value(await create());
    expect(made).toMatchObject({ clientId: made.id, pkceRequired: true, openTo: "all", revision: 1 });
    expect(made.clientSecret).toMatch(/^ghs_[A-Za-z0-9_-]{43}$/);
    const stored = await deps.store.applications.byId(made.id);
    expect(JSON.stringify([stored, await deps.store.applications.secrets(made.id)])).not.toContain(
      made.clientSecret,
    );
    const hash = deps.secrets.hash(made.clientSecret ?? "");
    expect(await deps.store.applications.secretByHash(made.id, hash, clock.now())).not.toBeNull();
    const other = value(await create());
    expect(await deps.store.applications.secretByHash(other.id, hash, clock.now())).toBeNull();
    expect(await actions()).toEqual(["application.created", "application.created"]);
  });

  test("without a secret has none to show, and requires PKCE", async () => {
    expect(value(await create({ tokenEndpointAuthMethod: "none" })).clientSecret).toBeNull();
    expect(await create({ tokenEndpointAuthMethod: "none", pkceRequired: false })).toMatchObject({
      problem: { code: "pkce_needed", field: "pkceRequired" },
    });
    expect(await create({ pkceRequired: false })).toMatchObject({ ok: true });
  });

  test("with private_key_jwt provides its public keys, and no other method accepts any", async () => {
    const jwks = { keys: [{ kty: "EC", crv: "P-256", x: "x", y: "y" }] };
    expect(await create({ tokenEndpointAuthMethod: "private_key_jwt" })).toMatchObject({
      problem: { code: "jwks_missing" },
    });
    expect(await create({ jwks })).toMatchObject({ problem: { code: "jwks_unused" } });
    expect(await create({ tokenEndpointAuthMethod: "private_key_jwt", jwks })).toMatchObject({ ok: true });
    const own = { keys: [{ kty: "EC", crv: "P-256", x: "x", y: "y", d: "secret" }] };
    expect(createApplicationBody.safeParse({ ...wanted(), jwks: own }).success).toBe(false);
  });

  test("has a sign-out address only if that address may be called", async () => {
    expect(await create({ backchannelLogoutUri: "https://10.0.0.1/logout" })).toMatchObject({
      problem: { code: "backchannel_address_not_allowed", field: "backchannelLogoutUri" },
    });
    expect(await create({ backchannelLogoutUri: "https://notes.example/logout" })).toMatchObject({
      ok: true,
    });
  });

  test("is open only to existing spaces and their own teams", async () => {
    const ours = await aSpace(deps.store);
    const theirs = await aSpace(deps.store);
    const team = {
      id: "team_1",
      spaceId: theirs.id,
      name: "Sales",
      defaultRole: null,
      createdAt: clock.now(),
    };
    await deps.store.teamsOf(theirs.id).insert(team);
    const spaces = (teamIds: string[], spaceId = ours.id) => ({
      openTo: "chosen",
      spaces: [{ spaceId, teamIds }],
    });
    expect(await create(spaces([], "space_none"))).toMatchObject({ problem: { code: "space_unknown" } });
    expect(await create(spaces(["team_1"]))).toMatchObject({ problem: { code: "team_unknown" } });
    const twice = { spaces: [{ spaceId: ours.id }, { spaceId: ours.id }] };
    expect(await create(twice)).toMatchObject({ problem: { code: "space_twice" } });
    const made = value(await create(spaces(["team_1"], theirs.id)));
    expect(made.spaces).toEqual([{ spaceId: theirs.id, slug: theirs.slug, roles: [], teamIds: ["team_1"] }]);
    expect(await deps.store.applicationsOf(ours.id).open()).toEqual([]);
    expect(await deps.store.applicationsOf(ours.id).find(made.id)).toBeNull();
    expect((await deps.store.applicationsOf(theirs.id).find(made.id))?.chosen?.teamIds).toEqual(["team_1"]);
  });

  test("keeps what a change omits, and refuses a change of an older revision", async () => {
    const { id } = value(await create({ homeUri: "https://notes.example/" }));
    const change = async (expectedRevision: number | null, name: string) =>
      changeApplication(deps, operator, { id, expectedRevision, change: { name } });
    expect(value(await change(1, "Acme Notes"))).toMatchObject({
      name: "Acme Notes",
      homeUri: "https://notes.example/",
      redirectUris: ["https://notes.example/callback"],
      revision: 2,
    });
    expect(await change(1, "Other")).toMatchObject({ problem: { code: "stale_revision" } });
    expect(await change(null, "Third")).toMatchObject({ ok: true });
    const pkce = {
      id,
      expectedRevision: null,
      change: { tokenEndpointAuthMethod: "private_key_jwt" as const },
    };
    expect(await changeApplication(deps, operator, pkce)).toMatchObject({
      problem: { code: "jwks_missing" },
    });
    const gone = { ...pkce, id: "app_none" };
    expect(await changeApplication(deps, operator, gone)).toMatchObject({
      problem: { code: "application_not_found" },
    });
  });

  test("has at most two secrets, and the older one ends at the announced time", async () => {
    const first = value(await create());
    const works = async (secret: string | null) =>
      (await deps.store.applications.secretByHash(first.id, deps.secrets.hash(secret ?? ""), clock.now())) !==
      null;
    const second = value(await rotateSecret(deps, operator, { id: first.id, overlapHours: 24 }));
    expect([await works(first.clientSecret), await works(second.clientSecret)]).toEqual([true, true]);
    clock.forward(60);
    const third = value(await rotateSecret(deps, operator, { id: first.id, overlapHours: 24 }));
    expect([await works(first.clientSecret), await works(second.clientSecret)]).toEqual([false, true]);
    expect(third.secrets).toHaveLength(2);
    clock.forward(24 * 3600);
    expect([await works(second.clientSecret), await works(third.clientSecret)]).toEqual([false, true]);
    const open = value(await create({ tokenEndpointAuthMethod: "none" }));
    expect(await rotateSecret(deps, operator, { id: open.id, overlapHours: 0 })).toMatchObject({
      problem: { code: "no_client_secret" },
    });
  });

  test("disappears with its secrets when removed, and only once", async () => {
    const { id } = value(await create());
    expect(await removeApplication(deps, operator, id)).toMatchObject({ ok: true });
    expect(await deps.store.applications.secrets(id)).toEqual([]);
    expect(await removeApplication(deps, operator, id)).toMatchObject({
      problem: { code: "application_not_found" },
    });
    expect(await actions()).toEqual(["application.removed", "application.created"]);
  });
});
