import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { visit } from "@/e2e/idp/openid/visit";
import { readTestRun } from "@/lib/features/test-runs/start-test-run";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openTest, startAtProvider } from "@/lib/features/testing/sso-scenes";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { beginInitiatedSignIn } from "./begin-initiated-sign-in";
import { receiveOidcCallback } from "./receive-callback";
import { receiveSamlResponse } from "./receive-saml-response";
import { receiveUnreadableCallback, receiveUnreadableResponse } from "./receive-unreadable";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connectionId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  ({ connectionId } = await aDraft(lab, admin, "saml"));
});

interface Posted {
  samlResponse: string;
  relayState: string | null;
}

const address = "192.0.2.7";
const recoded = (change: (xml: string) => string) => (posted: Posted) => ({
  ...posted,
  samlResponse: Buffer.from(change(Buffer.from(posted.samlResponse, "base64").toString())).toString("base64"),
});
const withComment = (xml: string) => xml.replace("</saml:Issuer>", "</saml:Issuer><!-- x -->");
const unnamed = recoded((xml) => xml.replaceAll(/ InResponseTo="[^"]*"/g, ""));

/** Runs a test whose answer `change` alters on its way; returns what the tester and the console see. */
async function tested(change: (posted: Posted) => Posted, to = connectionId) {
  const browser = new LabBrowser(lab);
  const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
  const posted = change(await browser.samlAnswer(redirect));
  const received = await receiveSamlResponse(lab.deps, { connectionId: to, ...posted, address });
  const finished = received.outcome === "ticket" ? await browser.finish(received) : received;
  return { finished, runId, run: value(await readTestRun(lab.deps, admin, { connectionId, runId })) };
}

describe("a test run with an unacceptable answer ends with the answer's code, on its own page", () => {
  test("passes if nothing is wrong", async () => {
    const { finished, runId, run } = await tested((posted) => posted);
    expect(finished).toEqual({ outcome: "tested", runId });
    expect(run.status).toBe("passed");
  });

  test.each<[string, (posted: Posted) => Posted, string]>([
    ["a comment in it", recoded(withComment), "forbidden_markup"],
    ["a processing instruction in it", recoded((xml) => `<?x y?>${xml}`), "forbidden_markup"],
    [
      "compressed",
      (posted) => ({
        ...posted,
        samlResponse: deflateRawSync(Buffer.from(posted.samlResponse, "base64")).toString("base64"),
      }),
      "response_not_xml",
    ],
    [
      "in base64 with the URL's letters",
      (posted) => ({ ...posted, samlResponse: posted.samlResponse.replace(/=*$/, "-_") }),
      "response_not_base64",
    ],
    ["larger than may be", recoded((xml) => `${xml}${" ".repeat(800_000)}`), "response_too_large"],
    ["its names of the request cut out", unnamed, "digest_mismatch"],
    ["no response at all", (posted) => ({ ...posted, samlResponse: "" }), "response_missing"],
    ["nothing but rubbish", (posted) => ({ ...posted, samlResponse: "rubbish" }), "response_not_base64"],
    [
      "RelayState lost, and a comment in it",
      (posted) => ({ ...recoded(withComment)(posted), relayState: null }),
      "forbidden_markup",
    ],
  ])("%s", async (_what, change, code) => {
    const { finished, runId, run } = await tested(change);
    expect(finished).toEqual({ outcome: "tested", runId });
    expect(run).toMatchObject({ status: "failed", report: { refusal: { code } } });
  });

  test("an answer to no request, with the RelayState of one, ends that one", async () => {
    const browser = new LabBrowser(lab);
    const { runId } = await openTest(lab, browser, admin, connectionId);
    const attempt = await lab.deps.store.attempts.byTestRun(runId);
    const received = await startAtProvider(lab, browser, connectionId, { relayState: attempt?.id ?? "" });
    expect(await browser.finish(received)).toEqual({ outcome: "tested", runId });
    expect(value(await readTestRun(lab.deps, admin, { connectionId, runId }))).toMatchObject({
      status: "failed",
      report: { refusal: { code: "in_response_to_missing" } },
    });
  });

  test("even an answer that cannot be read as a form ends its test run", async () => {
    const browser = new LabBrowser(lab);
    for (const byRelayState of [true, false]) {
      const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
      const posted = await browser.samlAnswer(redirect);
      const received = await receiveUnreadableResponse(
        lab.deps,
        {
          connectionId,
          samlResponse: byRelayState ? "" : posted.samlResponse.slice(0, 2_000),
          relayState: byRelayState ? posted.relayState : null,
        },
        { code: "form_unreadable", check: "form", received: "text/plain", expected: "a form" },
      );
      expect(received && (await browser.finish(received))).toEqual({ outcome: "tested", runId });
      expect(value(await readTestRun(lab.deps, admin, { connectionId, runId }))).toMatchObject({
        status: "failed",
        report: { refusal: { code: "form_unreadable", received: "text/plain" } },
      });
    }
    const nobodys = { connectionId, samlResponse: "", relayState: "att_00000000000000000000" };
    const refusal = { code: "form_unreadable", check: "form", received: null, expected: null };
    expect(await receiveUnreadableResponse(lab.deps, nobodys, refusal)).toBeNull();
  });
});

describe("an answer that arrives at the reply address of another connection", () => {
  test("of the same organization ends the attempt and names the connection", async () => {
    const other = await aDraft(lab, admin, "oidc");
    for (const change of [(posted: Posted) => posted, unnamed]) {
      const { finished, runId, run } = await tested(change, other.connectionId);
      expect(finished).toEqual({ outcome: "tested", runId });
      expect(run.report?.refusal).toEqual({
        code: "reply_address_wrong",
        check: "reply_address",
        received: "the reply address of “Simulator oidc”",
        expected: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/acs`,
      });
    }
  });

  test("of somebody else, or of nobody, says only that it is another one", async () => {
    const stranger = await aSubscribedSpace(lab, { domain: "globex.example" });
    const theirs = await aDraft(lab, stranger.admin, "saml");
    for (const to of [theirs.connectionId, "conn_nothing"]) {
      const { run } = await tested((posted) => posted, to);
      expect(run.report?.refusal).toMatchObject({
        code: "reply_address_wrong",
        received: "another reply address",
      });
      expect(JSON.stringify(run.report)).not.toContain(to);
    }
    // None of it is in the other space's log.
    expect((await lab.deps.store.attempts.page(stranger.space.id, {})).rows).toEqual([]);
  });

  test("is looked up among waiting attempts only", async () => {
    const other = await aDraft(lab, admin, "saml");
    const done = await tested((posted) => posted);
    const attempt = await lab.deps.store.attempts.byTestRun(done.runId);
    const late = { samlResponse: "x", relayState: attempt?.id ?? "", address };
    const received = await receiveSamlResponse(lab.deps, { connectionId: other.connectionId, ...late });
    expect(received).toMatchObject({ outcome: "refused", code: "not_live_yet" });
    expect(value(await readTestRun(lab.deps, admin, { connectionId, runId: done.runId })).status).toBe(
      "passed",
    );
  });

  test("with OpenID Connect too, even by a form that nobody requested", async () => {
    const other = await aDraft(lab, admin, "oidc");
    // The simulator has the redirect URI of the last one.
    const oidc = await aDraft(lab, admin, "oidc");
    const answers = [
      (parameters: URLSearchParams) =>
        receiveOidcCallback(lab.deps, { connectionId: other.connectionId, parameters }),
      (parameters: URLSearchParams) =>
        receiveUnreadableCallback(
          lab.deps,
          { connectionId: other.connectionId, state: parameters.get("state") ?? "" },
          { code: "method_not_allowed", check: "form", received: "POST", expected: "GET" },
        ),
    ];
    for (const send of answers) {
      const browser = new LabBrowser(lab);
      const { runId, redirect } = await openTest(lab, browser, admin, oidc.connectionId);
      const back = await visit(redirect.kind === "redirect" ? redirect.url : "");
      const received = await send(back.searchParams);
      expect(received && (await browser.finish(received))).toEqual({ outcome: "tested", runId });
      const run = value(await readTestRun(lab.deps, admin, { connectionId: oidc.connectionId, runId }));
      const id = oidc.connectionId;
      expect(run.report?.refusal).toMatchObject({
        code: "reply_address_wrong",
        expected: serviceProviderAddresses(lab.deps.appUrl, { id, reference: "", protocol: "oidc" }, "")
          .redirectUri,
      });
    }
  });
});

describe("a connection of which no version was ever live", () => {
  test("tells people who come from the provider's tile that it is not turned on yet", async () => {
    const oidc = await aDraft(lab, admin, "oidc");
    const saml = await startAtProvider(lab, new LabBrowser(lab), connectionId);
    const tile = await beginInitiatedSignIn(lab.deps, {
      connectionId: oidc.connectionId,
      parameters: new URLSearchParams({ iss: lab.oidc.url }),
      address,
      browserSecret: lab.deps.secrets.secret(),
    });
    for (const one of [saml, tile]) expect(one).toMatchObject({ outcome: "refused", code: "not_live_yet" });
    const { rows } = await lab.deps.store.attempts.page(space.id, {});
    expect(rows).toMatchObject([
      { refusalCode: "not_live_yet", initiatedBy: "identity_provider" },
      { refusalCode: "not_live_yet", initiatedBy: "identity_provider" },
    ]);
  });
});

test("an answer with 1,500 groups of 180 characters is read to the last one", async () => {
  // No name has a comma: the simulator splits typed groups there.
  const groups = Array.from(
    { length: 1_500 },
    (_, i) => `CN=${"g".repeat(170)}-${String(i).padStart(6, "0")}`,
  );
  const browser = new LabBrowser(lab);
  const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
  const asked = await browser.samlAnswer(redirect);
  const requestId = / InResponseTo="([^"]*)"/.exec(Buffer.from(asked.samlResponse, "base64").toString())?.[1];
  const fields = {
    issuer: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/metadata`,
    acsUrl: `${lab.deps.appUrl}/api/sso/saml/${connectionId}/acs`,
    requestId: requestId ?? "",
    relayState: asked.relayState ?? "",
    person: "typed",
    email: "many@acme.example",
    givenName: "Many",
    familyName: "Groups",
    groups: groups.join(","),
  };
  const form = { kind: "form" as const, action: `${lab.saml.url}/answer`, fields };
  const posted = await browser.samlAnswer(form, { person: "typed" });
  const received = await receiveSamlResponse(lab.deps, { connectionId, ...posted, address });
  await browser.finish(received);
  const run = value(await readTestRun(lab.deps, admin, { connectionId, runId }));
  expect(run).toMatchObject({ status: "passed", report: { refusal: null } });
  expect(run.report?.attributes.groups).toEqual(groups);
});
