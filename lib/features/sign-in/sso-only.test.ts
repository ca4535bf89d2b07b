import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { UserRecord } from "@/lib/db/repositories/users";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { allowConnections } from "@/lib/features/linking/allow-connections";
import { resetPassword } from "@/lib/features/passwords/reset-password";
import { restorePassword } from "@/lib/features/passwords/restore-password";
import { addPerson } from "@/lib/features/people/add-person";
import { updatePerson } from "@/lib/features/people/update-person";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { ownPasswordHash, refusalOf, signedIn } from "@/lib/features/testing/password-world";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openedSpaces, share, typed } from "@/lib/features/testing/sso-scenes";
import type { Membership } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";

let lab: SsoLab;
let admin: Context;
let connection: { connectionId: string; reference: string };
const ann = "ann@acme.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  admin = (await aSubscribedSpace(lab)).admin;
  connection = await anActiveConnection(lab, admin, "saml");
  admin = await contextAs(lab.deps, admin.space, admin.user?.id ?? "");
});

async function annIs(membership: Partial<Membership> = {}, person: Partial<UserRecord> = {}) {
  const { userId } = await aMember(lab.deps.store, admin.space.id, membership, {
    email: ann,
    passwordHash: await ownPasswordHash(),
    passwordChangedAt: new Date(),
    totpSealed: "sealed",
    totpEnabledAt: null,
    ...person,
  });
  return userId;
}
const signIn = (email = ann) => new LabBrowser(lab).signIn(admin.space, connection, typed(email));
const user = async () => {
  const found = await lab.deps.store.users.byEmail(ann);
  if (!found) throw new Error("nobody");
  return found;
};
const mailsTo = async (email: string) =>
  (await lab.deps.store.outbox.page({ pageSize: 100 })).rows.filter(({ recipient }) => recipient === email);

test("a password user who signs in through the organization is converted, and notified on screen and by email", async () => {
  const userId = await annIs();
  await lab.deps.store.users.replaceRecoveryCodes(userId, ["one", "two"]);
  const before = await signedIn(lab.deps);
  expect(await signIn()).toMatchObject({
    outcome: "signed_in",
    to: `/${admin.space.slug}/sso-only?next=%2F${admin.space.slug}`,
  });
  expect(await user()).toMatchObject({ hasPassword: false, hasTwoFactor: false, passwordChangedAt: null });
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
  expect(await lab.deps.store.users.credentialsOf(userId)).toMatchObject({ totpSealed: null });
  expect(await lab.deps.store.users.unusedRecoveryCodes(userId)).toBe(0);
  expect((await lab.deps.store.sessions.byId(before.sessionId))?.endedReason).toBe("sso_only");
  expect(await mailsTo(ann)).toMatchObject([
    { subject: "You sign in through your organization from now on" },
  ]);
  expect(await auditedActions(lab.deps, admin.space.id)).toContain("person.sso_only");
});

test("is notified once: the next sign-in leads home", async () => {
  await annIs();
  await signIn();
  expect(await signIn()).toMatchObject({ outcome: "signed_in", to: `/${admin.space.slug}` });
  expect(await mailsTo(ann)).toHaveLength(1);
});

test("the password opens nothing any more", async () => {
  await annIs();
  await signIn();
  expect(await refusalOf(lab.deps)).toMatchObject({ code: "sign_in_refused" });
});

test("a refused sign-in converts nobody", async () => {
  await annIs({ status: "deactivated", licence: null });
  expect(await signIn()).toMatchObject({ outcome: "refused" });
  expect(await user()).toMatchObject({ hasPassword: true, ssoOnlyOrganizationId: null });
});

test.each([
  ["an administrator of the only space reached", { role: "admin" }, {}],
  ["who was granted manage_auth_integrations", { permissions: ["manage_auth_integrations"] }, {}],
  ["an operator", {}, { isOperator: true }],
] as [string, Partial<Membership>, Partial<UserRecord>][])(
  "%s keeps the password",
  async (_who, membership, person) => {
    await annIs(membership, person);
    expect(await signIn()).toMatchObject({ outcome: "signed_in", to: `/${admin.space.slug}` });
    expect(await user()).toMatchObject({ hasPassword: true, ssoOnlyOrganizationId: null });
  },
);

test("an IT administrator is not admitted and keeps the password", async () => {
  await annIs({ role: "admin", licence: "admin", isItAdministrator: true });
  expect(await signIn()).toMatchObject({ outcome: "refused", code: "it_administrator_uses_password" });
  expect(await user()).toMatchObject({ hasPassword: true, ssoOnlyOrganizationId: null });
});

test("a person who manages one of two spaces that the organization reaches is converted", async () => {
  await annIs({ role: "admin" });
  const second = await aSpace(lab.deps.store);
  await share(lab, connection.connectionId, second, { link: "connected", option: {} });
  const finished = await signIn();
  expect(await openedSpaces(lab, finished)).toHaveLength(2);
  expect(await user()).toMatchObject({ hasPassword: false });
});

