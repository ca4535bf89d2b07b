import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aUser } from "@/lib/db/testing/rows";
import { switchOption } from "@/lib/features/connections/switch-option";
import { endOwnOtherSessions, endOwnSession } from "@/lib/features/sessions/end-sessions";
import { listOwnSpaces } from "@/lib/features/sessions/list-own-spaces";
import { listOwnSessions } from "@/lib/features/sessions/list-sessions";
import { liveSession } from "@/lib/features/sessions/live-session";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openedSpaces, people, setOption, share, typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import { rule } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string };
const ada = "ada.moreno@acme.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
});

const signIn = (email: string, groups = "") =>
  new LabBrowser(lab).signIn(space, connection, typed(email, groups));
const refused = (code: string) => ({ outcome: "refused", code });

describe("a provider that has not proved to vouch for an address", () => {
  test("opens its own space, and learns and ends nothing about the person elsewhere", async () => {
    const { store } = lab.deps;
    const other = await aSubscribedSpace(lab, { domain: "globex.example" });
    const { userId } = await aMember(store, other.space.id, {}, { email: "erik@globex.example" });
    // The customer's own administrator adds another space's person by hand, and the provider names them.
    const membership = await store.membershipsOf(other.space.id).byUser(userId);
    if (membership) await store.membershipsOf(space.id).insert({ ...membership, spaceId: space.id });
    const own = await contextAs(lab.deps, other.space, userId);
    const finished = await signIn("erik@globex.example");
    if (finished.outcome !== "signed_in") throw new Error(`refused: ${JSON.stringify(finished)}`);

    const intruder = { ...own, space, sessionId: finished.sessionId };
    expect((await listOwnSpaces(lab.deps, intruder)).map(({ slug }) => slug)).toEqual([space.slug]);
    expect((await listOwnSessions(lab.deps, intruder)).map(({ id }) => id)).toEqual([finished.sessionId]);
    expect(await endOwnSession(lab.deps, intruder, own.sessionId ?? "")).toMatchObject({ ok: false });
    expect(await endOwnOtherSessions(lab.deps, intruder)).toMatchObject({
      problem: { code: "address_not_proven" },
    });
    expect(await liveSession(lab.deps, own.sessionId ?? "")).not.toBeNull();

    expect(await listOwnSpaces(lab.deps, own)).toHaveLength(2);
    expect(await listOwnSessions(lab.deps, own)).toHaveLength(2);
    expect(await endOwnSession(lab.deps, own, finished.sessionId)).toMatchObject({ ok: true });
  });
});

describe("one customer's provider and another customer", () => {
  const victims = async () => {
    const other = await aSubscribedSpace(lab, { domain: "globex.example" });
    const email = "erik.solberg@globex.example";
    const person = { firstName: "Erik", lastName: "Solberg", email };
    const { userId } = await aMember(
      lab.deps.store,
      other.space.id,
      { role: "admin", licence: "admin" },
      person,
    );
    return { other, email, userId };
  };

  test("naming another customer's domain admits nobody", async () => {
    const { other } = await victims();
    expect(await signIn("new@globex.example")).toMatchObject(refused("domain_not_verified"));
    expect(await lab.deps.store.users.byEmail("new@globex.example")).toBeNull();
    expect(Object.keys(await people(lab, other.space))).toHaveLength(2);
  });

  test("naming another customer's person admits nobody, and links nothing", async () => {
    const { email, userId } = await victims();
    expect(await signIn(email)).toMatchObject(refused("domain_not_verified"));
    const { organizationId } = (await lab.deps.store.connectionLookup.byId(connection.connectionId)) ?? {};
    const { identities } = lab.deps.store.connectionsOf(organizationId ?? "");
    expect(await identities.ofUser(userId)).toEqual([]);
  });

  test("a person whom the space has added by hand enters this space alone", async () => {
    const { other, email, userId } = await victims();
    await lab.deps.store.membershipsOf(space.id).insert({
      ...(await aMember(lab.deps.store, space.id)),
      userId,
      origin: "manual",
    });
    const finished = await signIn(email);
    expect(await openedSpaces(lab, finished)).toEqual([space.id]);
    expect(await people(lab, other.space)).toMatchObject({ [email]: "admin" });
  });

  test("cannot rename people: names come from a provider that has verified the person's domain", async () => {
    const { email, userId } = await victims();
    const named = { ...(await aMember(lab.deps.store, space.id)), userId };
    await lab.deps.store.membershipsOf(space.id).insert(named);
    expect(await signIn(email)).toMatchObject({ outcome: "signed_in" });
    expect(await lab.deps.store.users.byId(userId)).toMatchObject({ firstName: "Erik", lastName: "Solberg" });

    // Found by their subject, with an address in a domain of the organization's own.
    const { organizationId } = (await lab.deps.store.connectionLookup.byId(connection.connectionId)) ?? {};
    const { identities } = lab.deps.store.connectionsOf(organizationId ?? "");
    const [link] = await identities.ofUser(userId);
    await identities.update(link?.id ?? "", { subject: "someone@acme.example" });
    expect(await signIn("someone@acme.example")).toMatchObject({ outcome: "signed_in" });
    expect(await lab.deps.store.users.byId(userId)).toMatchObject({ firstName: "Erik", lastName: "Solberg" });
  });

  test("may rename its own people", async () => {
    const { id } = await aUser(lab.deps.store, { email: ada, firstName: "Old", lastName: "Name" });
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
    expect(await lab.deps.store.users.byId(id)).toMatchObject({ firstName: "Ada", lastName: "Moreno" });
  });

  test("another person's session in the same browser ends, and passes nothing on", async () => {
    const { other, userId } = await victims();
    const before = await contextAs(lab.deps, other.space, userId);
    const browser = new LabBrowser(lab);
    const way = await browser.begin(space, connection.reference);
    const finished = await browser.finish(
      await browser.answer(connection.connectionId, way),
      before.sessionId,
    );
    expect(await openedSpaces(lab, finished)).toEqual([space.id]);
    expect(await lab.deps.store.sessions.byId(before.sessionId ?? "")).toMatchObject({
      endedReason: "signed_in_as_another",
    });
  });
});

