import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { sendReset } from "@/lib/features/passwords/forgot-password";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { ownPasswordHash, refusalOf } from "@/lib/features/testing/password-world";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick as Picked,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { allowConnections } from "./allow-connections";
import { beginLink } from "./begin-link";
import { changeLink } from "./change-link";
import { readPersonConnections } from "./person-connections";

let lab: SsoLab;
let space: Space;
let admin: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  lab.clock.forward((Date.now() - lab.deps.now().getTime()) / 1000);
  ({ space, admin } = await aSubscribedSpace(lab));
});

const email = "ada.moreno@acme.example";
const codeOf = (outcome: { ok: boolean; problem?: { code: string } }) =>
  outcome.ok ? "fine" : outcome.problem?.code;
const mailsTo = async (recipient: string) =>
  (await lab.deps.store.outbox.page({ pageSize: 50 })).rows.filter((mail) => mail.recipient === recipient);
/** Ada, added by hand and signed in by password. */
async function ada(): Promise<Context> {
  const member = await aMember(lab.deps.store, space.id, {}, { email, firstName: "Ada", lastName: "Moreno" });
  return contextAs(lab.deps, space, member.userId);
}

describe("the connections of a person", () => {
  test("without a choice every one admits them; with a choice only the chosen ones", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const openid = await anActiveConnection(lab, admin, "oidc");
    const { user } = await ada();
    const userId = user?.id ?? "";
    expect(await new LabBrowser(lab).signIn(space, tool)).toMatchObject({ outcome: "signed_in" });

    value(await allowConnections(lab.deps, admin, { userId, connections: [openid.connectionId] }));
    expect(await new LabBrowser(lab).signIn(space, tool)).toMatchObject({ code: "connector_not_allowed" });
    expect(await new LabBrowser(lab).signIn(space, openid)).toMatchObject({ outcome: "signed_in" });

    value(await allowConnections(lab.deps, admin, { userId, connections: [] }));
    expect(await new LabBrowser(lab).signIn(space, tool)).toMatchObject({ outcome: "signed_in" });
    const actions = await auditedActions(lab.deps, space.id);
    expect(actions.filter((action) => action === "person.connectors_changed")).toHaveLength(2);
    const [back, chosen] = await mailsTo(email);
    expect(chosen?.body).toContain("only through: Simulator oidc");
    expect(back?.body).toContain("can again use every option");
    // The same choice again changes nothing, so no mail is sent.
    value(await allowConnections(lab.deps, admin, { userId, connections: [] }));
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("exclude the password from the space while chosen; IT administrators keep it", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const { user } = await ada();
    const userId = user?.id ?? "";
    await lab.deps.store.users.update(userId, { passwordHash: await ownPasswordHash() });
    const connections = [tool.connectionId];
    const refusal = async () => (await refusalOf(lab.deps, { email, spaceSlug: space.slug }))?.code ?? null;
    expect(await refusal()).toBeNull();
    value(await allowConnections(lab.deps, admin, { userId, connections }));
    // As for a wrong password, and no reset link sets a usable new one.
    expect(await refusal()).toBe("sign_in_refused");
    await sendReset(lab.deps, email);
    expect((await mailsTo(email))[0]?.body).not.toContain("/reset-password/");
    await lab.deps.store.membershipsOf(space.id).update(userId, { role: "admin", isItAdministrator: true });
    expect(await refusal()).toBeNull();
    await lab.deps.store.membershipsOf(space.id).update(userId, { role: "reader", isItAdministrator: false });
    value(await allowConnections(lab.deps, admin, { userId, connections: [] }));
    expect(await refusal()).toBeNull();
  });

  test("cannot all be disabled: the person could not sign in at all", async () => {
    const { user } = await ada();
    const draft = await aDraft(lab, admin, "oidc");
    const input = { userId: user?.id ?? "", connections: [draft.connectionId] };
    expect(codeOf(await allowConnections(lab.deps, admin, input))).toBe("no_active_connector");
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const both = { ...input, connections: [draft.connectionId, tool.connectionId] };
    expect(codeOf(await allowConnections(lab.deps, admin, both))).toBe("fine");
  });

  test("are listed with subject, first and last use, and stored tokens", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const { user } = await ada();
    await new LabBrowser(lab).signIn(space, tool);
    const read = await readPersonConnections(lab.deps, admin, user?.id ?? "");
    expect(read).toMatchObject({
      restricted: false,
      connections: [
        {
          isChosen: false,
          link: { subject: "ada-moreno", issuer: lab.tool.url, relinkAllowed: false },
          tokens: { scopes: ["profile", "contacts.read"], isRefreshed: true, endedAt: null },
        },
      ],
    });
    expect(JSON.stringify(read)).not.toMatch(/at_|rt_/);
  });

  test("of another space, its people and its connections are not found", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const { user } = await ada();
    const userId = user?.id ?? "";
    const other = await aSubscribedSpace(lab, { domain: "globex.example" });
    expect(await readPersonConnections(lab.deps, other.admin, userId)).toBeNull();
    const connections = [tool.connectionId];
    expect(codeOf(await allowConnections(lab.deps, other.admin, { userId, connections }))).toBe(
      "person_not_found",
    );
    const own = other.admin.user?.id ?? "";
    expect(codeOf(await allowConnections(lab.deps, other.admin, { userId: own, connections }))).toBe(
      "connection_not_found",
    );
    const input = { userId, connectionId: tool.connectionId, change: "relink" } as const;
    expect(codeOf(await changeLink(lab.deps, other.admin, input))).toBe("connection_not_found");
    expect(codeOf(await changeLink(lab.deps, admin, input))).toBe("link_not_found");
  });
});

