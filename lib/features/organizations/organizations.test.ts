import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { listConnectionRows } from "@/lib/features/connections/connection-row";
import { viewConnection, viewOf } from "@/lib/features/connections/connection-view";
import { initialOptionSettings } from "@/lib/features/connections/create-connection";
import { listConnections } from "@/lib/features/connections/list-connections";
import { listVersions } from "@/lib/features/connections/list-versions";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { switchOption } from "@/lib/features/connections/switch-option";
import { allowConnections } from "@/lib/features/linking/allow-connections";
import { readPersonConnections } from "@/lib/features/linking/person-connections";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { passwordSpacesOf } from "@/lib/features/passwords/password-access";
import { listOwnSpaces } from "@/lib/features/sessions/list-own-spaces";
import { liveSession } from "@/lib/features/sessions/live-session";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openedSpaces, people, setOption, typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { startConnecting } from "./connect-organization";
import { askForOrganization, decideRequest, withdrawRequest } from "./organization-links";
import { listOrganizationRequests, listOrganizations, readOrganization } from "./read-organizations";
import { removeGuest, unlinkOrganization } from "./unlink-organization";

/** The view of programs. */
const all = { withUnused: true };

let lab: SsoLab;
let owner: Context;
let guest: Context;
let connection: { connectionId: string; reference: string };
let organizationId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  owner = (await aSubscribedSpace(lab, { space: { name: "Owner" } })).admin;
  guest = await anAdmin(await aSpace(lab.deps.store, { name: "Guest" }));
  connection = await anActiveConnection(lab, owner, "saml");
  const found = await lab.deps.store.connectionLookup.byId(connection.connectionId);
  organizationId = found?.organizationId ?? "";
});

async function anAdmin(space: Space): Promise<Context> {
  const { userId } = await aMember(lab.deps.store, space.id, { role: "admin", licence: "admin" });
  return contextAs(lab.deps, space, userId);
}
const ask = (slug = owner.space.slug) => askForOrganization(lab.deps, guest, slug);
const decide = (agree: boolean, ctx = owner) =>
  decideRequest(lab.deps, ctx, { spaceId: guest.space.id, agree });
async function agreed() {
  value(await ask());
  value(await decide(true));
}
/** The whole round trip of "Connect organization", in the browser that has `sessionId`. */
async function connect(ctx = guest, sessionId = ctx.sessionId) {
  const { url } = value(await startConnecting(lab.deps, ctx, connection));
  const browser = new LabBrowser(lab);
  const secret = url.split("/").at(-1) ?? "";
  const opened = await openTestRun(lab.deps, {
    secret,
    browserSecret: browser.secret,
    address: null,
    connects: true,
  });
  if (opened.outcome !== "out") throw new Error(opened.outcome);
  return browser.finish(await browser.answer(connection.connectionId, opened.redirect), sessionId);
}
async function connected() {
  await agreed();
  const finished = await connect();
  expect(finished).toMatchObject({ outcome: "connected", to: expect.stringContaining("done%3Dconnected") });
  guest = await contextAs(lab.deps, guest.space, guest.user?.id ?? "");
}
const option = async (ctx: Context) =>
  lab.deps.store.optionsOf(ctx.space.id).byConnection(connection.connectionId);
const mails = async () => (await lab.deps.store.outbox.page({ pageSize: 100 })).rows;

