import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { switchOption } from "@/lib/features/connections/switch-option";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import {
  anActiveSamlConnection,
  openedSpaces,
  people,
  postedAtProvider,
  share,
  startAtProvider,
  typed,
} from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { receiveSamlResponse } from "./receive-saml-response";
import type { Received } from "./received";

let lab: SsoLab;
let space: Space;
let admin: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
});

const lastAttempt = async () => (await lab.deps.store.attempts.page(space.id, { pageSize: 1 })).rows[0];
const ada = "ada.moreno@acme.example";

describe("a SAML sign-in that begins at the provider", () => {
  test("admits a person if the connection allows it, and opens the page that the provider names", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const received = await startAtProvider(lab, browser, connectionId, {
      relayState: `/${space.slug}/account`,
    });
    expect(await browser.finish(received)).toMatchObject({
      outcome: "signed_in",
      to: `/${space.slug}/account`,
    });
    expect(await people(lab, space)).toMatchObject({ [ada]: "reader" });
    expect(await lastAttempt()).toMatchObject({ initiatedBy: "identity_provider", status: "admitted" });
  });

  test("opens the page that the provider names by its full address", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const relayState = `${lab.deps.appUrl}/${space.slug}/account?tab=sessions#list`;
    const received = await startAtProvider(lab, browser, connectionId, { relayState });
    expect(await browser.finish(received)).toMatchObject({
      outcome: "signed_in",
      to: `/${space.slug}/account?tab=sessions#list`,
    });
  });

  test.each([
    ["another site", "https://evil.example/"],
    ["another site without a scheme", "//evil.example"],
    ["another site behind backslashes", "\\\\evil.example"],
    ["a script", "javascript:alert(1)"],
    ["more than an address holds", `/${"x".repeat(9_000)}`],
  ])("opens the space's home if the provider names %s", async (_what, relayState) => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const received = await startAtProvider(lab, browser, connectionId, { relayState });
    expect(await browser.finish(received)).toMatchObject({ outcome: "signed_in", to: `/${space.slug}` });
  });

  test("is refused if only sign-ins started here are allowed, and is logged with its cause", async () => {
    const { connectionId, reference } = await anActiveSamlConnection(lab, admin, { loginFlow: "sp" });
    const browser = new LabBrowser(lab);
    expect(await startAtProvider(lab, browser, connectionId)).toMatchObject({
      outcome: "refused",
      code: "unsolicited_not_allowed",
    });
    expect(await lastAttempt()).toMatchObject({
      status: "refused",
      refusalCode: "unsolicited_not_allowed",
      initiatedBy: "identity_provider",
      cause: { expected: "a response to a request" },
    });
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
    expect(await browser.signIn(space, { connectionId, reference })).toMatchObject({ outcome: "signed_in" });
  });

  test("is the only kind if the connection says so", async () => {
    const { connectionId, reference } = await anActiveSamlConnection(lab, admin, { loginFlow: "idp" });
    const browser = new LabBrowser(lab);
    await expect(browser.begin(space, reference)).rejects.toThrow("start_at_provider");
    expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
      outcome: "signed_in",
    });
  });

  test("a response to a request cannot be passed off as one: a thief gains nothing", async () => {
    const { connectionId, reference } = await anActiveConnection(lab, admin, "saml");
    const victim = new LabBrowser(lab);
    const stolen = await victim.samlAnswer(await victim.begin(space, reference));
    await lab.deps.store.attempts.prune(new Date(lab.clock.now().getTime() + 1000), lab.clock.now());
    expect(await receiveSamlResponse(lab.deps, { connectionId, ...stolen, address: null })).toMatchObject({
      outcome: "refused",
      code: "in_response_to_unknown",
    });
  });

  test("the same answer again is refused as a replay in another browser, and is logged", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const first = await startAtProvider(lab, browser, connectionId);
    expect(await browser.finish(first)).toMatchObject({ outcome: "signed_in" });
    const thief = new LabBrowser(lab);
    const again = await startAtProvider(lab, thief, connectionId, { fault: "replay" });
    expect(again).toMatchObject({ outcome: "ticket", bind: null });
    const refused = await thief.finish(again);
    expect(refused).toMatchObject({ outcome: "refused", code: "assertion_replayed" });
    expect(await lastAttempt()).toMatchObject({
      id: refused.outcome === "refused" ? refused.attemptId : "",
      status: "refused",
      refusalCode: "assertion_replayed",
      initiatedBy: "identity_provider",
      email: null,
      userId: null,
      sessionId: null,
    });
  });

  test("a form that is posted twice at once signs in, even though the browser never saw the first cookie", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    await startAtProvider(lab, browser, connectionId);
    const second = await startAtProvider(lab, browser, connectionId, { fault: "replay" });
    expect(await browser.finish(second)).toMatchObject({ outcome: "signed_in" });
    const third = await startAtProvider(lab, browser, connectionId, { fault: "replay" });
    expect(third).toMatchObject({ outcome: "ticket", bind: null });
  });

  test("the cookie is issued again to the same address only, and within two seconds", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const posted = await postedAtProvider(lab, new LabBrowser(lab), connectionId);
    const post = (address: string | null) =>
      receiveSamlResponse(lab.deps, { connectionId, ...posted, address });
    const first = await post("192.0.2.7");
    for (const address of ["198.51.100.1", null])
      expect(await post(address)).toMatchObject({ outcome: "ticket", bind: null });
    const second = await post("192.0.2.7");
    expect(second).toEqual({ ...first, bind: expect.stringMatching(/^[\w-]{40,}$/) });
    lab.clock.forward(2);
    expect(await post("192.0.2.7")).toMatchObject({ outcome: "ticket", bind: null });
    expect(await new LabBrowser(lab).finish(first)).toMatchObject({ outcome: "signed_in" });
  });

  test("two browsers at one address that post one answer share nothing: the first to go on is in, the other is refused", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const posted = await postedAtProvider(lab, new LabBrowser(lab), connectionId);
    const post = { connectionId, ...posted, address: "192.0.2.7" };
    const received: Received[] = [];
    for (let i = 0; i < 4; i += 1) received.push(await receiveSamlResponse(lab.deps, post));
    const binds = received.map((one) => (one.outcome === "ticket" ? one.bind : "none"));
    expect(new Set(binds).size).toBe(4);
    // No more than three.
    expect(binds.at(-1)).toBeNull();
    const [first, second] = received;
    if (!first || !second) throw new Error("no tickets");
    expect(await new LabBrowser(lab).finish(second)).toMatchObject({ outcome: "signed_in" });
    expect(await new LabBrowser(lab).finish(first)).toMatchObject({ code: "assertion_replayed" });
    expect(await new LabBrowser(lab).finish(second)).toMatchObject({ outcome: "signed_in_before" });
  });

  test("who posts an answer of their own first cannot finish a sign-in in the browser that posts it second", async () => {
    const { connectionId, reference } = await anActiveConnection(lab, admin, "saml");
    const attacker = new LabBrowser(lab);
    const posted = await postedAtProvider(lab, attacker, connectionId);
    const post = { connectionId, ...posted, address: "192.0.2.7" };
    const theirs = await receiveSamlResponse(lab.deps, post);
    const victims = await receiveSamlResponse(lab.deps, post);
    if (theirs.outcome !== "ticket" || victims.outcome !== "ticket") throw new Error("no tickets");
    // A sign-in that the attacker has begun here, and of which the victim's browser is made to open the end.
    const known = new LabBrowser(lab, theirs.bind ?? "");
    const begun = await known.answer(connectionId, await known.begin(space, reference));
    const victim = new LabBrowser(lab, victims.bind ?? "");
    expect(await victim.finish(begun)).toMatchObject({ code: "attempt_other_browser" });
  });

  test("the ticket is worth nothing in a browser without the secret that came with it", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const received = await startAtProvider(lab, new LabBrowser(lab), connectionId);
    if (received.outcome !== "ticket") throw new Error("no ticket");
    expect(received.bind).toMatch(/^[\w-]{40,}$/);
    const thief = new LabBrowser(lab);
    expect(await thief.finish({ ...received, bind: null })).toMatchObject({
      outcome: "refused",
      code: "attempt_other_browser",
    });
  });

  test("a disabled option admits nobody, and the log says so", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    value(await switchOption(lab.deps, admin, { connectionId, event: "disable" }));
    const browser = new LabBrowser(lab);
    expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
      outcome: "refused",
      code: "option_inactive",
    });
  });

  test("a connection that was never live says so, and tells the administrator to test from here", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const received = await startAtProvider(lab, new LabBrowser(lab), connectionId);
    expect(received).toMatchObject({ outcome: "refused", code: "not_live_yet" });
    expect(await lastAttempt()).toMatchObject({
      id: received.outcome === "refused" ? received.attemptId : "",
      status: "refused",
      refusalCode: "not_live_yet",
      initiatedBy: "identity_provider",
    });
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
    expect(await startAtProvider(lab, new LabBrowser(lab), "conn_nothing")).toEqual({ outcome: "not_found" });
  });
});

