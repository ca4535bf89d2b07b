import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { visit } from "@/e2e/idp/openid/visit";
import { rateLimitsIn } from "@/lib/db/repositories/rate-limits";
import { createStore } from "@/lib/db/store";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { readTestRun } from "@/lib/features/test-runs/start-test-run";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openTest, people } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { finishRoundTrip } from "./finish-round-trip";
import { receiveOidcCallback } from "./receive-callback";
import { receiveSamlResponse } from "./receive-saml-response";
import type { Received } from "./received";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connectionId: string;
let reference: string;
const ada = "ada.moreno@acme.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  ({ connectionId, reference } = await anActiveConnection(lab, admin, "saml"));
});

const times = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));
const tally = (names: string[]) =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]));
const nameOf = (received: Received) => (received.outcome === "refused" ? received.code : received.outcome);

/** The same database as another process sees it, or this one after a restart. */
const restarted = (): SsoDependencies => ({
  ...lab.deps,
  store: createStore(lab.database.db),
  rateLimits: rateLimitsIn(lab.database.db, { now: lab.clock.now }),
});

describe("the same answer more than once", () => {
  test("50 times at the same moment: one session and one person, and the browser lands there each time", async () => {
    const browser = new LabBrowser(lab);
    const posted = await browser.samlAnswer(await browser.begin(space, reference));
    const received = await times(50, (i) =>
      receiveSamlResponse(i % 2 ? restarted() : lab.deps, { connectionId, ...posted, address: null }),
    );
    expect(new Set(received.map((one) => one.outcome === "ticket" && one.ticket)).size).toBe(1);
    expect(tally(received.map(nameOf))).toEqual({ ticket: 50 });

    const finished = await Promise.all(received.map((one) => browser.finish(one)));
    expect(tally(finished.map(({ outcome }) => outcome))).toEqual({ signed_in: 1, signed_in_before: 49 });
    const user = await lab.deps.store.users.byEmail(ada);
    const sessions = await lab.deps.store.sessions.ofUser(user?.id ?? "", lab.clock.now());
    expect(sessions).toHaveLength(1);
    // Whichever response the browser shows, it leads to the same page with the same session.
    for (const one of finished) {
      expect(one).toMatchObject({ to: `/${space.slug}` });
      const session = "session" in one ? one.session : one;
      expect(session).toMatchObject({ sessionId: sessions[0]?.id });
    }
    const { rows } = await lab.deps.store.auditOf(space.id).page({ action: "person.provisioned" });
    expect(rows).toHaveLength(1);
  });

  test("50 times at the same moment without a request, from anywhere: one browser is admitted, the rest are replays", async () => {
    const posted = await new LabBrowser(lab).samlAnswer(unsolicited());
    const received = await times(50, (i) =>
      receiveSamlResponse(lab.deps, { connectionId, ...posted, address: `198.51.100.${i}` }),
    );
    expect(tally(received.map(nameOf))).toEqual({ ticket: 50 });
    const bound = received.filter((one) => one.outcome === "ticket" && one.bind !== null);
    expect(bound).toHaveLength(1);
    const [first] = bound;
    if (!first) throw new Error("no ticket");
    expect(await new LabBrowser(lab).finish(first)).toMatchObject({ outcome: "signed_in" });
    const rest = received.filter((one) => one !== first);
    const finished = await Promise.all(rest.map((one) => new LabBrowser(lab).finish(one)));
    expect(tally(finished.map((one) => ("code" in one ? one.code : one.outcome)))).toMatchObject({
      assertion_replayed: expect.any(Number),
    });
    expect(finished.every(({ outcome }) => outcome === "refused" || outcome === "used")).toBe(true);
  });

  const unsolicited = () => ({
    kind: "form" as const,
    action: `${lab.saml.url}/answer`,
    fields: {
      issuer: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/metadata`,
      acsUrl: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/acs`,
      person: "ada-moreno",
    },
  });

  test("after a restart: if the first one landed in its own browser, refused in any other", async () => {
    const browser = new LabBrowser(lab);
    const answered = await browser.samlAnswer(await browser.begin(space, reference));
    const tile = await browser.samlAnswer(unsolicited());
    for (const [posted, code] of [
      [answered, "attempt_used"],
      [tile, "assertion_replayed"],
    ] as const) {
      const post = { connectionId, ...posted, address: "192.0.2.7" };
      const first = await receiveSamlResponse(lab.deps, post);
      expect(await browser.finish(first)).toMatchObject({ outcome: "signed_in" });
      const again = await receiveSamlResponse(restarted(), { ...post, address: "198.51.100.1" });
      expect(again).toMatchObject({ outcome: "ticket", bind: null });
      const secret = first.outcome === "ticket" && first.bind ? first.bind : browser.secret;
      expect(await new LabBrowser(lab, secret).finish(again)).toMatchObject({ outcome: "signed_in_before" });
      expect(await new LabBrowser(lab).finish(again)).toMatchObject({ code });
    }
  });

  test("after the request was deleted too: the assertion is remembered", async () => {
    const browser = new LabBrowser(lab);
    const tile = await browser.samlAnswer(unsolicited());
    const post = { connectionId, ...tile, address: null };
    expect(await receiveSamlResponse(lab.deps, post)).toMatchObject({ outcome: "ticket" });
    // Attempts are pruned after a while; used assertions only once they have expired.
    await lab.deps.store.attempts.prune(new Date(lab.clock.now().getTime() + 1_000), lab.clock.now());
    expect(await receiveSamlResponse(restarted(), post)).toMatchObject({ code: "assertion_replayed" });
  });

  test("of an OpenID provider, 20 times at the same moment: the code is traded once", async () => {
    const oidc = await anActiveConnection(lab, admin, "oidc");
    const browser = new LabBrowser(lab);
    const redirect = await browser.begin(space, oidc.reference);
    if (redirect.kind !== "redirect") throw new Error("not a redirect");
    const back = await visit(redirect.url);
    const callback = { connectionId: oidc.connectionId, parameters: back.searchParams };
    const received = await times(20, () => receiveOidcCallback(lab.deps, callback));
    expect(tally(received.map(nameOf))).toEqual({ ticket: 20 });
    const finished = await Promise.all(received.map((one) => browser.finish(one)));
    expect(tally(finished.map(({ outcome }) => outcome))).toEqual({ signed_in: 1, signed_in_before: 19 });
    const again = await receiveOidcCallback(lab.deps, callback);
    expect(await browser.finish(again)).toMatchObject({ outcome: "signed_in_before" });
    expect(await new LabBrowser(lab).finish(again)).toMatchObject({ outcome: "used", code: "attempt_used" });
    const another = new URLSearchParams({ ...Object.fromEntries(back.searchParams), code: "another" });
    expect(nameOf(await receiveOidcCallback(lab.deps, { ...callback, parameters: another }))).toBe(
      "attempt_used",
    );
  });
});