describe("requesting another space's organization", () => {
  test("both sides see it, and the other side is notified by email", async () => {
    value(await ask());
    expect(await listOrganizations(lab.deps, guest)).toMatchObject({ rows: [] });
    expect((await listOrganizationRequests(lab.deps, guest)).rows).toMatchObject([
      { slug: owner.space.slug, status: "waiting", requestedBy: "Ann Apple" },
    ]);
    expect((await listOrganizations(lab.deps, owner)).rows).toMatchObject([{ waiting: 1 }]);
    expect(await mails()).toMatchObject([{ recipient: owner.user?.email, spaceId: owner.space.id }]);
  });

  test("the lists are searchable and paged, each space sees its own", async () => {
    for (const slug of ["pear", "fig", owner.space.slug]) value(await ask(slug));
    const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    for (const ctx of [owner, stranger])
      expect((await listOrganizationRequests(lab.deps, ctx)).total).toBe(0);
    const requests = async (query: object) =>
      (await listOrganizationRequests(lab.deps, guest, query)).rows.map(({ slug }) => slug);
    expect(await requests({ search: "IG" })).toContain("fig");
    expect(await requests({ sort: "slug", direction: "desc", pageSize: 1 })).toEqual(["pear"]);
    expect(await requests({ status: "declined" })).toEqual([]);

    // Somebody else's accepted request: waiting ones come first, and search counts its results.
    value(await askForOrganization(lab.deps, stranger, owner.space.slug));
    value(await decide(true));
    const spaces = async (search: string) =>
      (await readOrganization(lab.deps, owner, organizationId, { search }))?.spaces;
    expect(await spaces("")).toMatchObject({
      rows: [{ status: "requested" }, { name: "Guest", status: "agreed" }],
      total: 2,
    });
    expect(await spaces("guest")).toMatchObject({ rows: [{ name: "Guest" }], total: 1 });
    expect(await readOrganization(lab.deps, stranger, organizationId)).toBeNull();
    expect((await listOrganizations(lab.deps, guest, { search: "no such" })).total).toBe(0);
  });

  test("reveals nothing about whether the space exists: answer, list and log are the same", async () => {
    const real = await ask();
    const [known] = (await listOrganizationRequests(lab.deps, guest)).rows;
    const none = await ask("nobody-there");
    expect(none).toEqual(real);
    const unknown = (await listOrganizationRequests(lab.deps, guest)).rows.find(
      ({ slug }) => slug === "nobody-there",
    );
    expect({ ...unknown, slug: "", createdAt: "" }).toEqual({ ...known, slug: "", createdAt: "" });
    expect(await auditedActions(lab.deps, guest.space.id)).toEqual([
      "organization.link_requested",
      "organization.link_requested",
    ]);
  });

  test("shows nothing of the other organization while it waits", async () => {
    value(await ask());
    expect(await readOrganization(lab.deps, guest, organizationId)).toBeNull();
    expect((await listConnections(lab.deps, guest, all, viewOf)).rows).toEqual([]);
    expect(await startConnecting(lab.deps, guest, connection)).toMatchObject({
      ok: false,
      problem: { kind: "not_found" },
    });
  });

  test("a second request is refused; after a declined one a new request is possible", async () => {
    value(await ask());
    expect(await ask()).toMatchObject({ ok: false, problem: { code: "already_asked" } });
    value(await decide(false));
    expect((await listOrganizationRequests(lab.deps, guest)).rows).toMatchObject([{ status: "declined" }]);
    value(await ask());
    expect((await listOrganizations(lab.deps, owner)).rows).toMatchObject([{ waiting: 1 }]);
  });

  test("a withdrawn request can no longer be accepted", async () => {
    value(await ask());
    value(await withdrawRequest(lab.deps, guest, owner.space.slug));
    expect(await decide(true)).toMatchObject({ ok: false, problem: { code: "request_not_found" } });
  });

  test("only the owning space decides, and only once", async () => {
    value(await ask());
    const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    expect(await decide(true, stranger)).toMatchObject({ ok: false, problem: { kind: "not_found" } });
    expect(await decide(true, guest)).toMatchObject({ ok: false, problem: { kind: "not_found" } });
    value(await decide(true));
    expect(await decide(false)).toMatchObject({ ok: false, problem: { kind: "not_found" } });
    expect(await readOrganization(lab.deps, guest, organizationId)).toMatchObject({ status: "agreed" });
  });

  test("a space without the SSO option cannot request, and no space requests its own", async () => {
    const plain = { ...guest, space: { ...guest.space, ssoSubscribed: false } };
    expect(await askForOrganization(lab.deps, plain, owner.space.slug)).toMatchObject({
      problem: { code: "not_subscribed" },
    });
    expect(await ask(guest.space.slug)).toMatchObject({ problem: { code: "own_organization" } });
  });
});

