import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latestSignal } from "@/lib/db/testing/latest-signal";
import { activateOption } from "@/lib/features/connections/activate-option";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { byPost } from "@/lib/protocols/saml/logout/testing/carry-message";
import { emailFormat, nameIdXml } from "@/lib/protocols/saml/logout/testing/logout-xml";
import {
  byRedirect,
  logoutRequestXml,
  logoutResponseXml,
  signed,
} from "@/lib/protocols/saml/logout/testing/mint-logout";
import { verifyLogoutResponse } from "@/lib/protocols/saml/logout/verify-logout-response";
import { instant } from "@/lib/protocols/saml/testing/mint-response";
import { request as browser, carry, serveLab } from "@/lib/server/testing/browser";
import * as metadata from "./saml/[connectionId]/metadata/route";
import * as slo from "./saml/[connectionId]/slo/route";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string; leaseId: string };

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  serveLab(lab);
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
});

const params = (id = connection.connectionId) => ({ params: Promise.resolve({ connectionId: id }) });
const addressOf = (id = connection.connectionId) => `${lab.deps.appUrl}/api/sso/saml/${id}/slo`;

async function signedIn(person = "ada-moreno") {
  const finished = await new LabBrowser(lab).signIn(space, connection, { person });
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  const session = await sessionOf(finished.sessionId);
  const user = await lab.deps.store.users.byId(session.userId);
  return { ...finished, email: user?.email ?? "", sessionIndex: session.spaces[0]?.providerSession ?? "" };
}
type SignedIn = Awaited<ReturnType<typeof signedIn>>;

async function sessionOf(id: string) {
  const session = await lab.deps.store.sessions.byId(id);
  if (!session) throw new Error("no session");
  return session;
}
const isLive = async ({ sessionId }: SignedIn) => (await sessionOf(sessionId)).endedAt === null;

/** A request of the simulator's provider about a person's session. */
function requestXml(person: Pick<SignedIn, "email" | "sessionIndex">, changes = {}): string {
  const now = lab.deps.now();
  return logoutRequestXml({
    ...{ issuer: lab.saml.entityId, destination: addressOf(), issueInstant: instant(now) },
    ...{ notOnOrAfter: instant(now, 300), naming: nameIdXml(person.email) },
    ...{ sessionIndexes: [person.sessionIndex], ...changes },
  });
}

const cookies = () => [...browser.cookies].map(([name, text]) => `${name}=${text}`).join("; ");

function get(query: string, id?: string) {
  const headers = { cookie: cookies() };
  return slo.GET(new NextRequest(`${addressOf(id)}?${query}`, { headers }), params(id));
}
const key = () => lab.saml.keys.first;
const redirected = (xml: string, options = {}) => get(byRedirect(xml, { key: key(), ...options }).query);

function post(fields: URLSearchParams, type = "application/x-www-form-urlencoded") {
  const headers = { "content-type": type };
  const init = { method: "POST", body: fields.toString(), headers };
  return slo.POST(new NextRequest(addressOf(), init), params());
}
const posted = (xml: string, options = {}) => post(byPost(signed(xml, { key: key() }), options).fields);

/** What our answer says, as the provider reads it. */
async function answerIn(response: Response) {
  const [ours] = await lab.deps.store
    .connectionsOf(
      (await lab.deps.store.connectionLookup.byId(connection.connectionId))?.organizationId ?? "",
    )
    .keysOf(connection.connectionId);
  const settings = {
    idpEntityId: `${lab.deps.appUrl}/api/sso/saml/${connection.connectionId}/metadata`,
    certificates: [ours?.certificate ?? ""],
    decryptionKeys: [],
    clockSkewSeconds: 60,
    sloUrl: `${lab.saml.url}/slo`,
  };
  const location = new URL(response.headers.get("location") ?? "https://none.example");
  expect(`${location.origin}${location.pathname}`).toBe(settings.sloUrl);
  const query = location.search.slice(1);
  const read = verifyLogoutResponse({ binding: "redirect", query }, settings, lab.deps.now());
  if (read.outcome === "refused") throw new Error(JSON.stringify(read.refusal));
  return { ...read.answer, relayState: location.searchParams.get("RelayState") };
}

async function latest() {
  const found = await lab.deps.store.connectionLookup.byId(connection.connectionId);
  return found && latestSignal(lab.deps.store, found);
}

async function expectRefused(response: Response, code: string, status = 400) {
  expect(response.status).toBe(status);
  expect(response.headers.get("location")).toBeNull();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await response.text();
  for (const text of [code, "You were not signed out", "Sign out here"]) expect(page).toContain(text);
  // What a stranger must not learn of the connection.
  expect(page).not.toContain(lab.saml.entityId);
}

