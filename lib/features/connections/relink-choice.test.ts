import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSamlProvider, startSamlProvider } from "@/e2e/idp/saml/server";
import { aMember } from "@/lib/db/testing/rows";
import { linkedPeople, relinkPeople } from "@/lib/features/linking/relink-people";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { SamlInput } from "@/lib/schemas/connection";
import { activateOption } from "./activate-option";
import { confirmConnection } from "./confirm-connection";
import { readRelinkQuestion } from "./relink-choice";
import { rollBack } from "./roll-back";
import { saveConfiguration } from "./save-configuration";

let lab: SsoLab;
let other: RunningSamlProvider;
let space: Space;
let admin: Context;
let program: Context;
let connection: { connectionId: string; reference: string };

beforeAll(async () => {
  lab = await openSsoLab();
  other = await startSamlProvider();
});
afterAll(async () => {
  await other.close();
  await lab.close();
});
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  program = { ...admin, via: "token", sessionId: null };
  connection = await anActiveConnection(lab, admin, "saml");
});

const ada: Pick = {};
const ben: Pick = { person: "ben-okafor" };
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const signIn = (pick: Pick) => new LabBrowser(lab).signIn(space, connection, pick);
const signedIn = { outcome: "signed_in" };
const changed = { outcome: "refused", code: "subject_changed" };

/** Ada and Ben are linked; then a version with these settings is saved and tested by somebody. */
async function tested(saml: SamlInput, tester: Pick): Promise<void> {
  expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
  await nextVersion(saml, tester);
}
async function nextVersion(saml: SamlInput, tester: Pick): Promise<void> {
  const { connectionId } = connection;
  const page = { connectionId, leaseId: null, expectedRevision: null };
  value(await saveConfiguration(lab.deps, program, { ...page, input: { protocol: "saml", values: saml } }));
  const run = await new LabBrowser(lab).test(admin, connectionId, tester);
  expect(run.report?.refusal).toBeNull();
}
const anotherProvider = async (): Promise<SamlInput> => ({
  metadataXml: await (await fetch(other.metadataUrl)).text(),
});
const putLive = (relink?: "keep" | "refuse", ctx = program) =>
  activateOption(lab.deps, ctx, {
    connectionId: connection.connectionId,
    configurationId: null,
    sessions: "keep",
    relink,
  });
const back = (version: number, ctx = program) =>
  rollBack(lab.deps, ctx, { connectionId: connection.connectionId, version, expectedRevision: null });
const ask = () => readRelinkQuestion(lab.deps, program, connection.connectionId);
const relink = (users: string[] | null, ctx = program) =>
  relinkPeople(lab.deps, ctx, { connectionId: connection.connectionId, users });
const lastEvent = async (action: string) =>
  (await lab.deps.store.auditOf(space.id).page({ search: action })).rows[0]?.details;

