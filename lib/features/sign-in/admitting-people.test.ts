import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { decideApprovals } from "@/lib/features/people/decide-approvals";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { people, setOption, share, startAtProvider, typed } from "@/lib/features/testing/sso-scenes";
import { authenticateToken } from "@/lib/features/tokens/authenticate-token";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import type { Space } from "@/lib/model/spaces/space";
import { rule } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";
import { readRefusal } from "./read-refusal";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string };
const ada = "ada.moreno@acme.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

const open = async (change: Partial<Space> = {}, settings: Parameters<typeof setOption>[3] = {}) => {
  ({ space, admin } = await aSubscribedSpace(lab, { space: change }));
  connection = await anActiveConnection(lab, admin, "saml");
  await setOption(lab, space, connection.connectionId, settings);
};
const signIn = (pick: Pick = {}) => new LabBrowser(lab).signIn(space, connection, pick);
const refused = (code: string) => ({ outcome: "refused", code });
const idOf = async (email: string) => (await lab.deps.store.users.byEmail(email))?.id ?? "";
const notices = async (subject: RegExp) =>
  (await lab.deps.store.outbox.page({})).rows.filter((message) => subject.test(message.subject));
const linksOf = async (userId: string) => {
  const organization = await lab.deps.store.organizationsOf(space.id).own();
  return lab.deps.store.connectionsOf(organization?.id ?? "").identities.ofUser(userId);
};

describe("people who wait for approval", () => {
  test.each([
    ["where validation is manual", {}, { validation: "manual" as const }],
    ["of a partner space, whatever its validation", { kind: "partner" as const }, {}],
  ])(
    "%s: no session, no licence, one notice, and an explanation for the person",
    async (_what, change, option) => {
      await open({ ...change, seats: { reader: 0 } }, option);
      const first = await signIn();
      expect(first).toMatchObject(refused("awaiting_approval"));
      expect(await signIn()).toMatchObject(refused("awaiting_approval"));

      const membership = await lab.deps.store.membershipsOf(space.id).byUser(await idOf(ada));
      expect(membership).toMatchObject({
        status: "pending",
        licence: null,
        role: "reader",
        lastSignInAt: null,
      });
      expect(await lab.deps.store.sessions.ofUser(await idOf(ada), lab.clock.now())).toEqual([]);
      expect(await lab.deps.store.users.byEmail(ada)).toMatchObject({ lastSignInAt: null });
      const notified = await notices(/^Somebody is waiting/);
      expect(notified.map(({ recipient }) => recipient)).toEqual([admin.user?.email]);
      expect(notified[0]?.body).toContain(ada);
      const attemptId = first.outcome === "refused" ? first.attemptId : "";
      const notice = await readRefusal(lab.deps, { attemptId, code: null });
      expect(notice).toMatchObject({
        code: "awaiting_approval",
        reference: attemptId,
        space: { slug: space.slug },
      });
      expect(notice.sentence).toMatch(/\w{3,}/);
    },
  );

  test("can sign in once they are approved, and not once they are rejected", async () => {
    await open({}, { validation: "manual" });
    await signIn();
    await signIn({ person: "ben-okafor" });
    const decide = async (decision: "approve" | "reject", email: string) =>
      value(await decideApprovals(lab.deps, admin, { decision, role: null, userIds: [await idOf(email)] }));
    await decide("approve", ada);
    await decide("reject", "ben.okafor@acme.example");
    expect(await signIn()).toMatchObject({ outcome: "signed_in" });
    expect(await signIn({ person: "ben-okafor" })).toMatchObject(refused("deactivated"));
    expect(await people(lab, space)).toMatchObject({ [ada]: "reader" });
  });

  test("get the default teams when approved, and keep them", async () => {
    await open({}, { validation: "manual", defaultTeams: ["team_all"] });
    const team = {
      id: "team_all",
      spaceId: space.id,
      name: "All",
      defaultRole: null,
      createdAt: lab.clock.now(),
    };
    await lab.deps.store.teamsOf(space.id).insert(team);
    await signIn();
    const teams = async () =>
      (await lab.deps.store.membershipsOf(space.id).teamsOf(await idOf(ada))).map(({ id }) => id);
    expect(await teams()).toEqual([]);
    value(
      await decideApprovals(lab.deps, admin, { decision: "approve", role: null, userIds: [await idOf(ada)] }),
    );
    for (let i = 0; i < 2; i++) {
      expect(await signIn()).toMatchObject({ outcome: "signed_in" });
      expect(await teams()).toEqual(["team_all"]);
    }
  });
});

