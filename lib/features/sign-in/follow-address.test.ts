import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aUser } from "@/lib/db/testing/rows";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { setOption, typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string };
const before = "ann@acme.example";
const after = "ann.b@acme.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
});

const signIn = (email: string) => new LabBrowser(lab).signIn(space, connection, typed(email));
const userOf = (email: string) => lab.deps.store.users.byEmail(email);
const refused = (code: string) => ({ outcome: "refused", code });
const mails = async () => (await lab.deps.store.outbox.page({})).rows;

/** Ann has signed in; from now on the provider has another address for the same account. */
async function annIsCalled(email: string): Promise<string> {
  expect(await signIn(before)).toMatchObject({ outcome: "signed_in" });
  const id = (await userOf(before))?.id ?? "";
  const organization = await lab.deps.store.organizationsOf(space.id).own();
  const { identities } = lab.deps.store.connectionsOf(organization?.id ?? "");
  // The simulator derives the Name ID from the typed address.
  const [link] = await identities.ofUser(id);
  await identities.update(link?.id ?? "", { subject: email });
  return id;
}

describe("a changed address within the verified domains", () => {
  test("follows, notifies both addresses and the administrators, and frees the old one", async () => {
    const id = await annIsCalled(after);
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(after))?.id).toBe(id);
    expect(await userOf(before)).toBeNull();

    const notified = (await mails()).filter(({ subject }) => /is now/.test(subject));
    const adminAddress = (await lab.deps.store.users.byId(admin.user?.id ?? ""))?.email;
    expect(notified.map(({ recipient }) => recipient).toSorted()).toEqual(
      [adminAddress, before, after].toSorted(),
    );
    const { rows } = await lab.deps.store.auditOf(space.id).page({ search: "address_followed" });
    expect(rows).toMatchObject([
      { action: "person.address_followed", details: { from: before, to: after, ...connectionDetails() } },
    ]);

    expect(await signIn(before)).toMatchObject({ outcome: "signed_in" });
    const colleague = await userOf(before);
    expect(colleague?.id).not.toBe(id);
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(after))?.id).toBe(id);
  });

  const connectionDetails = () => ({ connectionId: connection.connectionId });

  test("ends what belonged to the old address: password, links to make one, open sessions; two-factor stays", async () => {
    const id = await annIsCalled(after);
    const { store, now } = lab.deps;
    await store.users.update(id, { passwordHash: "hash", totpSealed: "sealed", totpEnabledAt: now() });
    const times = { createdAt: now(), expiresAt: new Date(now().getTime() + 3_600_000), usedAt: null };
    await store.passwordResets.insert({ id: "reset_1", userId: id, hash: "of the link", ...times });
    const [open] = await store.sessions.ofUser(id, now());
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect(await userOf(after)).toMatchObject({ hasPassword: false, hasTwoFactor: true });
    expect((await store.sessions.byId(open?.id ?? ""))?.endedReason).toBe("address_changed");
    expect(await store.sessions.ofUser(id, now())).toHaveLength(1);
  });

  test("to one that another user has is refused with its reason, and nothing is merged", async () => {
    const id = await annIsCalled(after);
    const other = await aUser(lab.deps.store, { email: after });
    const finished = await signIn(after);
    expect(finished).toMatchObject(refused("address_taken"));
    const attempt = await lab.deps.store.attempts.byId(
      finished.outcome === "refused" ? (finished.attemptId ?? "") : "",
    );
    expect(attempt?.cause).toMatchObject({ check: "identity_link", received: after });
    expect((await userOf(before))?.id).toBe(id);
    expect((await userOf(after))?.id).toBe(other.id);
  });

  test("is reported in a test run before it is live", async () => {
    await annIsCalled(after);
    await aUser(lab.deps.store, { email: after });
    const run = await new LabBrowser(lab).test(admin, connection.connectionId, typed(after));
    expect(run.report?.outlook).toMatchObject({ outcome: "refuse", reason: "address_taken" });
    expect(await userOf(before)).not.toBeNull();
  });
});