describe("Connect organization", () => {
  test("a real sign-in proves the link: the option is active with its own settings, and the person is signed out", async () => {
    await setOption(lab, owner.space, connection.connectionId, { defaultRole: "editor" });
    await connected();
    expect(await option(guest)).toMatchObject({ status: "active", settings: { defaultRole: "reader" } });
    expect(await readOrganization(lab.deps, guest, organizationId)).toMatchObject({ status: "connected" });
    expect(await readOrganization(lab.deps, owner, organizationId)).toMatchObject({
      spaces: { rows: [{ name: "Guest", status: "connected" }] },
    });
  });

  test("a sign-in that fails at the provider connects nothing and explains why", async () => {
    await agreed();
    const { url } = value(await startConnecting(lab.deps, guest, connection));
    const browser = new LabBrowser(lab);
    const secret = url.split("/").at(-1) ?? "";
    const opened = await openTestRun(lab.deps, {
      secret,
      browserSecret: browser.secret,
      address: null,
      connects: true,
    });
    if (opened.outcome !== "out") throw new Error(opened.outcome);
    const answer = await browser.answer(connection.connectionId, opened.redirect, {
      fault: "wrong_audience",
    });
    expect(await browser.finish(answer, guest.sessionId)).toMatchObject({ outcome: "tested" });
    expect(await option(guest)).toBeNull();
  });

  test("counts only for the person who began it, while they are signed in", async () => {
    await agreed();
    expect(await connect(guest, null)).toMatchObject({
      to: expect.stringContaining("refused=connect_session_ended"),
    });
    const second = await anAdmin(guest.space);
    expect(await connect(guest, second.sessionId)).toMatchObject({
      to: expect.stringContaining("refused=connect_session_ended"),
    });
    expect(await option(guest)).toBeNull();
  });

  test("a plain test's address connects nothing, and a connecting address is no plain test", async () => {
    await agreed();
    const { url } = value(await startConnecting(lab.deps, guest, connection));
    const secret = url.split("/").at(-1) ?? "";
    expect(await openTestRun(lab.deps, { secret, browserSecret: "x", address: null })).toEqual({
      outcome: "not_found",
    });
  });

  test("a person who has lost the permission meanwhile, or whose link has ended, connects nothing", async () => {
    await agreed();
    const { userId } = await aMember(lab.deps.store, guest.space.id, { role: "admin" });
    const draining = await contextAs(lab.deps, guest.space, userId);
    const started = startConnecting(lab.deps, draining, connection);
    value(await started);
    await lab.deps.store.membershipsOf(guest.space.id).update(userId, { role: "reader" });
    expect(await connect(draining)).toMatchObject({ to: expect.stringContaining("connect_session_ended") });
    value(await removeGuest(lab.deps, owner, guest.space.id));
    expect(await startConnecting(lab.deps, guest, connection)).toMatchObject({
      problem: { kind: "not_found" },
    });
    expect(await option(guest)).toBeNull();
  });

  test("edits in the owning space meanwhile do not interfere; and once is enough", async () => {
    const program: Context = { ...owner, via: "token", sessionId: null };
    value(
      await saveConfiguration(lab.deps, program, {
        connectionId: connection.connectionId,
        leaseId: null,
        expectedRevision: null,
        input: { protocol: "saml", values: { loginFlow: "sp" } },
      }),
    );
    await connected();
    expect(await startConnecting(lab.deps, guest, connection)).toMatchObject({
      problem: { code: "already_connected" },
    });
  });
});

test("a person who had to sign in by the linked connection can sign in again once the link has ended", async () => {
  for (const end of [
    () => unlinkOrganization(lab.deps, guest, { organizationId, sessions: "keep" }),
    () => removeGuest(lab.deps, owner, guest.space.id),
  ]) {
    await connected();
    const { userId } = await aMember(lab.deps.store, guest.space.id);
    value(await allowConnections(lab.deps, guest, { userId, connections: [connection.connectionId] }));
    const passwordSpaces = async () => (await passwordSpacesOf(lab.deps.store, userId)).length;
    expect(await passwordSpaces()).toBe(0);
    value(await end());
    guest = await contextAs(lab.deps, guest.space, guest.user?.id ?? "");
    expect(await readPersonConnections(lab.deps, guest, userId)).toMatchObject({ restricted: false });
    expect(await passwordSpaces()).toBe(1);
  }
});

