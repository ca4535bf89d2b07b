import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { applyConfiguration } from "@/lib/features/configuration-file/apply-configuration";
import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { changeSignInSettings } from "@/lib/features/sign-in/change-sign-in-settings";
import { contextAs } from "@/lib/features/testing/context-as";
import { ownPasswordHash, refusalOf, signedIn } from "@/lib/features/testing/password-world";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { share, typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { setSsoOnlyConversion } from "./set-sso-only-conversion";

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
  await adminAgain();
  await aMember(
    lab.deps.store,
    admin.space.id,
    {},
    {
      email: ann,
      passwordHash: await ownPasswordHash(),
      passwordChangedAt: new Date(),
    },
  );
});

async function adminAgain() {
  admin = await contextAs(lab.deps, admin.space, admin.user?.id ?? "");
}
const convert = (on: boolean, ctx = admin) => setSsoOnlyConversion(lab.deps, ctx, on);
const signIn = (space: Space = admin.space) => new LabBrowser(lab).signIn(space, connection, typed(ann));
const user = async () => {
  const found = await lab.deps.store.users.byEmail(ann);
  if (!found) throw new Error("nobody");
  return found;
};
const subjectsTo = async (email: string) =>
  (await lab.deps.store.outbox.page({ pageSize: 100 })).rows
    .filter(({ recipient }) => recipient === email)
    .map(({ subject }) => subject);
async function remove() {
  await adminAgain();
  const { connectionId } = connection;
  return value(await removeConnection(lab.deps, admin, { connectionId, sessions: "keep" }));
}
/** A second space of another company that signs in through the first one's connection; Ann belongs to both. */
async function aGuestSpace() {
  const guest = await aSubscribedSpace(lab, { domain: "guest.example" });
  await share(lab, connection.connectionId, guest.space, { link: "connected", option: {} });
  const membership = await lab.deps.store.membershipsOf(admin.space.id).byUser((await user()).id);
  if (!membership) throw new Error("no member");
  await lab.deps.store.membershipsOf(guest.space.id).insert({ ...membership, spaceId: guest.space.id });
  return guest;
}

test("a space converts by default", async () => {
  expect(admin.space.convertToSsoOnly).toBe(true);
  expect(await signIn()).toMatchObject({
    outcome: "signed_in",
    to: expect.stringContaining("/sso-only"),
  });
  expect(await user()).toMatchObject({ hasPassword: false });
});

test("off: an earlier password stays, works beside single sign-on, and works after the removal", async () => {
  value(await convert(false));
  expect(await signIn()).toMatchObject({ outcome: "signed_in", to: `/${admin.space.slug}` });
  expect(await user()).toMatchObject({ hasPassword: true, ssoOnlyOrganizationId: null });
  await signedIn(lab.deps);
  expect(await remove()).toMatchObject({ notifiedAboutPassword: 0 });
  await signedIn(lab.deps);
  expect(await subjectsTo(ann)).not.toContainEqual(
    expect.stringMatching(/SSO only|How to sign in|from now on/),
  );
});

test("on: the same removal finds nobody with a password and mails how to set one", async () => {
  await signIn();
  expect(await remove()).toMatchObject({ notifiedAboutPassword: 1 });
  expect(await refusalOf(lab.deps)).toMatchObject({ code: "sign_in_refused" });
  expect(await subjectsTo(ann)).toContainEqual(expect.stringMatching(/^How to sign in/));
});

test("if passwords were for IT administrators only, an earlier one works again after the removal", async () => {
  value(await convert(false));
  await lab.deps.store.spaces.update(admin.space.id, { passwordSignIn: "it_administrators_only" });
  await signIn();
  expect(await user()).toMatchObject({ hasPassword: true });
  expect(await refusalOf(lab.deps)).toMatchObject({ code: "sign_in_refused" });
  await remove();
  await signedIn(lab.deps);
});

test("turning it off lets converted people set a password again, and no other organization's people", async () => {
  await signIn();
  const other = await aSubscribedSpace(lab, { domain: "other.example" });
  expect(value(await convert(false, other.admin))).toEqual({
    convertToSsoOnly: false,
    changed: true,
    passwordsFreed: 0,
  });
  expect((await user()).ssoOnlyOrganizationId).not.toBeNull();
  expect(value(await convert(false))).toEqual({ convertToSsoOnly: false, changed: true, passwordsFreed: 1 });
  expect((await user()).ssoOnlyOrganizationId).toBeNull();
  const { rows } = await lab.deps.store.auditOf(admin.space.id).page({ pageSize: 1 });
  expect(rows).toMatchObject([
    {
      action: "space.sso_only_conversion_changed",
      details: { from: true, to: false, passwordsFreed: 1 },
    },
  ]);
});

test("repeating it changes nothing and writes nothing", async () => {
  value(await convert(false));
  const { total } = await lab.deps.store.auditOf(admin.space.id).page({});
  expect(value(await convert(false))).toMatchObject({ changed: false });
  expect((await lab.deps.store.auditOf(admin.space.id).page({})).total).toBe(total);
});

test("turned on again, the next sign-in converts", async () => {
  value(await convert(false));
  await signIn();
  value(await convert(true));
  await signIn();
  expect(await user()).toMatchObject({ hasPassword: false });
});

test("the space that owns the organization decides, whichever space people sign in to", async () => {
  const guest = await aGuestSpace();
  value(await convert(false));
  expect(guest.space.convertToSsoOnly).toBe(true);
  await signIn(guest.space);
  expect(await user()).toMatchObject({ hasPassword: true });
  value(await convert(true));
  value(await convert(false, guest.admin));
  await signIn(guest.space);
  expect(await user()).toMatchObject({ hasPassword: false });
});

test("programs change one setting and leave the others, and a refused one changes nothing", async () => {
  expect(value(await changeSignInSettings(lab.deps, admin, { convertToSsoOnly: false }))).toEqual({
    passwordSignIn: "allowed",
    convertToSsoOnly: false,
    twoFactorRequired: false,
    passwordMaxAgeDays: null,
  });
  const refused = { passwordSignIn: "it_administrators_only", convertToSsoOnly: true } as const;
  expect(await changeSignInSettings(lab.deps, admin, refused)).toMatchObject({
    problem: { code: "no_way_back" },
  });
  expect((await lab.deps.store.spaces.byId(admin.space.id))?.convertToSsoOnly).toBe(false);
});

test("a configuration file carries it from space to space, and a file without it leaves it unchanged", async () => {
  value(await convert(false));
  const { signInSettings } = await exportConfiguration(lab.deps, admin, { withDirectories: true });
  expect(signInSettings).toMatchObject({ convertToSsoOnly: false });
  const other = await aSubscribedSpace(lab, { domain: "other.example" });
  const apply = async (settings: unknown) => {
    const file = { format: "gatehouse-configuration/1", signInSettings: settings };
    const input = configurationBody.parse({ configuration: file });
    const applied = value(await applyConfiguration(lab.deps, other.admin, input));
    const steps = applied.steps.filter(({ kind }) => kind === "sign_in_settings");
    const space = await lab.deps.store.spaces.byId(other.space.id);
    return [steps.map(({ outcome }) => outcome), space?.convertToSsoOnly];
  };
  expect(await apply(undefined)).toEqual([[], true]);
  expect(await apply({ twoFactorRequired: false })).toEqual([["unchanged"], true]);
  expect(await apply({ convertToSsoOnly: false })).toEqual([["done"], false]);
  expect(await apply(JSON.parse(JSON.stringify(signInSettings)))).toEqual([["unchanged"], false]);
});
