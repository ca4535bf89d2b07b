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
import { type Received, receiveSamlResponse } from "./receive-saml-response";

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
  test("50 times at the same moment: exactly one ticket, one session, one person", async () => {
    const browser = new LabBrowser(lab);
    const posted = await browser.samlAnswer(await browser.begin(space, reference));
    const received = await times(50, (i) =>
      receiveSamlResponse(i % 2 ? restarted() : lab.deps, { connectionId, ...posted, address: null }),
    );
    expect(tally(received.map(nameOf))).toEqual({ ticket: 1, attempt_used: 49 });

    const ticket = received.find(({ outcome }) => outcome === "ticket");
    if (!ticket) throw new Error("no ticket");
    const finished = await times(50, () => browser.finish(ticket));
    expect(tally(finished.map(({ outcome }) => outcome))).toEqual({ signed_in: 1, unknown_ticket: 49 });
    const user = await lab.deps.store.users.byEmail(ada);
    expect(await lab.deps.store.sessions.ofUser(user?.id ?? "", lab.clock.now())).toHaveLength(1);
    const { rows } = await lab.deps.store.auditOf(space.id).page({ action: "person.provisioned" });
    expect(rows).toHaveLength(1);
  });

  test("50 times at the same moment without a request: exactly one ticket, and the rest are replays", async () => {
    const posted = await new LabBrowser(lab).samlAnswer(unsolicited());
    const received = await times(50, (i) =>
      receiveSamlResponse(lab.deps, { connectionId, ...posted, address: `198.51.100.${i}` }),
    );
    expect(tally(received.map(nameOf))).toEqual({ ticket: 1, assertion_replayed: 49 });
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

  test("after a restart", async () => {
    const browser = new LabBrowser(lab);
    const answered = await browser.samlAnswer(await browser.begin(space, reference));
    const tile = await browser.samlAnswer(unsolicited());
    for (const [posted, again] of [
      [answered, "attempt_used"],
      [tile, "assertion_replayed"],
    ] as const) {
      const post = { connectionId, ...posted, address: null };
      expect(await receiveSamlResponse(lab.deps, post)).toMatchObject({ outcome: "ticket" });
      expect(await receiveSamlResponse(restarted(), post)).toMatchObject({ outcome: "refused", code: again });
    }
  });

  test("also where the request was forgotten: the assertion is not", async () => {
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
    expect(tally(received.map(nameOf))).toEqual({ ticket: 1, attempt_used: 19 });
    const ticket = received.find(({ outcome }) => outcome === "ticket");
    expect(ticket && (await browser.finish(ticket))).toMatchObject({ outcome: "signed_in" });
    expect(nameOf(await receiveOidcCallback(lab.deps, callback))).toBe("attempt_used");
  });
});

describe("a rehearsal and a sign-in are two things", () => {
  test("the answer to a test run lets nobody in, wherever it is posted", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const posted = await browser.samlAnswer(redirect);
    const received = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null });
    expect(await browser.finish(received)).toEqual({ outcome: "tested", runId });
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
    expect((await lab.deps.store.attempts.page(space.id, {})).rows).toEqual([]);
    expect(await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null })).toMatchObject({
      code: "attempt_used",
    });
  });

  test("the answer to a sign-in ends no test run and marks nothing as tested", async () => {
    const draft = await aDraft(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const { runId } = await openTest(lab, browser, admin, draft.connectionId);
    expect(await browser.signIn(space, { connectionId, reference })).toMatchObject({ outcome: "signed_in" });
    const posted = await browser.samlAnswer(await browser.begin(space, reference));
    expect(
      nameOf(
        await receiveSamlResponse(lab.deps, { connectionId: draft.connectionId, ...posted, address: null }),
      ),
    ).toBe("not_found");
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

  test("an address of a test run starts it once; whoever opens it again sees the result", async () => {
    const browser = new LabBrowser(lab);
    const { secret, runId } = await openTest(lab, browser, admin, connectionId);
    const open = (text: string) =>
      openTestRun(lab.deps, { secret: text, browserSecret: browser.secret, address: null });
    expect(await open(secret)).toEqual({ outcome: "ended", runId });
    expect(await open(`${secret}x`)).toEqual({ outcome: "not_found" });
  });

  test("a test run that nobody finishes expires, and its late answer with it", async () => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const posted = await browser.samlAnswer(redirect);
    lab.clock.forward(1_801);
    const late = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address: null });
    expect(nameOf(late)).toBe("attempt_expired");
    const run = await readTestRun(lab.deps, admin, { connectionId, runId });
    lab.clock.forward(-1_801);
    expect(value(run).status).toBe("expired");
  });
});

describe("an answer and the connection that it is for", () => {
  test("posted at the door of another connection of the same space, it opens nothing", async () => {
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
    for (const posted of [answered, tile]) {
      const post = { connectionId: other.connectionId, ...posted, address: null };
      expect(await receiveSamlResponse(lab.deps, post)).toMatchObject({
        outcome: "refused",
        code: "destination_wrong",
      });
      expect(await receiveSamlResponse(lab.deps, { ...post, connectionId })).toMatchObject({
        outcome: "ticket",
      });
    }
    expect(await people(lab, space)).not.toHaveProperty(ada);
  });

  test("a SAML answer at an OpenID connection, and one that does not exist, are not there", async () => {
    const oidc = await aDraft(lab, admin, "oidc");
    const post = { samlResponse: "x", relayState: null, address: null };
    for (const id of [oidc.connectionId, "conn_nothing", ""])
      expect(await receiveSamlResponse(lab.deps, { ...post, connectionId: id })).toEqual({
        outcome: "not_found",
      });
  });

  test("a ticket that was guessed, or that ran out, is worth nothing", async () => {
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
    expect(await browser.finish(received)).toEqual({ outcome: "unknown_ticket" });
    lab.clock.forward(-601);
    expect(await browser.finish(received)).toMatchObject({ outcome: "signed_in" });
  });
});