describe("an address stays as it is", () => {
  test("for somebody who is an IT administrator anywhere, and for an operator", async () => {
    const id = await annIsCalled(after);
    const elsewhere = (await aSubscribedSpace(lab, { domain: "else.example" })).space;
    await aMember(lab.deps.store, elsewhere.id, { userId: id, isItAdministrator: true });
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(before))?.id).toBe(id);
    await lab.deps.store.membershipsOf(elsewhere.id).update(id, { isItAdministrator: false });
    await lab.deps.store.users.update(id, { isOperator: true });
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(before))?.id).toBe(id);
    await lab.deps.store.users.update(id, { isOperator: false });
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(after))?.id).toBe(id);
  });

  test("for a person with a higher role anywhere than the one who put the version live, until an administrator confirms", async () => {
    const id = await annIsCalled(after);
    const { store, now } = lab.deps;
    const elsewhere = await aSubscribedSpace(lab, { domain: "elsewhere.example" });
    const [membership] = await store.users.membershipsOf(id);
    if (!membership) throw new Error("no membership");
    await store
      .membershipsOf(elsewhere.space.id)
      .insert({ ...membership, spaceId: elsewhere.space.id, role: "admin", licence: "admin" });
    const organization = await store.organizationsOf(space.id).own();
    const connections = store.connectionsOf(organization?.id ?? "");
    const live = (await connections.byId(connection.connectionId))?.liveConfigurationId ?? "";
    const byReader = {
      putLiveByRole: "reader",
      putLiveBy: "Del",
      confirmedAt: null,
      confirmedBy: null,
    } as const;
    await connections.goLive(connection.connectionId, live, now(), byReader);
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(before))?.id).toBe(id);
    expect(await userOf(after)).toBeNull();
    expect(await connections.confirm(live, { confirmedBy: "Ada" }, now())).toBe(true);
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(after))?.id).toBe(id);
  });

  test("if the new one is of a domain that is not verified", async () => {
    const id = await annIsCalled("ann@elsewhere.example");
    await lab.deps.store.membershipsOf(space.id).update(id, { origin: "manual" });
    expect(await signIn("ann@elsewhere.example")).toMatchObject({ outcome: "signed_in" });
    expect((await userOf(before))?.id).toBe(id);
    expect(await userOf("ann@elsewhere.example")).toBeNull();
  });

  test("if the old one is of a domain that another organization has verified", async () => {
    const id = await annIsCalled(after);
    await aSubscribedSpace(lab, { domain: "guest.example" });
    await lab.deps.store.users.update(id, { email: "ann@guest.example" });
    expect(await signIn(after)).toMatchObject({ outcome: "signed_in" });
    expect((await userOf("ann@guest.example"))?.id).toBe(id);
    expect(await userOf(after)).toBeNull();
  });

  test("if the sign-in is refused for another reason", async () => {
    const id = await annIsCalled(after);
    await lab.deps.store.membershipsOf(space.id).update(id, { status: "deactivated", licence: null });
    expect(await signIn(after)).toMatchObject(refused("deactivated"));
    expect((await userOf(before))?.id).toBe(id);
  });
});

test("a name in either case is one person, whatever the Name ID's format says", async () => {
  await setOption(lab, space, connection.connectionId, {});
  expect(await signIn("Hana@acme.example")).toMatchObject({ outcome: "signed_in" });
  expect(await signIn("hana@ACME.example")).toMatchObject({ outcome: "signed_in" });
  const id = (await userOf("hana@acme.example"))?.id ?? "";
  const organization = await lab.deps.store.organizationsOf(space.id).own();
  const { identities } = lab.deps.store.connectionsOf(organization?.id ?? "");
  expect(await identities.ofUser(id)).toMatchObject([{ subject: "hana@acme.example" }]);
});
