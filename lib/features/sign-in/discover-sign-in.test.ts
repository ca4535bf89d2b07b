import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import {
  aConfiguration,
  aConnection,
  aMember,
  anOption,
  anOrganization,
  aSpace,
} from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Connection, OptionStatus } from "@/lib/model/connections/connection";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { discoverSignIn } from "./discover-sign-in";
import { signInOptions, startAddress } from "./sign-in-options";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let organizationId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  space = await aSpace(deps.store, { slug: "acme", name: "Acme" });
  organizationId = await anOrganization(deps.store, space.id);
  await domain("acme.example", true);
});

async function domain(name: string, verified: boolean) {
  const id = deps.secrets.id("dom");
  await deps.store.domainsOf(organizationId).insert({
    id,
    organizationId,
    name,
    status: "pending",
    challenge: "x",
    verifiedBy: null,
    verifiedAt: null,
    lastCheckedAt: null,
    lastCheckResult: null,
    createdAt: clock.now(),
  });
  if (verified) await deps.store.domainsOf(organizationId).verify(id, "dns", clock.now());
}

async function connected(
  reference: string,
  change: {
    settings?: Partial<SamlConfiguration>;
    live?: boolean;
    status?: OptionStatus;
    position?: number;
  } = {},
): Promise<Connection> {
  const connection = await aConnection(deps.store, organizationId, {
    reference,
    name: reference.toUpperCase(),
  });
  const configuration = await aConfiguration(deps.store, connection, change.settings);
  if (change.live !== false)
    await deps.store
      .connectionsOf(organizationId)
      .goLive(connection.id, configuration.id, clock.now(), unmarkedAuthority);
  await anOption(deps.store, space.id, connection.id, {
    status: change.status ?? "active",
    position: change.position ?? 0,
  });
  return connection;
}

async function discover(email: string, address = "192.0.2.1") {
  const result = await discoverSignIn(deps, { email, address });
  if (!result.ok) return result.problem.code;
  return result.value.offers.map((offered) => startAddress(offered));
}

describe("discovery by email address", () => {
  test("sends people of a verified domain to its active option, with the address as a hint", async () => {
    await connected("okta");
    expect(await discover("Ann@ACME.example")).toEqual(["/acme/sso/okta"]);
    const result = await discoverSignIn(deps, { email: " Ann@ACME.example", address: null });
    const [offered] = result.ok ? result.value.offers : [];
    expect(result).toMatchObject({ value: { email: "ann@acme.example" } });
    expect(offered && startAddress(offered, { loginHint: "ann@acme.example", next: "/acme/x?y=1" })).toBe(
      "/acme/sso/okta?login_hint=ann%40acme.example&next=%2Facme%2Fx%3Fy%3D1",
    );
  });

  test("answers the same for existing and unknown people of a domain", async () => {
    await connected("okta");
    await aMember(deps.store, space.id, {}, { email: "ann@acme.example" });
    const existing = await discoverSignIn(deps, { email: "ann@acme.example", address: null });
    const unknown = await discoverSignIn(deps, { email: "bob@acme.example", address: null });
    expect(JSON.stringify(existing).replaceAll("ann@", "")).toBe(
      JSON.stringify(unknown).replaceAll("bob@", ""),
    );
  });

  test.each([
    ["another domain", "ann@other.example"],
    ["a domain beneath", "ann@sub.acme.example"],
    ["a look-alike", "ann@аcme.example"],
  ])("shows the password field for %s", async (_what, email) => {
    await connected("okta");
    expect(await discover(email)).toEqual([]);
  });

  test("shows it if the domain is not verified, or nothing can be started", async () => {
    await domain("waiting.example", false);
    await connected("draft", { status: "draft" });
    await connected("disabled", { status: "disabled" });
    await connected("nothing-live", { live: false });
    await connected("from-the-provider", { settings: { loginFlow: "idp" } });
    expect(await discover("ann@waiting.example")).toEqual([]);
    expect(await discover("ann@acme.example")).toEqual([]);
    await connected("both", { settings: { loginFlow: "both" } });
    expect(await discover("ann@acme.example")).toEqual(["/acme/sso/both"]);
  });

  test("shows it if the space has lost the SSO option", async () => {
    await connected("okta");
    await deps.store.spaces.update(space.id, { ssoSubscribed: false });
    expect(await discover("ann@acme.example")).toEqual([]);
    const now = await deps.store.spaces.byId(space.id);
    expect(now && (await signInOptions(deps.store, now))).toEqual([]);
  });

  test("offers a choice of several, each connection once, at the organization's own space", async () => {
    const okta = await connected("okta", { position: 1 });
    await connected("entra", { position: 0 });
    const linked = await aSpace(deps.store, { slug: "aardvark", name: "Aardvark" });
    await database.db
      .insert(organizationSpaces)
      .values({ organizationId, spaceId: linked.id, status: "connected", createdAt: clock.now() });
    await anOption(deps.store, linked.id, okta.id, { status: "active" });
    expect(await discover("ann@acme.example")).toEqual(["/acme/sso/entra", "/acme/sso/okta"]);
  });

  test.each(["", "ann", "a@acme.example,b@acme.example", "ann@acme.example\u0000"])(
    "says that %j is not an address",
    async (email) => {
      expect(await discover(email)).toBe("email_malformed");
    },
  );

  test("serves an office at nine o'clock, and cannot be used to try out many addresses", async () => {
    const ask = (times: number) =>
      Promise.all(Array.from({ length: times }, (_, n) => discover(`x${n}@acme.example`)));
    for (const answer of await ask(200)) expect(answer).toEqual([]);
    await ask(100);
    expect(await discover("ann@acme.example")).toBe("too_many_tries");
    expect(await discover("ann@acme.example", "192.0.2.2")).toEqual([]);
    // As before, no more than 600 within ten minutes.
    clock.forward(61);
    await ask(299);
    expect(await discover("ann@acme.example")).toBe("too_many_tries");
    clock.forward(10 * 60);
    expect(await discover("ann@acme.example")).toEqual([]);
  });
});