describe("a changed subject", () => {
  const typed = { typed: { email, givenName: "Ada", familyName: "Moreno" } };

  test("is refused until an administrator allows the person to be relinked, once", async () => {
    const saml = await anActiveConnection(lab, admin, "saml");
    await new LabBrowser(lab).signIn(space, saml);
    const user = await lab.deps.store.users.byEmail(email);
    const identities = lab.deps.store.connectionsOf(
      (await lab.deps.store.connectionLookup.byId(saml.connectionId))?.organizationId ?? "",
    ).identities;
    const link = await identities.byUser(saml.connectionId, user?.id ?? "");
    await identities.update(link?.id ?? "", { subject: "the-account-before" });
    expect(await new LabBrowser(lab).signIn(space, saml, typed)).toMatchObject({ code: "subject_changed" });

    const input = { userId: user?.id ?? "", connectionId: saml.connectionId };
    value(await changeLink(lab.deps, admin, { ...input, change: "relink" }));
    expect(await new LabBrowser(lab).signIn(space, saml, typed)).toMatchObject({ outcome: "signed_in" });
    const after = await identities.byUser(saml.connectionId, user?.id ?? "");
    expect(after?.relinkAllowed).toBe(false);
    expect(after?.subject).not.toBe("the-account-before");

    value(await changeLink(lab.deps, admin, { ...input, change: "remove" }));
    expect(await identities.byUser(saml.connectionId, user?.id ?? "")).toBeNull();
    const actions = await auditedActions(lab.deps, space.id);
    expect(actions).toEqual(
      expect.arrayContaining(["connector.relink_allowed", "connector.linked", "connector.unlinked"]),
    );
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      "Your link to Simulator saml was removed",
      "Another account of Simulator saml is linked to you",
      "You can link Simulator saml again",
    ]);
  });

  test("notifies somebody with a password when a sign-in links them, but nobody new", async () => {
    const saml = await anActiveConnection(lab, admin, "saml");
    await new LabBrowser(lab).signIn(space, saml);
    expect(await mailsTo(email)).toEqual([]);
    // Members who manage the integrations keep the password, so no other message notifies them.
    const at = { email: "ben.okafor@acme.example", firstName: "Ben", lastName: "Okafor" };
    const ben = await aMember(lab.deps.store, space.id, { role: "admin", licence: "admin" }, at);
    await lab.deps.store.users.update(ben.userId, { passwordHash: "hash" });
    const typed = { typed: { email: at.email, givenName: "Ben", familyName: "Okafor" } };
    const first = await new LabBrowser(lab).signIn(space, saml, typed);
    expect(first).toMatchObject({ outcome: "signed_in" });
    expect(await mailsTo(at.email)).toMatchObject([
      { subject: "Simulator saml is linked to your account", body: expect.stringContaining("192.0.2.7") },
    ]);
    await new LabBrowser(lab).signIn(space, saml, typed);
    expect(await mailsTo(at.email)).toHaveLength(1);
  });
});