describe("a provider's LogoutRequest", () => {
  test("by redirect ends the session that it names, and its answer goes back by the browser", async () => {
    const [ada, again, ben] = [await signedIn(), await signedIn(), await signedIn("ben-okafor")];
    await carry(lab.deps, ada);
    const response = await redirected(requestXml(ada, { id: "_theirs" }), { relayState: "it's & theirs" });
    expect(response.status).toBe(303);
    expect(await answerIn(response)).toMatchObject({
      inResponseTo: "_theirs",
      status: "done",
      relayState: "it's & theirs",
    });
    expect(await Promise.all([ada, again, ben].map(isLive))).toEqual([false, true, true]);
    expect((await sessionOf(ada.sessionId)).endedReason).toBe("saml_logout");
    // The cookie of the ended session goes with it.
    expect(response.headers.get("set-cookie")).toMatch(
      /next-auth\.session-token=;.*Expires=Thu, 01 Jan 1970/,
    );
    expect(await latest()).toMatchObject({ kind: "saml_logout", outcome: "ended", tokenId: "_theirs" });
    const { rows } = await lab.deps.store.auditOf(space.id).page({ action: "access.ended", pageSize: 5 });
    expect(rows).toMatchObject([{ details: { cause: "saml_logout", sessions: 1 } }]);
  });

  test("by form ends it too, without any cookie of ours", async () => {
    const ada = await signedIn();
    const response = await posted(requestXml(ada), { relayState: "r" });
    expect(await answerIn(response)).toMatchObject({ status: "done", relayState: "r" });
    expect(await isLive(ada)).toBe(false);
  });

  test("without a session ends all of the person, whatever the case of the address", async () => {
    const [ada, again, ben] = [await signedIn(), await signedIn(), await signedIn("ben-okafor")];
    const naming = nameIdXml(ada.email.toUpperCase(), ` Format="${emailFormat}"`);
    await redirected(requestXml(ada, { sessionIndexes: [], naming }));
    expect(await Promise.all([ada, again, ben].map(isLive))).toEqual([false, false, true]);
  });

  test("is answered by form if the provider takes answers that way, at its own address for them", async () => {
    const { connectionId, leaseId } = connection;
    const values = {
      singleLogoutBinding: "post",
      singleLogoutUrl: "https://idp.example/slo",
      singleLogoutResponseUrl: "https://idp.example/answers",
    } as const;
    const input = { protocol: "saml", values } as const;
    value(await saveConfiguration(lab.deps, admin, { connectionId, leaseId, expectedRevision: null, input }));
    await new LabBrowser(lab).test(admin, connectionId);
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, admin, live));
    const response = await redirected(requestXml(await signedIn()));
    const page = await response.text();
    expect(page).toContain('<form method="post" action="https://idp.example/answers">');
    expect(page).toContain('name="SAMLResponse"');
  });

  test("about somebody who is not signed in is answered as done", async () => {
    const response = await redirected(requestXml({ email: "nobody@acme.example", sessionIndex: "none" }));
    expect(await answerIn(response)).toMatchObject({ status: "done" });
    expect(await latest()).toMatchObject({ outcome: "nobody" });
  });

  test("about somebody else leaves the browser's own session and cookie alone", async () => {
    const [ada, ben] = [await signedIn(), await signedIn("ben-okafor")];
    await carry(lab.deps, ben);
    const response = await redirected(requestXml(ada));
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await Promise.all([ada, ben].map(isLive))).toEqual([false, true]);
  });

  test("with another person's session ends nothing", async () => {
    const [ada, ben] = [await signedIn(), await signedIn("ben-okafor")];
    await redirected(requestXml({ email: ben.email, sessionIndex: ada.sessionIndex }));
    expect(await Promise.all([ada, ben].map(isLive))).toEqual([true, true]);
  });

  test("that is signed but names nobody is answered as wrong, and kept", async () => {
    const ada = await signedIn();
    const response = await redirected(requestXml(ada, { naming: nameIdXml(" ") }));
    expect(await answerIn(response)).toMatchObject({ status: "failed", said: "Requester" });
    expect(await isLive(ada)).toBe(true);
    expect(await latest()).toMatchObject({ refusalCode: "logout_subject_unsupported" });
  });
});

