import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { activateOption } from "@/lib/features/connections/activate-option";
import { changeWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { receiveSamlResponse } from "@/lib/features/sign-in/receive-saml-response";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { anActiveSamlConnection, postedAtProvider, startAtProvider } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { openTestRun } from "./open-test-run";
import { readTestResult } from "./read-test-result";
import { readTestRun, startTestRun } from "./start-test-run";

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

const program = (): Context => ({ ...admin, via: "token", sessionId: null });
const change = (connectionId: string, configuration: Record<string, unknown>) =>
  changeWholeConnection(lab.deps, program(), { connectionId, configuration, expectedRevision: null });
const withoutLoginUrl = { loginFlow: "idp", loginUrl: "" };
const here = "192.0.2.7";

async function aDraftWithoutLoginUrl(): Promise<string> {
  const { connectionId } = await aDraft(lab, admin, "saml");
  value(await change(connectionId, withoutLoginUrl));
  return connectionId;
}
/** A test that was opened in the browser. */
async function opened(connectionId: string, browser: LabBrowser): Promise<string> {
  const { runId, url } = value(await startTestRun(lab.deps, admin, { connectionId }));
  const run = await openTestRun(lab.deps, {
    secret: url.split("/").at(-1) ?? "",
    browserSecret: browser.secret,
    address: here,
  });
  expect(run).toEqual({ outcome: "at_provider", runId });
  return runId;
}
const statusOf = async (connectionId: string, runId: string) =>
  value(await readTestRun(lab.deps, admin, { connectionId, runId }));
const waits = async (runId: string, { secret }: LabBrowser) =>
  (await readTestResult(lab.deps, { runId, browserSecret: secret, admittedTo: null }))?.waitsForProvider;

test("begins at the provider, passes, and the connection then goes live without a login URL", async () => {
  const connectionId = await aDraftWithoutLoginUrl();
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  expect(await waits(runId, browser)).toBe(true);
  const received = await startAtProvider(lab, browser, connectionId);
  expect(await browser.finish(received)).toEqual({ outcome: "tested", runId });
  expect(await statusOf(connectionId, runId)).toMatchObject({ status: "passed" });
  expect(await waits(runId, browser)).toBe(false);
  expect(await lab.deps.store.users.byEmail("ada.moreno@acme.example")).toBeNull();
  const live = { connectionId, configurationId: null, sessions: "keep" } as const;
  value(await activateOption(lab.deps, program(), live));
  expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
    outcome: "signed_in",
  });
});

test("fails with the cause if the answer is wrong", async () => {
  const connectionId = await aDraftWithoutLoginUrl();
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  await browser.finish(await startAtProvider(lab, browser, connectionId, { fault: "wrong_audience" }));
  expect(await statusOf(connectionId, runId)).toMatchObject({
    status: "failed",
    report: { refusal: { code: "audience_wrong" } },
  });
});

const notLiveYet = { outcome: "refused", code: "not_live_yet" };

test("without a test, an answer for a draft reports that nothing is live, and so does a late one", async () => {
  const connectionId = await aDraftWithoutLoginUrl();
  const browser = new LabBrowser(lab);
  expect(await startAtProvider(lab, browser, connectionId)).toMatchObject(notLiveYet);
  const runId = await opened(connectionId, browser);
  lab.clock.forward(11 * 60);
  expect(await startAtProvider(lab, browser, connectionId)).toMatchObject(notLiveYet);
  expect(await waits(runId, browser)).toBe(false);
  lab.clock.forward(-11 * 60);
});

test.each([
  ["one that passes", {}, "passed"],
  ["one that fails", { fault: "wrong_audience" as const }, "failed"],
])("the same answer again lands where the first one did: %s", async (_, pick, status) => {
  const connectionId = await aDraftWithoutLoginUrl();
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  const posted = await postedAtProvider(lab, browser, connectionId, pick);
  const post = { connectionId, ...posted, address: here };
  const [first, twice] = await Promise.all([
    receiveSamlResponse(lab.deps, post),
    receiveSamlResponse(lab.deps, post),
  ]);
  for (const one of [first, twice, await receiveSamlResponse(lab.deps, post)])
    expect(await browser.finish(one)).toEqual({ outcome: "tested", runId });
  expect(await statusOf(connectionId, runId)).toMatchObject({ status });
  // The control: another answer is nobody's any more, and the first one's is not carried elsewhere.
  expect(await startAtProvider(lab, browser, connectionId)).toMatchObject(notLiveYet);
  const again = await receiveSamlResponse(lab.deps, { ...post, address: "198.51.100.9" });
  expect(await new LabBrowser(lab).finish(again)).toEqual({ outcome: "tested", runId });
  expect(await readTestResult(lab.deps, { runId, browserSecret: "other", admittedTo: null })).toBeNull();
});

test("an answer that a test has refused never signs anybody in afterwards", async () => {
  const { connectionId } = await anActiveSamlConnection(lab, admin, { loginFlow: "idp" });
  value(await change(connectionId, { loginUrl: "", entityId: "https://another.example/idp" }));
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  const posted = await postedAtProvider(lab, browser, connectionId);
  const post = { connectionId, ...posted, address: here };
  for (const received of [
    await receiveSamlResponse(lab.deps, post),
    await receiveSamlResponse(lab.deps, post),
  ])
    expect(await browser.finish(received)).toEqual({ outcome: "tested", runId });
  expect(await statusOf(connectionId, runId)).toMatchObject({ status: "failed" });
  // The control: the live version takes another answer of the same provider.
  const control = await startAtProvider(lab, browser, connectionId);
  expect(await browser.finish(control)).toMatchObject({ outcome: "signed_in" });
});

test("somebody else's answer shows the tester nothing of them, and makes nothing pass", async () => {
  const connectionId = await aDraftWithoutLoginUrl();
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  const other = new LabBrowser(lab);
  await other.finish(await startAtProvider(lab, other, connectionId, { person: "ben-okafor" }));
  const run = await statusOf(connectionId, runId);
  expect(run).toMatchObject({ status: "failed", report: { email: null } });
  expect(run.report?.refusal?.code).toBe("attempt_other_browser");
});

test("while the connection admits people, those who come from elsewhere are signed in as before", async () => {
  const { connectionId } = await anActiveSamlConnection(lab, admin, { loginFlow: "idp" });
  value(await change(connectionId, { loginUrl: "" }));
  const browser = new LabBrowser(lab);
  const runId = await opened(connectionId, browser);
  const colleague = new LabBrowser(lab);
  const theirs = await startAtProvider(lab, colleague, connectionId, {
    person: "ben-okafor",
    address: "198.51.100.9",
  });
  expect(await colleague.finish(theirs)).toMatchObject({ outcome: "signed_in" });
  expect(await statusOf(connectionId, runId)).toMatchObject({ status: "started" });
  expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
    outcome: "tested",
  });
  // Answered once: the next answer is a sign-in again.
  expect(await browser.finish(await startAtProvider(lab, browser, connectionId))).toMatchObject({
    outcome: "signed_in",
  });
});

test("another flow needs the login URL again, and a connection that has it is tested from here", async () => {
  const connectionId = await aDraftWithoutLoginUrl();
  expect(await change(connectionId, { loginFlow: "both" })).toMatchObject({
    problem: { code: "login_url_missing", field: "loginUrl" },
  });
  value(await change(connectionId, { loginFlow: "both", loginUrl: `${lab.saml.url}/sso` }));
  expect(await new LabBrowser(lab).test(admin, connectionId)).toMatchObject({ status: "passed" });
  expect(space.ssoSubscribed).toBe(true);
});