test("a linked space sees what is live of a connection: no draft, and none of the owner's people", async () => {
  await connected();
  const program: Context = { ...owner, via: "token", sessionId: null };
  value(
    await saveConfiguration(lab.deps, program, {
      connectionId: connection.connectionId,
      leaseId: null,
      expectedRevision: null,
      input: { protocol: "saml", values: { loginFlow: "sp" } },
    }),
  );
  const details = await readConnectionDetails(lab.deps, guest, connection.connectionId);
  expect(details).toMatchObject({ isOwn: false, draft: null, live: { createdBy: null } });
  expect(details?.versions).toMatchObject([{ state: "live", createdBy: null }]);
  // Nor can programs.
  const seen = await viewConnection(lab.deps, guest, connection.connectionId);
  expect(seen).toMatchObject({ configuration: { state: "live" } });
  expect(value(await listVersions(lab.deps, guest, connection.connectionId))).toMatchObject([
    { state: "live", createdBy: null },
  ]);
  const hidden = await aDraft(lab, owner, "oidc");
  expect(await viewConnection(lab.deps, guest, hidden.connectionId)).toBeNull();
  expect(value(await listVersions(lab.deps, guest, hidden.connectionId))).toEqual([]);
  expect((await listConnections(lab.deps, guest, all, viewOf)).total).toBe(1);
  expect((await listConnections(lab.deps, owner, all, viewOf)).total).toBe(2);
  expect((await listConnectionRows(lab.deps, guest, {})).total).toBe(1);
  expect((await readConnectionDetails(lab.deps, owner, connection.connectionId))?.draft).not.toBeNull();
});

describe("automatic access", () => {
  test("one sign-in grants membership in every space with an active option, each by its own rules", async () => {
    await connected();
    await setOption(lab, guest.space, connection.connectionId, { defaultRole: "editor" });
    const finished = await new LabBrowser(lab).signIn(owner.space, connection, typed("new@acme.example"));
    expect(await openedSpaces(lab, finished)).toEqual([owner.space.id, guest.space.id].toSorted());
    expect(await people(lab, owner.space)).toMatchObject({ "new@acme.example": "reader" });
    expect(await people(lab, guest.space)).toMatchObject({ "new@acme.example": "editor" });
    const user = await lab.deps.store.users.byEmail("new@acme.example");
    const sessionId = finished.outcome === "signed_in" ? finished.sessionId : null;
    expect((await listOwnSpaces(lab.deps, { user, sessionId })).map(({ name }) => name)).toEqual([
      "Guest",
      "Owner",
    ]);
  });

  test("a linked space does not decide who somebody is: its own reading of the address changes no identity", async () => {
    await connected();
    const { userId } = await aMember(
      lab.deps.store,
      owner.space.id,
      { role: "admin", licence: "admin" },
      { email: "chief@acme.example", firstName: "Chief", lastName: "Executive" },
    );
    const option = await lab.deps.store.optionsOf(guest.space.id).byConnection(connection.connectionId);
    const settings = {
      ...(option?.settings ?? initialOptionSettings),
      attributes: { email: "lastName", firstName: "email", lastName: null, groups: null },
    };
    const request = { connectionId: connection.connectionId, leaseId: null, expectedRevision: null };
    const program: Context = { ...guest, via: "token", sessionId: null };
    expect(await saveOptionSettings(lab.deps, program, { ...request, settings })).toMatchObject({
      problem: { code: "names_of_owner" },
    });
    // Inserted past the refusal, as an older database may have it: somebody whose last name, which they edit
    // themselves, is an address.
    await setOption(lab, guest.space, connection.connectionId, { attributes: settings.attributes });
    const posing = {
      typed: { email: "mallory@acme.example", givenName: "M", familyName: "chief@acme.example", groups: "" },
    };
    const finished = await new LabBrowser(lab).signIn(guest.space, connection, posing);
    const live = finished.outcome === "signed_in" ? await liveSession(lab.deps, finished.sessionId) : null;
    expect(live?.user).toMatchObject({ email: "mallory@acme.example", firstName: "M" });
    expect(live?.user.id).not.toBe(userId);
    expect(await lab.deps.store.users.byId(userId)).toMatchObject({ firstName: "Chief" });
  });

  test("the organization vouches for nobody of the linked space but its own domains' people, unless it was chosen for them", async () => {
    const { store } = lab.deps;
    guest = (await aSubscribedSpace(lab, { domain: "guest.example" })).admin;
    await connected();
    const { connectionId } = connection;
    await setOption(lab, guest.space, connectionId, { ceiling: "reader" });
    const boss = { email: "boss@guest.example" };
    const { userId } = await aMember(store, guest.space.id, { role: "admin", licence: "admin" }, boss);
    await aMember(
      store,
      guest.space.id,
      { role: "admin", licence: "admin" },
      { email: "eve@nobodys.example" },
    );
    const knock = (space: Space, email = boss.email) =>
      new LabBrowser(lab).signIn(space, connection, typed(email));
    expect(await knock(guest.space)).toMatchObject({ outcome: "refused", code: "connector_not_allowed" });
    expect(await knock(guest.space, "eve@nobodys.example")).toMatchObject({ code: "connector_not_allowed" });
    // Nor through the owner's own sign-in page, whose administrator may add anybody, nor by the link that this
    // creates.
    const here = await store.membershipsOf(guest.space.id).byUser(userId);
    if (here) await store.membershipsOf(owner.space.id).insert({ ...here, spaceId: owner.space.id });
    for (const _ of ["first", "linked"])
      expect(await openedSpaces(lab, await knock(owner.space))).toEqual([owner.space.id]);
    expect(await knock(guest.space)).toMatchObject({ outcome: "refused", code: "connector_not_allowed" });
    value(await allowConnections(lab.deps, guest, { userId, connections: [connectionId] }));
    expect(await openedSpaces(lab, await knock(guest.space))).toContain(guest.space.id);
  });

  test("disabling in one space leaves the other unchanged", async () => {
    await connected();
    const { connectionId } = connection;
    value(await switchOption(lab.deps, guest, { connectionId, event: "disable" }));
    const finished = await new LabBrowser(lab).signIn(owner.space, connection, typed("new@acme.example"));
    expect(await openedSpaces(lab, finished)).toEqual([owner.space.id]);
    expect(await people(lab, guest.space)).not.toHaveProperty("new@acme.example");
    expect((await option(owner))?.status).toBe("active");
  });

  test("an accepted link alone gives access to nothing", async () => {
    await agreed();
    const finished = await new LabBrowser(lab).signIn(owner.space, connection, typed("new@acme.example"));
    expect(await openedSpaces(lab, finished)).toEqual([owner.space.id]);
  });
});