describe("a version with another entity ID", () => {
  test("is not put live without a choice, which says how many people it affects", async () => {
    await tested(await anotherProvider(), ada);
    expect(await ask()).toEqual({ people: 2, changed: ["entity ID"], proof: "same_subject" });
    expect(await putLive()).toMatchObject({
      ok: false,
      problem: {
        code: "relink_choice_needed",
        field: "relink",
        expected: "keep or refuse",
        received: "2 linked, no choice",
        message: expect.stringContaining("2 linked people would be refused"),
      },
    });
    // Nothing went live: everybody signs in as before.
    expect(await signIn(ben)).toMatchObject(signedIn);
  });

  test("keep carries everybody over, is audited, and a rollback restores their former subjects", async () => {
    await tested(await anotherProvider(), ada);
    expect(value(await putLive("keep"))).toMatchObject({ takenAlong: 2 });
    expect(await lastEvent("went_live")).toMatchObject({ relink: "keep", linkedPeople: 2, taken: 2 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
    value(await back(1));
    expect(await lastEvent("rolled_back")).toMatchObject({ linksRestored: 2 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
    value(await back(2));
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
  });

  test("refuse makes them relink; a rollback admits them again", async () => {
    await tested(await anotherProvider(), ada);
    expect(value(await putLive("refuse"))).toMatchObject({ takenAlong: 0 });
    expect(await signIn(ben)).toMatchObject(changed);
    value(await back(1));
    expect(await signIn(ben)).toMatchObject(signedIn);
  });

  test("cannot carry anybody over if the tester is not linked", async () => {
    await tested(await anotherProvider(), { person: "chloe-lindqvist" });
    expect(await ask()).toMatchObject({ people: 2, proof: null });
    expect(await putLive("keep")).toMatchObject({ ok: false, problem: { code: "relink_not_proved" } });
    expect(await signIn(ben)).toMatchObject(signedIn);
    await new LabBrowser(lab).test(admin, connection.connectionId, ben);
    expect(value(await putLive("keep"))).toMatchObject({ takenAlong: 2 });
  });
});

describe("a version with another Name ID format", () => {
  test("keep lets the next sign-in of each bring a new subject, once; a rollback brings the old one back", async () => {
    await tested({ nameIdFormat: persistent }, ada);
    expect(await ask()).toEqual({ people: 2, changed: ["Name ID format"], proof: "same_address" });
    expect(value(await putLive("keep"))).toMatchObject({ takenAlong: 2 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
    const user = await lab.deps.store.users.byEmail("ben.okafor@acme.example");
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    const { identities } = lab.deps.store.connectionsOf(organization?.id ?? "");
    expect(await identities.ofUser(user?.id ?? "")).toMatchObject([
      { subject: "ben-okafor", relinkAllowed: false },
    ]);
    value(await back(1));
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
    expect(await identities.ofUser(user?.id ?? "")).toMatchObject([{ subject: "ben.okafor@acme.example" }]);
  });

  test("keep opens nothing for IT administrators, nor for people of unverified domains", async () => {
    await tested({ nameIdFormat: persistent }, ada);
    const user = await lab.deps.store.users.byEmail("ben.okafor@acme.example");
    const members = lab.deps.store.membershipsOf(space.id);
    await members.update(user?.id ?? "", { isItAdministrator: true });
    expect(value(await putLive("keep"))).toMatchObject({ takenAlong: 1 });
    expect(await signIn(ada)).toMatchObject(signedIn);
    expect(await signIn(ben)).toMatchObject(changed);
  });
});

describe("people who were refused", () => {
  test("are relinked by name: those named, once, with email and audit event; others stay refused", async () => {
    await tested({ nameIdFormat: persistent }, ada);
    value(await putLive("refuse"));
    const named = ["Ben.Okafor@acme.example", "nobody@acme.example"];
    expect(value(await relink(named))).toEqual({ allowed: 1, notLinked: ["nobody@acme.example"] });
    expect((await lab.deps.store.outbox.page({ search: "can link" })).rows).toMatchObject([
      { recipient: "ben.okafor@acme.example" },
    ]);
    expect(await lastEvent("connector.relink_allowed")).toMatchObject({ subject: "ben.okafor@acme.example" });
    expect(await signIn(ben)).toMatchObject(signedIn);
    expect(await signIn(ada)).toMatchObject(changed);
  });

  test("are linked again all at once", async () => {
    await tested({ nameIdFormat: persistent }, ada);
    value(await putLive("refuse"));
    expect(await signIn(ben)).toMatchObject(changed);
    expect(await linkedPeople(lab.deps, program, connection.connectionId)).toBe(2);
    expect(value(await relink(null))).toEqual({ allowed: 2, notLinked: [] });
    expect(await linkedPeople(lab.deps, program, connection.connectionId)).toBe(0);
    expect(await lastEvent("connection.relink_allowed")).toMatchObject({ people: 2 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
  });

  test("of another tenant are not found, and neither is their connection", async () => {
    await tested({ nameIdFormat: persistent }, ada);
    const stranger = await aSubscribedSpace(lab, { domain: "other.example" });
    expect(await relink(null, stranger.admin)).toMatchObject({
      ok: false,
      problem: { code: "connection_not_found" },
    });
    expect(await linkedPeople(lab.deps, stranger.admin, connection.connectionId)).toBeNull();
    expect(value(await relink([stranger.admin.user?.id ?? ""]))).toMatchObject({ allowed: 0 });
  });
});

describe("a member below administrator who manages single sign-on", () => {
  const emails = { ada: "ada.moreno@acme.example", ben: "ben.okafor@acme.example" };

  /** Ada is an administrator; the version waits for the delegate, a reader. */
  async function delegate(saml: SamlInput): Promise<Context> {
    await tested(saml, ben);
    const members = lab.deps.store.membershipsOf(space.id);
    const id = (await lab.deps.store.users.byEmail(emails.ada))?.id ?? "";
    await members.update(id, { role: "admin", licence: "admin", roleSource: "manual" });
    const permissions = ["manage_auth_integrations"];
    const { userId } = await aMember(lab.deps.store, space.id, { permissions });
    return { ...(await contextAs(lab.deps, space, userId)), via: "token", sessionId: null };
  }
  const confirm = () =>
    confirmConnection(lab.deps, program, {
      connectionId: connection.connectionId,
      configurationId: null,
    });

  test("carries nobody over above their own role; those follow once an administrator confirms", async () => {
    const reader = await delegate(await anotherProvider());
    expect(value(await putLive("keep", reader))).toMatchObject({ takenAlong: 1 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([changed, signedIn]);
    expect(value(await confirm())).toEqual({ takenAlong: 1 });
    expect(await lastEvent("connection.confirmed")).toMatchObject({ takenAlong: 1 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([signedIn, signedIn]);
  });

  test("people who were not to be carried over stay refused after the confirmation", async () => {
    const reader = await delegate(await anotherProvider());
    expect(value(await putLive("refuse", reader))).toMatchObject({ takenAlong: 0 });
    expect(value(await confirm())).toEqual({ takenAlong: 0 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([changed, changed]);
    expect(value(await relink([emails.ada]))).toMatchObject({ allowed: 1 });
    expect(await signIn(ada)).toMatchObject(signedIn);
  });

  test("the confirmation allows those above them a new subject, and nobody a second time", async () => {
    const reader = await delegate({ nameIdFormat: persistent });
    expect(value(await putLive("keep", reader))).toMatchObject({ takenAlong: 1 });
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([changed, signedIn]);
    expect(value(await confirm())).toEqual({ takenAlong: 1 });
    expect(await signIn(ada)).toMatchObject(signedIn);
    const { organizationId } = (await lab.deps.store.connectionLookup.byId(connection.connectionId)) ?? {};
    const benId = (await lab.deps.store.users.byEmail(emails.ben))?.id ?? "";
    const links = lab.deps.store.connectionsOf(organizationId ?? "").identities;
    expect(await links.byUser(connection.connectionId, benId)).toMatchObject({ relinkAllowed: false });
  });

  test("allows nobody above their own role a new subject", async () => {
    const reader = await delegate({ nameIdFormat: persistent });
    expect(value(await putLive("refuse", reader))).toMatchObject({ takenAlong: 0 });
    value(await confirm());
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([changed, changed]);
    expect(value(await relink(null, reader))).toMatchObject({ allowed: 1 });
    expect(await relink([emails.ben, emails.ada], reader)).toMatchObject({
      ok: false,
      problem: { code: "role_above_own", field: "users.1", received: "admin" },
    });
    expect(await signIn(ada)).toMatchObject(changed);
    expect(value(await relink(null))).toMatchObject({ allowed: 2 });
    expect(await signIn(ada)).toMatchObject(signedIn);
  });

  test("puts an earlier version live for people of their own role, until an administrator confirms again", async () => {
    const reader = await delegate(await anotherProvider());
    expect(value(await putLive("keep"))).toMatchObject({ takenAlong: 2 });
    value(await back(1, reader));
    expect([await signIn(ada), await signIn(ben)]).toMatchObject([
      { outcome: "refused", code: "version_awaits_admin" },
      signedIn,
    ]);
    value(await confirm());
    expect(await signIn(ada)).toMatchObject(signedIn);
  });
});

test("a version that changes nobody's subject needs no choice", async () => {
  await tested({ forceReauthentication: true }, { person: "chloe-lindqvist" });
  expect(await ask()).toBeNull();
  expect(value(await putLive())).toMatchObject({ takenAlong: 0 });
  expect(await signIn(ben)).toMatchObject(signedIn);
});

test("without linked people no choice is needed", async () => {
  await nextVersion(await anotherProvider(), ada);
  expect(await ask()).toBeNull();
  expect(value(await putLive())).toMatchObject({ takenAlong: 0 });
});