describe("existing people", () => {
  test("deactivated: refused, and nothing about them changes", async () => {
    await open();
    await signIn();
    const memberships = lab.deps.store.membershipsOf(space.id);
    await memberships.update(await idOf(ada), { status: "deactivated", licence: null });
    const before = await memberships.byUser(await idOf(ada));
    expect(await signIn()).toMatchObject(refused("deactivated"));
    expect(await memberships.byUser(await idOf(ada))).toEqual(before);
  });

  test("a changed subject is refused until an administrator allows the person to be relinked, once", async () => {
    await open();
    await signIn();
    const [link] = await linksOf(await idOf(ada));
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    const { identities } = lab.deps.store.connectionsOf(organization?.id ?? "");
    await identities.update(link?.id ?? "", { subject: "ada-of-before" });
    const second = await signIn();
    expect(second).toMatchObject(refused("subject_changed"));
    const attempt = await lab.deps.store.attempts.byId(second.outcome === "refused" ? second.attemptId : "");
    expect(attempt?.cause).toMatchObject({ received: ada, expected: "ada-of-before" });

    await identities.update(link?.id ?? "", { relinkAllowed: true });
    expect(await signIn()).toMatchObject({ outcome: "signed_in" });
    expect(await linksOf(await idOf(ada))).toMatchObject([{ subject: ada, relinkAllowed: false }]);
    await identities.update(link?.id ?? "", { subject: "ada-of-before" });
    expect(await signIn()).toMatchObject(refused("subject_changed"));
  });

  test("a person whose address changed at the provider stays the same, with everything they own", async () => {
    await open();
    await signIn();
    const id = await idOf(ada);
    const [link] = await linksOf(id);
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    const { identities } = lab.deps.store.connectionsOf(organization?.id ?? "");
    await identities.update(link?.id ?? "", { subject: "ada.hale@acme.example" });
    expect(await signIn(typed("ada.hale@acme.example"))).toMatchObject({ outcome: "signed_in" });
    expect(await idOf("ada.hale@acme.example")).toBe(id);
    expect(await linksOf(id)).toHaveLength(1);
  });

  test("the same person 10 times at the same moment is one person with one licence", async () => {
    await open({ seats: { reader: 1 } });
    const browsers = Array.from({ length: 10 }, () => new LabBrowser(lab));
    const received = await Promise.all(
      browsers.map(async (browser) =>
        browser.answer(connection.connectionId, await browser.begin(space, connection.reference)),
      ),
    );
    const finished = await Promise.all(
      browsers.map((browser, i) => browser.finish(received[i] ?? { outcome: "not_found" })),
    );
    expect(finished.map(({ outcome }) => outcome)).toEqual(Array(10).fill("signed_in"));
    expect(await lab.deps.store.membershipsOf(space.id).seatsInUse()).toMatchObject({ reader: 1 });
    expect(await linksOf(await idOf(ada))).toHaveLength(1);
  });
});

test("the same new person at two spaces by two connections at the same moment is one person in both", async () => {
  await open();
  const other = await anActiveConnection(lab, admin, "saml");
  const second = (await aSubscribedSpace(lab, { domain: "second.example" })).space;
  await share(lab, other.connectionId, second, { link: "connected", option: {} });
  const own = await lab.deps.store.optionsOf(space.id).byConnection(other.connectionId);
  await lab.deps.store.optionsOf(space.id).remove(own?.id ?? "");
  const finished = await Promise.all([signIn(), new LabBrowser(lab).signIn(second, other)]);
  expect(finished.map(({ outcome }) => outcome)).toEqual(["signed_in", "signed_in"]);
  expect(await people(lab, space)).toMatchObject({ [ada]: "reader" });
  expect(await people(lab, second)).toMatchObject({ [ada]: "reader" });
  expect(await linksOf(await idOf(ada))).toHaveLength(2);
});

describe("accounts", () => {
  test("an account cannot sign in: an identity with its name becomes a separate person", async () => {
    await open();
    const made = value(
      await createIntegrationToken(
        lab.deps,
        admin,
        { name: "Nightly", scopes: ["people:read"], account: ada, expiresAt: null },
        null,
      ),
    );
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
    expect(await signIn()).toMatchObject({ outcome: "signed_in" });
    const person = await idOf(ada);
    expect(person).not.toBe(made.owner.id);
    expect(await authenticateToken(lab.deps, made.token, null)).toMatchObject({
      ctx: { user: null, membership: null, actor: { kind: "account", id: made.owner.id, name: ada } },
    });
    expect(await linksOf(made.owner.id)).toEqual([]);
  });
});