describe("a test run and a sign-in are kept apart", () => {
  test("the answer to a test run admits nobody, wherever it is posted", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const posted = await browser.samlAnswer(redirect);
    const received = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null });
    expect(await browser.finish(received)).toEqual({ outcome: "tested", runId });
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
    expect((await lab.deps.store.attempts.page(space.id, {})).rows).toEqual([]);
    const again = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null });
    expect(await browser.finish(again)).toEqual({ outcome: "tested", runId });
  });

  test("the answer to a sign-in ends no test run and marks nothing as tested", async () => {
    const draft = await aDraft(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const { runId } = await openTest(lab, browser, admin, draft.connectionId);
    expect(await browser.signIn(space, { connectionId, reference })).toMatchObject({ outcome: "signed_in" });
    const posted = await browser.samlAnswer(await browser.begin(space, reference));
    const received = await receiveSamlResponse(lab.deps, {
      connectionId: draft.connectionId,
      ...posted,
      address: null,
    });
    expect(await browser.finish(received)).toMatchObject({ outcome: "refused", code: "reply_address_wrong" });
    const run = await readTestRun(lab.deps, admin, { connectionId: draft.connectionId, runId });
    expect(value(run)).toMatchObject({ status: "started", report: null });
  });

  test("a test run in another browser than the one that opened it fails, and says why", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const received = await browser.answer(connectionId, redirect);
    expect(await new LabBrowser(lab).finish(received)).toEqual({ outcome: "tested", runId });
    const run = await readTestRun(lab.deps, admin, { connectionId, runId });
    expect(value(run)).toMatchObject({
      status: "failed",
      report: { refusal: { code: "attempt_other_browser" }, attributes: {}, email: null },
    });
  });

  test("an address of a test run starts it once; opening it again shows the result", async () => {
    const browser = new LabBrowser(lab);
    const { secret, runId } = await openTest(lab, browser, admin, connectionId);
    const open = (text: string) =>
      openTestRun(lab.deps, { secret: text, browserSecret: browser.secret, address: null });
    expect(await open(secret)).toEqual({ outcome: "ended", runId });
    expect(await open(`${secret}x`)).toEqual({ outcome: "not_found" });
  });

  test("an answer after the attempt's ten minutes ends the test run as too late", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const posted = await browser.samlAnswer(redirect);
    lab.clock.forward(601);
    expect(await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null })).toEqual({
      outcome: "tested",
      runId,
    });
    expect(value(await readTestRun(lab.deps, admin, { connectionId, runId }))).toMatchObject({
      status: "failed",
      report: { refusal: { code: "attempt_expired", check: "time" } },
    });
  });

  test("an abandoned test run expires, and its late answer with it", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const posted = await browser.samlAnswer(redirect);
    lab.clock.forward(1_801);
    const late = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null });
    expect(late).toEqual({ outcome: "tested", runId });
    const run = await readTestRun(lab.deps, admin, { connectionId, runId });
    lab.clock.forward(-1_801);
    expect(value(run).status).toBe("expired");
  });
});