describe("is refused on a page of ours, ends nothing and is kept for the administrator", () => {
  const attacks: [string, string, (ada: SignedIn) => Promise<Response>][] = [
    [
      "unsigned",
      "logout_not_signed",
      (ada) => get(byRedirect(requestXml(ada), { key: key() }).query.replace(/&SigAlg.*/, "")),
    ],
    ["unsigned, as a form", "logout_not_signed", (ada) => post(byPost(requestXml(ada)).fields)],
    [
      "signed by others",
      "logout_signature_wrong",
      (ada) => redirected(requestXml(ada), { key: lab.saml.keys.foreign }),
    ],
    [
      "of another issuer",
      "logout_issuer_wrong",
      (ada) => redirected(requestXml(ada, { issuer: "https://other.example" })),
    ],
    [
      "for another address",
      "logout_destination_wrong",
      (ada) => redirected(requestXml(ada, { destination: "https://evil.example/" })),
    ],
    [
      "too old",
      "logout_expired",
      (ada) => posted(requestXml(ada, { issueInstant: instant(lab.deps.now(), -3_600) })),
    ],
    ["nothing", "logout_message_missing", () => get("RelayState=https://evil.example")],
  ];
  test.each(attacks)("%s", async (_, code, attack) => {
    const ada = await signedIn();
    await expectRefused(await attack(ada), code);
    expect(await isLive(ada)).toBe(true);
    expect(await latest()).toMatchObject({ outcome: "refused", refusalCode: code });
    // The control.
    await redirected(requestXml(ada));
    expect(await isLive(ada)).toBe(false);
  });

  test("a copy of a request that was obeyed", async () => {
    const ada = await signedIn();
    const xml = requestXml(ada, { sessionIndexes: [] });
    expect((await redirected(xml)).status).toBe(303);
    lab.clock.forward(1);
    const back = await signedIn();
    await expectRefused(await redirected(xml), "logout_replayed");
    await expectRefused(await posted(xml), "logout_replayed");
    expect(await isLive(back)).toBe(true);
    expect(await latest()).toMatchObject({ refusalCode: "logout_replayed" });
  });
});

test("another tenant's connection with the same provider ends nothing here", async () => {
  const ada = await signedIn();
  const other = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
  const theirs = (await anActiveConnection(lab, other, "saml")).connectionId;
  const xml = requestXml(ada, { destination: addressOf(theirs), sessionIndexes: [] });
  expect((await get(byRedirect(xml, { key: key() }).query, theirs)).status).toBe(303);
  expect(await isLive(ada)).toBe(true);
  // At the other address, the request for this one is misdirected.
  const misdirected = byRedirect(requestXml(ada), { key: key() }).query;
  await expectRefused(await get(misdirected, theirs), "logout_destination_wrong");
  expect(await isLive(ada)).toBe(true);
});

describe("the address", () => {
  test("is nothing for a connection that does not exist, and refuses one that is not live", async () => {
    const query = byRedirect(requestXml({ email: "a@acme.example", sessionIndex: "x" }), {
      key: key(),
    }).query;
    expect((await get(query, "conn_none")).status).toBe(404);
    const { connectionId } = await aDraft(lab, admin, "saml");
    await expectRefused(await get(query, connectionId), "logout_connection_inactive");
    const oidc = (await aDraft(lab, admin, "oidc")).connectionId;
    expect((await get(query, oidc)).status).toBe(404);
  });

  test("takes GET and POST of a form only, of a bounded size", async () => {
    for (const refuse of [slo.PUT, slo.PATCH, slo.DELETE]) {
      const refused = refuse(new NextRequest(addressOf(), { method: "PUT" }));
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, POST"]);
    }
    await expectRefused(
      await post(new URLSearchParams({ SAMLRequest: "A".repeat(200_000) })),
      "logout_message_too_large",
      413,
    );
    await expectRefused(
      await post(new URLSearchParams({ SAMLRequest: "x" }), "text/plain"),
      "logout_message_missing",
      415,
    );
  });

  test("stands in our metadata, by both bindings", async () => {
    const answer = await metadata.GET(new Request(addressOf()), params());
    const found = (await answer.text()).match(/<md:SingleLogoutService [^>]*>/g) ?? [];
    expect(found).toHaveLength(2);
    for (const one of found) expect(one).toContain(`Location="${addressOf()}"`);
  });
});

describe("a provider's LogoutResponse", () => {
  const responseXml = (changes = {}) =>
    logoutResponseXml({
      ...{ issuer: lab.saml.entityId, destination: addressOf(), issueInstant: instant(lab.deps.now()) },
      ...{ inResponseTo: "_the-state", ...changes },
    });
  const name = "SAMLResponse";

  test("leads to the page after the sign-out, which knows whether it is for this browser", async () => {
    const page = `${lab.deps.appUrl}/logout?state=the-state`;
    expect((await redirected(responseXml(), { name })).headers.get("location")).toBe(page);
    expect((await posted(responseXml(), { name })).headers.get("location")).toBe(page);
    const failed = responseXml({ status: "urn:oasis:names:tc:SAML:2.0:status:Responder" });
    expect((await redirected(failed, { name })).headers.get("location")).toBe(`${page}&provider=failed`);
  });

  test("is refused if it is forged, and is never an open redirect", async () => {
    const foreign = { name, key: lab.saml.keys.foreign, relayState: "https://evil.example" };
    await expectRefused(await redirected(responseXml(), foreign), "logout_signature_wrong");
    const unsigned = post(byPost(responseXml(), { name }).fields);
    await expectRefused(await unsigned, "logout_not_signed");
    const odd = await redirected(responseXml({ inResponseTo: "_//evil.example" }), { name });
    expect(odd.status === 400 || odd.headers.get("location")?.startsWith(`${lab.deps.appUrl}/`)).toBe(true);
  });
});