describe("licences at the same moment", () => {
  test("one free licence, ten people: one is admitted, nine are refused with the reason, and leave no trace", async () => {
    await open({ seats: { reader: 1 } });
    const emails = Array.from({ length: 10 }, (_, i) => `person${i}@acme.example`);
    const browsers = emails.map(() => new LabBrowser(lab));
    const received = await Promise.all(
      browsers.map(async (browser, i) =>
        browser.answer(
          connection.connectionId,
          await browser.begin(space, connection.reference),
          typed(emails[i] ?? ""),
        ),
      ),
    );
    const finished = await Promise.all(
      browsers.map((browser, i) => browser.finish(received[i] ?? { outcome: "not_found" })),
    );
    const outcomes = finished.map((end) => (end.outcome === "refused" ? end.code : end.outcome)).toSorted();
    expect(outcomes).toEqual([...Array(9).fill("no_licence"), "signed_in"]);
    expect(await lab.deps.store.membershipsOf(space.id).seatsInUse()).toMatchObject({ reader: 1 });
    const made = await Promise.all(emails.map((email) => lab.deps.store.users.byEmail(email)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await notices(/^No licence/)).toHaveLength(1);
  });
});

describe("roles and teams at each sign-in", () => {
  const staff = { rules: [rule("Staff", "reader")] };

  test("two administrators whom the provider demotes at the same moment: one stays", async () => {
    await open({}, staff);
    await lab.deps.store
      .membershipsOf(space.id)
      .update(admin.user?.id ?? "", { role: "reader", licence: "reader" });
    const emails = ["one@acme.example", "two@acme.example"];
    for (const email of emails)
      await aMember(lab.deps.store, space.id, { role: "admin", licence: "admin" }, { email });
    await Promise.all(emails.map((email) => signIn(typed(email, "Staff"))));
    const roles = await people(lab, space);
    expect(emails.map((email) => roles[email]).toSorted()).toEqual(["admin", "reader"]);
  });

  test("an IT administrator is refused and stays one, whatever the groups", async () => {
    await open({}, staff);
    const it = { role: "admin", licence: "admin", isItAdministrator: true } as const;
    await aMember(lab.deps.store, space.id, it, { email: ada });
    expect(await signIn(typed(ada, "Staff"))).toMatchObject(refused("it_administrator_uses_password"));
    expect(await people(lab, space)).toMatchObject({ [ada]: "admin" });
  });

  test("a change of role is written in the audit log with both roles", async () => {
    await open({}, { rules: [rule("Staff", "reader"), rule("Editors", "editor")] });
    await signIn(typed(ada, "Editors"));
    await signIn(typed(ada, "Staff"));
    const { rows } = await lab.deps.store.auditOf(space.id).page({ action: "membership.role_changed" });
    expect(rows).toMatchObject([{ details: { before: "editor", after: "reader" } }]);
  });

  test("teams of the rules follow the groups; those given by hand, and all if groups overflow, stay", async () => {
    await open({}, { rules: [rule("Docs", "reader", { teams: ["team_docs"] })] });
    for (const name of ["docs", "hand"])
      await lab.deps.store.teamsOf(space.id).insert({
        id: `team_${name}`,
        spaceId: space.id,
        name,
        defaultRole: null,
        createdAt: lab.clock.now(),
      });
    const teams = async () =>
      (await lab.deps.store.membershipsOf(space.id).teamsOf(await idOf(ada))).map(({ id }) => id).toSorted();
    await signIn(typed(ada, "Docs"));
    expect(await teams()).toEqual(["team_docs"]);
    await lab.deps.store.teamsOf(space.id).addMember("team_hand", await idOf(ada));
    expect(await signIn({ ...typed(ada), fault: "group_overage" })).toMatchObject({ outcome: "signed_in" });
    expect(await teams()).toEqual(["team_docs", "team_hand"]);
    await signIn(typed(ada, "Sales"));
    expect(await teams()).toEqual(["team_hand"]);
  });

  test.each([null, "encrypted_aes256_gcm"] as const)(
    "500 groups of 256 characters give the role of the last of them (%s)",
    async (fault) => {
      const groups = Array.from({ length: 500 }, (_, i) => `${i}`.padStart(256, "group "));
      await open({}, { rules: [rule(groups[499] ?? "", "editor")] });
      const browser = new LabBrowser(lab);
      const received = await startAtProvider(lab, browser, connection.connectionId, {
        ...typed(ada, groups.join(",")),
        fault,
      });
      expect(await browser.finish(received)).toMatchObject({ outcome: "signed_in" });
      expect(await people(lab, space)).toMatchObject({ [ada]: "editor" });
    },
  );

  test("a new person whose groups overflow is refused, with another reason than a person without groups", async () => {
    await open({}, { rules: [rule("Docs", "editor")] });
    expect(await signIn({ fault: "group_overage" })).toMatchObject(refused("group_overage"));
    expect(await signIn(typed("none@acme.example"))).toMatchObject({ outcome: "signed_in" });
  });
});

test("an invitation is accepted by single sign-on at the space's own sign-in page, and at no other", async () => {
  await open();
  const invited = { status: "invited", licence: "reader" } as const;
  const { userId } = await aMember(lab.deps.store, space.id, invited, { email: ada });
  const second = (await aSubscribedSpace(lab, { domain: "second.example" })).space;
  await share(lab, connection.connectionId, second, { link: "connected", option: {} });
  const there = await lab.deps.store.membershipsOf(space.id).byUser(userId);
  if (!there) throw new Error("nobody");
  await lab.deps.store.membershipsOf(second.id).insert({ ...there });
  expect(await signIn()).toMatchObject({ outcome: "signed_in" });
  const statusAt = async (at: Space) => (await lab.deps.store.membershipsOf(at.id).byUser(userId))?.status;
  expect([await statusAt(space), await statusAt(second)]).toEqual(["active", "invited"]);
});