describe("a person links a connection to themselves", () => {
  async function link(
    person: Context,
    connectionId: string,
    pick: Picked = {},
    sessionId = person.sessionId,
  ) {
    const browser = new LabBrowser(lab);
    const started = await beginLink(lab.deps, person, {
      connectionId,
      browserSecret: browser.secret,
      returnTo: `/${space.slug}/account`,
      address: "192.0.2.7",
    });
    if (started.outcome !== "out") return started;
    return browser.finish(await browser.answer(connectionId, started.redirect, pick), sessionId);
  }

  test.each(["oauth2", "oidc", "saml"] as const)("by %s, and signs in by it afterwards", async (protocol) => {
    const connection = await anActiveConnection(lab, admin, protocol);
    const person = await ada();
    expect(await link(person, connection.connectionId)).toEqual({
      outcome: "linked",
      to: `/${space.slug}/account`,
    });
    const read = await readPersonConnections(lab.deps, admin, person.user?.id ?? "");
    expect(read?.connections[0]?.link).not.toBeNull();
    expect(await auditedActions(lab.deps, space.id)).toContain("connector.linked");
    expect(await mailsTo(email)).toMatchObject([
      { subject: `Simulator ${protocol} is linked to your account`, spaceId: space.id },
    ]);
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
    expect(await link(person, connection.connectionId)).toMatchObject({ outcome: "linked" });
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("only with an account that has their own address", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const person = await ada();
    const to = tool.connectionId;
    expect(await link(person, to, { person: "ben-okafor" })).toMatchObject({ code: "username_mismatch" });
    expect(await link(person, to, { fault: "unverified_email" })).toMatchObject({
      code: "email_not_verified",
    });
    expect(await link(person, to, { fault: "missing_email" })).toMatchObject({ code: "email_missing" });
    expect(await lab.deps.store.users.byEmail("ben.okafor@acme.example")).toBeNull();
  });

  test("only while the session is theirs", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const person = await ada();
    expect(await link(person, tool.connectionId, {}, null)).toMatchObject({ code: "link_session_ended" });
    expect(await link(person, tool.connectionId, {}, admin.sessionId)).toMatchObject({
      code: "link_session_ended",
    });
    const [one] = [person.sessionId ?? ""];
    await lab.deps.store.sessions.end(one, "signed_out", lab.deps.now());
    expect(await link(person, tool.connectionId)).toMatchObject({ code: "link_session_ended" });
  });

  test("not an account of another person, nor over their own link to another account", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const person = await ada();
    await link(person, tool.connectionId);
    const { organizationId = "" } = (await lab.deps.store.connectionLookup.byId(tool.connectionId)) ?? {};
    const { identities } = lab.deps.store.connectionsOf(organizationId);
    const own = await identities.byUser(tool.connectionId, person.user?.id ?? "");
    await identities.update(own?.id ?? "", { subject: "the-account-before" });
    expect(await link(person, tool.connectionId)).toMatchObject({ code: "subject_changed" });
    const rest = { relinkAllowed: false, firstUsedAt: new Date(), lastUsedAt: new Date() };
    await identities.insert({
      ...rest,
      id: "link_other",
      organizationId,
      connectionId: tool.connectionId,
      userId: admin.user?.id ?? "",
      issuer: lab.tool.url,
      subject: "ada-moreno",
    });
    expect(await link(person, tool.connectionId)).toMatchObject({ code: "subject_taken" });
  });

  test("not one that is disabled, of another space, or not chosen for them", async () => {
    const tool = await anActiveConnection(lab, admin, "oauth2");
    const openid = await anActiveConnection(lab, admin, "oidc");
    const person = await ada();
    const other = await aSubscribedSpace(lab, { domain: "globex.example" });
    const foreign = await anActiveConnection(lab, other.admin, "oauth2");
    expect(await link(person, foreign.connectionId)).toEqual({ outcome: "not_found" });
    const chosen = { userId: person.user?.id ?? "", connections: [openid.connectionId] };
    value(await allowConnections(lab.deps, admin, chosen));
    expect(await link(person, tool.connectionId)).toMatchObject({ code: "connector_not_allowed" });
    const option = await lab.deps.store.optionsOf(space.id).byConnection(openid.connectionId);
    const by = { userId: null, at: new Date() };
    await lab.deps.store.optionsOf(space.id).move(option?.id ?? "", "active", "disabled", by);
    expect(await link(person, openid.connectionId)).toMatchObject({ code: "option_inactive" });
  });
});