describe("an existing person of a domain that the organization has not verified", () => {
  const email = "consultant@elsewhere.example";
  const named = () => aMember(lab.deps.store, space.id, {}, { email });

  test("is not linked by a sign-in that begins at the provider, but by one that begins here", async () => {
    const connection = await anActiveConnection(lab, admin, "saml");
    const { userId } = await named();
    const browser = new LabBrowser(lab);
    const atProvider = async () =>
      browser.finish(await startAtProvider(lab, browser, connection.connectionId, typed(email)));
    expect(await atProvider()).toMatchObject({ outcome: "refused", code: "not_linked_yet" });
    expect(await lab.deps.store.membershipsOf(space.id).byUser(userId)).toMatchObject({ lastSignInAt: null });

    expect(await browser.signIn(space, connection, typed(email))).toMatchObject({ outcome: "signed_in" });
    expect(await atProvider()).toMatchObject({ outcome: "signed_in" });
  });

  test("of a verified domain is linked at the provider too", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const { userId } = await aMember(
      lab.deps.store,
      space.id,
      { role: "editor", licence: "editor" },
      { email: ada },
    );
    const browser = new LabBrowser(lab);
    expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
      outcome: "signed_in",
    });
    expect(await lab.deps.store.membershipsOf(space.id).byUser(userId)).toMatchObject({ role: "editor" });
  });

  test("new people of such a domain are not created", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const received = await startAtProvider(lab, browser, connectionId, typed("new@elsewhere.example"));
    expect(await browser.finish(received)).toMatchObject({ outcome: "refused", code: "domain_not_verified" });
    expect(await lab.deps.store.users.byEmail("new@elsewhere.example")).toBeNull();
  });
});

describe("if a connection leads to several spaces", () => {
  test("the space is one that can be entered, and every other that admits opens too", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const second = (await aSubscribedSpace(lab, { domain: "second.example" })).space;
    await share(lab, connectionId, second, { link: "connected", option: { defaultRole: "editor" } });
    const browser = new LabBrowser(lab);
    const both = await browser.finish(await startAtProvider(lab, browser, connectionId));
    expect(await openedSpaces(lab, both)).toEqual([space.id, second.id].toSorted());

    await lab.deps.store.spaces.update(space.id, { ssoSubscribed: false });
    const other = new LabBrowser(lab);
    const one = await other.finish(await startAtProvider(lab, other, connectionId));
    expect(one).toMatchObject({ outcome: "signed_in", to: `/${second.slug}` });
    expect(await openedSpaces(lab, one)).toEqual([second.id]);
  });
});
