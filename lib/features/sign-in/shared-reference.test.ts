import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listConnectionRows } from "@/lib/features/connections/connection-row";
import {
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { share } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { beginSignIn } from "./begin-sign-in";
import { discoverSignIn } from "./discover-sign-in";
import { signInOptions, startAddress } from "./sign-in-options";

let lab: SsoLab;
let guest: { space: Space; admin: Context };
let owner: { space: Space; admin: Context };
let own: { connectionId: string; reference: string };
let linked: { connectionId: string; reference: string };

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
/** Two spaces give their connection the same reference, and the first is linked to the organization of the second. */
beforeEach(async () => {
  await lab.database.reset();
  guest = await aSubscribedSpace(lab);
  owner = await aSubscribedSpace(lab, { domain: "globex.example" });
  own = await anActiveConnection(lab, guest.admin, "oidc");
  linked = await anActiveConnection(lab, owner.admin, "oidc");
  await share(lab, linked.connectionId, guest.space, { link: "connected", option: {} });
});

const knock = (reference: string, slug = guest.space.slug) =>
  beginSignIn(lab.deps, {
    slug,
    reference,
    returnTo: null,
    loginHint: null,
    address: "192.0.2.7",
    browserSecret: "secret",
    startedElsewhere: false,
  });
/** The connection of the newest attempt of a space. */
const newest = async (space: Space) =>
  (await lab.deps.store.attempts.page(space.id, { pageSize: 1 })).rows[0]?.connectionId;

test("a reference that two organizations have in one space redirects to neither: the person chooses", async () => {
  expect(linked.reference).toBe(own.reference);
  expect(await knock(own.reference)).toEqual({
    outcome: "ambiguous",
    spaceSlug: guest.space.slug,
    reference: own.reference,
  });
  const offers = await signInOptions(lab.deps.store, guest.space);
  expect(new Set(offers.map(({ name }) => name)).size).toBe(2);
  for (const [slug, connection] of [
    [guest.space.slug, own],
    [owner.space.slug, linked],
  ] as const) {
    const offered = offers.find(({ connectionId }) => connectionId === connection.connectionId);
    expect(offered && startAddress(offered)).toBe(`/${guest.space.slug}/sso/${own.reference}~${slug}`);
    expect(await knock(offered?.reference ?? "")).toMatchObject({ outcome: "out" });
    expect(await newest(guest.space)).toBe(connection.connectionId);
  }
});

test("if only one has it, the address is plain; the longer one works there too, for its owner only", async () => {
  expect(await knock(linked.reference, owner.space.slug)).toMatchObject({ outcome: "out" });
  const qualified = `${linked.reference}~${owner.space.slug}`;
  expect(await knock(qualified, owner.space.slug)).toMatchObject({ outcome: "out" });
  expect(await newest(owner.space)).toBe(linked.connectionId);
  const foreign = `${linked.reference}~${guest.space.slug}`;
  expect(await knock(foreign, owner.space.slug)).toEqual({ outcome: "not_found" });
  expect(await knock(`${linked.reference}~nobody`, owner.space.slug)).toEqual({ outcome: "not_found" });
  const [offered] = await signInOptions(lab.deps.store, owner.space);
  expect(offered && startAddress(offered)).toBe(`/${owner.space.slug}/sso/${linked.reference}`);
});

test("if one of them is disabled there is no choice; if both are, the page says so", async () => {
  const options = lab.deps.store.optionsOf(guest.space.id);
  const switchOff = async (connectionId: string) => {
    const option = await options.byConnection(connectionId);
    await options.move(option?.id ?? "", "active", "disabled", { userId: null, at: lab.deps.now() });
  };
  await switchOff(own.connectionId);
  expect(await knock(own.reference)).toMatchObject({ outcome: "out" });
  expect(await newest(guest.space)).toBe(linked.connectionId);
  await switchOff(linked.connectionId);
  expect(await knock(own.reference)).toMatchObject({ outcome: "refused", code: "option_inactive" });
});

test("copied and discovered addresses lead to one connection", async () => {
  const { rows } = await listConnectionRows(lab.deps, guest.admin, {});
  expect(new Set(rows.map(({ loginAddress }) => loginAddress)).size).toBe(2);
  const found = value(await discoverSignIn(lab.deps, { email: "new@acme.example", address: null }));
  expect(found.offers.map((offered) => startAddress(offered))).toEqual([
    `/${guest.space.slug}/sso/${own.reference}~${guest.space.slug}`,
  ]);
});