describe("unlinking", () => {
  test("from the linked side: the option is removed, people are notified, the other side is unchanged and notified", async () => {
    await connected();
    await new LabBrowser(lab).signIn(guest.space, connection, typed("new@acme.example"));
    const before = (await mails()).length;
    expect(value(await unlinkOrganization(lab.deps, guest, { organizationId, sessions: "keep" }))).toEqual({
      signInOptions: 1,
      wasInUse: true,
    });
    expect(await option(guest)).toBeNull();
    expect((await option(owner))?.status).toBe("active");
    expect(await readOrganization(lab.deps, guest, organizationId)).toBeNull();
    const later = (await mails()).slice(0, (await mails()).length - before).map(({ recipient }) => recipient);
    expect(later).toEqual(expect.arrayContaining(["new@acme.example", owner.user?.email]));
    const [session] = [await lab.deps.store.sessions.byId(guest.sessionId ?? "")];
    expect(session?.endedReason).toBe("sso_removed");
  });

  test("from the owning side: the other space loses the option and keeps its tokens and sessions", async () => {
    await connected();
    value(await removeGuest(lab.deps, owner, guest.space.id));
    expect(await option(guest)).toBeNull();
    expect((await option(owner))?.status).toBe("active");
    expect((await lab.deps.store.sessions.byId(guest.sessionId ?? ""))?.endedAt).toBeNull();
    expect(await removeGuest(lab.deps, owner, guest.space.id)).toMatchObject({ ok: false });
  });

  test("refuses one's own organization and another space's link", async () => {
    await connected();
    const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    const request = { organizationId, sessions: "end" } as const;
    for (const ctx of [owner, stranger])
      expect(await unlinkOrganization(lab.deps, ctx, request)).toMatchObject({
        problem: { code: "organization_not_found" },
      });
    expect(await removeGuest(lab.deps, stranger, guest.space.id)).toMatchObject({ ok: false });
    expect((await option(guest))?.status).toBe("active");
  });
});