test("a person of a domain that the organization has not verified keeps the password", async () => {
  await aMember(
    lab.deps.store,
    admin.space.id,
    {},
    { email: "eve@foreign.example", passwordHash: await ownPasswordHash() },
  );
  expect(await signIn("eve@foreign.example")).toMatchObject({ outcome: "signed_in" });
  expect(await lab.deps.store.users.byEmail("eve@foreign.example")).toMatchObject({ hasPassword: true });
});

test("an administrator restores a person's password, with a link that works", async () => {
  const userId = await annIs();
  await signIn();
  expect(value(await restorePassword(lab.deps, admin, userId))).toMatchObject({ ssoOnly: false });
  const [mail] = (await mailsTo(ann)).filter(({ subject }) => subject === "You can use a password again");
  const link = /reset-password\/(\S+)/.exec(mail?.body ?? "")?.[1] ?? "";
  value(await resetPassword(lab.deps, { link, newPassword: "quiet harbour marble 9", address: null }));
  await signedIn(lab.deps, { password: "quiet harbour marble 9" });
  expect(await restorePassword(lab.deps, admin, userId)).toMatchObject({
    problem: { code: "not_sso_only" },
  });
});

test("a password that would open no space cannot be restored", async () => {
  const userId = await annIs();
  await signIn();
  const { connectionId } = connection;
  value(await allowConnections(lab.deps, admin, { userId, connections: [connectionId] }));
  expect(await restorePassword(lab.deps, admin, userId)).toMatchObject({
    problem: { code: "no_password_door" },
  });
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
});

test("another space's administrator cannot undo what the organization has decided", async () => {
  const userId = await annIs();
  await signIn();
  const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
  expect(await restorePassword(lab.deps, stranger, userId)).toMatchObject({
    problem: { kind: "not_found" },
  });
  await aMemberOf(stranger, userId);
  expect(await restorePassword(lab.deps, stranger, userId)).toMatchObject({
    problem: { code: "other_organization" },
  });
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
});

test("nor can they by making the person an IT administrator, by hand or on adding them", async () => {
  const userId = await annIs();
  await signIn();
  const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
  const named = { role: "admin", isItAdministrator: true } as const;
  const person = { email: ann, firstName: "", lastName: "", ...named };
  const how = { origin: "manual", welcome: false } as const;
  // Adding them is an invitation, which reveals nothing and changes nothing about them.
  expect(await addPerson(lab.deps, stranger, person, how)).toMatchObject({
    value: { status: "invited", ssoOnly: false },
  });
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
  await lab.deps.store.membershipsOf(stranger.space.id).update(userId, {
    role: "reader",
    licence: "reader",
    isItAdministrator: false,
    status: "active",
  });
  expect(await updatePerson(lab.deps, stranger, userId, named)).toMatchObject({
    problem: { code: "other_organization", field: "isItAdministrator" },
  });
  // Not even while it only requests that organization, or the organization has accepted and nothing is proved.
  for (const link of ["requested", "agreed"] as const) {
    const other = await aSubscribedSpace(lab, { domain: `${link}.example` });
    await share(lab, connection.connectionId, other.space, { link, option: null });
    await aMemberOf(other.admin, userId);
    expect(await updatePerson(lab.deps, other.admin, userId, named)).toMatchObject({ ok: false });
    expect(await restorePassword(lab.deps, other.admin, userId)).toMatchObject({ ok: false });
  }
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
});

async function aMemberOf(ctx: Context, userId: string) {
  const membership = await lab.deps.store.membershipsOf(admin.space.id).byUser(userId);
  if (!membership) throw new Error("no member");
  await lab.deps.store.membershipsOf(ctx.space.id).insert({ ...membership, spaceId: ctx.space.id });
}

test("a person who becomes an IT administrator may set a password again", async () => {
  const userId = await annIs();
  await signIn();
  value(await updatePerson(lab.deps, admin, userId, { role: "admin", isItAdministrator: true }));
  expect((await user()).ssoOnlyOrganizationId).toBeNull();
});

test("when the organization's last sign-in option is removed, its people may set passwords again and are notified", async () => {
  await annIs();
  await signIn();
  value(await removeConnection(lab.deps, admin, { connectionId: connection.connectionId, sessions: "keep" }));
  expect((await user()).ssoOnlyOrganizationId).toBeNull();
  expect((await mailsTo(ann)).map(({ subject }) => subject)).toContainEqual(
    expect.stringMatching(/^How to sign in/),
  );
});

test("while another connection of the organization is in use, they stay converted", async () => {
  await annIs();
  await signIn();
  await anActiveConnection(lab, admin, "oidc");
  admin = await contextAs(lab.deps, admin.space, admin.user?.id ?? "");
  value(await removeConnection(lab.deps, admin, { connectionId: connection.connectionId, sessions: "keep" }));
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
});