describe("an answer and its connection", () => {
  test("posted to another connection of the same space, it opens nothing", async () => {
    const other = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const answered = await browser.samlAnswer(await browser.begin(space, reference));
    const tile = await browser.samlAnswer({
      kind: "form",
      action: `${lab.saml.url}/answer`,
      fields: {
        issuer: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/metadata`,
        acsUrl: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/acs`,
        person: "ada-moreno",
      },
    });
    const at = (id: string, posted: typeof tile) =>
      receiveSamlResponse(lab.deps, { connectionId: id, ...posted, address: null });
    // An answer to an attempt ends it; an answer to none is refused for its contents.
    expect(await at(other.connectionId, tile)).toMatchObject({ code: "destination_wrong" });
    expect(await at(connectionId, tile)).toMatchObject({ outcome: "ticket" });
    const misdirected = await at(other.connectionId, answered);
    expect(await browser.finish(misdirected)).toMatchObject({
      outcome: "refused",
      code: "reply_address_wrong",
    });
    expect(await browser.finish(await at(connectionId, answered))).toMatchObject({
      code: "reply_address_wrong",
    });
    const control = await browser.samlAnswer(await browser.begin(space, reference));
    expect(await at(connectionId, control)).toMatchObject({ outcome: "ticket" });
    expect(await people(lab, space)).not.toHaveProperty(ada);
  });

  test("a SAML answer at an OpenID connection, or at an unknown one, is not found", async () => {
    const oidc = await aDraft(lab, admin, "oidc");
    const post = { samlResponse: "x", relayState: null, address: null };
    for (const id of [oidc.connectionId, "conn_nothing", ""])
      expect(await receiveSamlResponse(lab.deps, { ...post, connectionId: id })).toEqual({
        outcome: "not_found",
      });
  });

  test("a guessed or expired ticket does nothing", async () => {
    const browser = new LabBrowser(lab);
    const received = await browser.answer(connectionId, await browser.begin(space, reference));
    const input = {
      browserSecret: browser.secret,
      browser: { address: null, userAgent: null, sessionId: null },
    };
    expect(await finishRoundTrip(lab.deps, { ...input, ticket: "guessed" })).toEqual({
      outcome: "unknown_ticket",
    });
    lab.clock.forward(601);
    expect(await browser.finish(received)).toMatchObject({ outcome: "used", code: "attempt_expired" });
    lab.clock.forward(-601);
    expect(await browser.finish(received)).toMatchObject({ outcome: "signed_in" });
  });
});