describe("two spaces with the same connection", () => {
  let second: Space;
  const editors = { rules: [rule("Gatehouse Admins", "admin")], ceiling: "editor" } as const;
  const shared = async (option: Parameters<typeof setOption>[3], change: Partial<Space> = {}) => {
    second = (await aSubscribedSpace(lab, { domain: "second.example", space: change })).space;
    await share(lab, connection.connectionId, second, { link: "connected", option });
  };
  const adaSignsIn = async (at: Space = space) =>
    openedSpaces(lab, await new LabBrowser(lab).signIn(at, connection));

  test("one sign-in gives membership in both, each by its own rules", async () => {
    await shared({ ...editors, rules: [...editors.rules] });
    expect(await adaSignsIn()).toEqual([space.id, second.id].toSorted());
    expect(await people(lab, space)).toMatchObject({ [ada]: "reader" });
    expect(await people(lab, second)).toMatchObject({ [ada]: "editor" });
  });

  test("the sign-in page of either opens both, and leads to the page of the one where it started", async () => {
    await shared({});
    const finished = await new LabBrowser(lab).signIn(second, connection);
    expect(finished).toMatchObject({ to: `/${second.slug}` });
    expect(await openedSpaces(lab, finished)).toEqual([space.id, second.id].toSorted());
  });

  test.each([
    ["without provisioning", { provisioning: false }, {}],
    [
      "where no rule matches and that means no",
      { rules: [rule("Nobody", "reader")], missingRole: "deny" as const },
      {},
    ],
    ["without a free licence", {}, { seats: { reader: 0 } }],
    ["without the SSO option", {}, { ssoSubscribed: false }],
  ])("one %s stays closed, and the other opens", async (_what, option, change) => {
    await shared(option, change);
    expect(await adaSignsIn()).toEqual([space.id]);
    expect(await people(lab, second)).not.toHaveProperty(ada);
  });

  test("one whose link is disabled stays closed", async () => {
    await shared({});
    const theirs = { ...admin, space: second };
    value(await switchOption(lab.deps, theirs, { connectionId: connection.connectionId, event: "disable" }));
    expect(await adaSignsIn()).toEqual([space.id]);
    await expect(new LabBrowser(lab).begin(second, connection.reference)).rejects.toThrow("option_inactive");
  });

  test("one that requires approval makes people wait there, and notifies its administrators", async () => {
    await shared({ validation: "manual" });
    expect(await adaSignsIn()).toEqual([space.id]);
    expect(await people(lab, second)).toMatchObject({ [ada]: "pending" });
    const { rows } = await lab.deps.store.outbox.page({});
    expect(rows.filter(({ spaceId }) => spaceId === second.id)).toHaveLength(1);
  });

  test("the space that refuses opens neither", async () => {
    await shared({});
    await setOption(lab, space, connection.connectionId, { provisioning: false });
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject(refused("not_provisioned"));
    expect(await people(lab, second)).not.toHaveProperty(ada);
    expect(await adaSignsIn(second)).toEqual([second.id]);
  });

  test("somebody deactivated in one stays out of it and enters the other", async () => {
    await shared({});
    await adaSignsIn();
    const { id } = (await lab.deps.store.users.byEmail(ada)) ?? { id: "" };
    await lab.deps.store.membershipsOf(second.id).update(id, { status: "deactivated", licence: null });
    expect(await adaSignsIn()).toEqual([space.id]);
    expect(await new LabBrowser(lab).signIn(second, connection)).toMatchObject(refused("deactivated"));
  });

  test("a space that has only requested the link opens nothing", async () => {
    second = (await aSubscribedSpace(lab, { domain: "second.example" })).space;
    await share(lab, connection.connectionId, second, { link: "requested", option: null });
    expect(await adaSignsIn()).toEqual([space.id]);
    await expect(new LabBrowser(lab).begin(second, connection.reference)).rejects.toThrow("not_found");
  });
});
