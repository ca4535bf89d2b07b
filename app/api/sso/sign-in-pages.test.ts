import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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
import { openTest } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { serveLab } from "@/lib/server/testing/browser";
import * as finishRoute from "./finish/route";
import * as oidcCallback from "./oidc/[connectionId]/callback/route";
import * as acs from "./saml/[connectionId]/acs/route";
import * as metadata from "./saml/[connectionId]/metadata/route";

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
  serveLab(lab);
  ({ space, admin } = await aSubscribedSpace(lab));
});

const form = "application/x-www-form-urlencoded";
const asked = (path: string, init: ConstructorParameters<typeof NextRequest>[1] = {}) =>
  new NextRequest(`${lab.deps.appUrl}${path}`, init);
const params = (id: string) => ({ params: Promise.resolve({ connectionId: id }) });

function post(body: string, type = form, id = connectionId) {
  return acs.POST(
    asked(`/api/sso/saml/${id}/acs`, { method: "POST", body, headers: { "content-type": type } }),
    params(id),
  );
}

async function expectPage(answer: Response, status: number, code: string, ...says: string[]) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await answer.text();
  for (const text of [code, "Go to the start page", ...says]) expect(page).toContain(text);
}

const multipart = (fields: Record<string, string>) =>
  `${Object.entries(fields)
    .map(([name, text]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`)
    .join("")}--x--\r\n`;

describe("an unreadable request is refused by a page of ours", () => {
  beforeEach(async () => {
    ({ connectionId } = await aDraft(lab, admin, "saml"));
  });

  test("with the code, the received value and the limit", async () => {
    await expectPage(await post("SAMLResponse=x", "text/plain"), 415, "form_unreadable", "text/plain", form);
    await expectPage(
      await post(`SAMLResponse=${"A".repeat(1_250_000)}`),
      413,
      "response_too_large",
      "1250000 bytes",
    );
    await expectPage(await post("other=x"), 400, "response_missing", "SAMLResponse");
    await expectPage(
      await post("SAMLResponse=x", form, "conn_nothing"),
      404,
      "There is nothing at this address",
    );
    const opened = await acs.GET(asked(`/api/sso/saml/${connectionId}/acs`), params(connectionId));
    expect(opened.headers.get("allow")).toBe("POST");
    await expectPage(opened, 405, "method_not_allowed", "POST");
    const put = acs.PUT(asked(`/api/sso/saml/${connectionId}/acs`, { method: "PUT" }));
    await expectPage(put, 405, "method_not_allowed", "PUT");
    await expectPage(await metadata.GET(asked("/x"), params("conn_nothing")), 404, "nothing at this address");
  });

  test("contains nothing of the request as markup", async () => {
    const answer = await post("x", '"><script>alert(1)</script>');
    expect(await answer.text()).not.toContain("<script>alert");
  });

  test("at finish too", async () => {
    const path = "/api/sso/finish";
    const body = "ticket=x";
    const headers = { "content-type": form };
    const foreign = { ...headers, origin: "https://evil.example" };
    await expectPage(
      await finishRoute.POST(asked(path, { method: "POST", body, headers: foreign })),
      403,
      "other_site",
    );
    const own = { origin: lab.deps.appUrl, "content-type": form };
    const long = { method: "POST", body: "x".repeat(3_000), headers: own };
    await expectPage(await finishRoute.POST(asked(path, long)), 413, "form_unreadable", "2000 bytes");
    await expectPage(
      finishRoute.DELETE(asked(path, { method: "DELETE" })),
      405,
      "method_not_allowed",
      "GET, POST",
    );
    // The control: an unknown ticket is refused on the page for that.
    const control = await finishRoute.POST(asked(path, { method: "POST", body, headers: own }));
    expect(control.headers.get("location")).toBe(`${lab.deps.appUrl}/sign-in-refused?code=attempt_used`);
  });

  test("at a redirect URI that gets a form", async () => {
    const oidc = await aDraft(lab, admin, "oidc");
    const path = `/api/sso/oidc/${oidc.connectionId}/callback`;
    const init = { method: "POST", body: "code=x&state=unknown", headers: { "content-type": form } };
    const answer = await oidcCallback.POST(asked(path, init), params(oidc.connectionId));
    await expectPage(answer, 405, "method_not_allowed", "response_mode=query");
  });

  test.each<[string, string, (posted: { samlResponse: string; relayState: string }) => Promise<Response>]>([
    [
      "too large, with RelayState first",
      "response_too_large",
      ({ relayState }) => post(`RelayState=${relayState}&SAMLResponse=${"A".repeat(1_250_000)}`),
    ],
    [
      "too large, by what its beginning says",
      "response_too_large",
      ({ samlResponse }) => post(`SAMLResponse=${encodeURIComponent(samlResponse)}${"A".repeat(1_250_000)}`),
    ],
    [
      "multipart",
      "form_unreadable",
      ({ samlResponse, relayState }) =>
        post(
          multipart({ SAMLResponse: samlResponse, RelayState: relayState }),
          "multipart/form-data; boundary=x",
        ),
    ],
    [
      "multipart without RelayState",
      "form_unreadable",
      ({ samlResponse }) =>
        post(multipart({ SAMLResponse: samlResponse }), "multipart/form-data; boundary=x"),
    ],
    ["without SAMLResponse", "response_missing", ({ relayState }) => post(`RelayState=${relayState}`)],
    [
      "by GET",
      "response_missing",
      ({ samlResponse, relayState }) => {
        const query = new URLSearchParams({ SAMLResponse: samlResponse, RelayState: relayState });
        return acs.GET(asked(`/api/sso/saml/${connectionId}/acs?${query}`), params(connectionId));
      },
    ],
  ])("unless it belongs to a test run, which ends with its code: %s", async (_what, code, send) => {
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, connectionId);
    const { samlResponse, relayState } = await browser.samlAnswer(redirect);
    const answer = await send({ samlResponse, relayState: relayState ?? "" });
    expect(answer.status).toBe(303);
    const finished = await finish(answer.headers.get("location") ?? "", browser.secret);
    expect(finished.headers.get("location")).toBe(`${lab.deps.appUrl}/sso-test/${runId}`);
    expect(value(await readTestRun(lab.deps, admin, { connectionId, runId }))).toMatchObject({
      status: "failed",
      report: { refusal: { code } },
    });
  });
});

function finish(location: string, secret: string, session = "") {
  const cookie = [`gatehouse.attempt=${secret}`, session].filter(Boolean).join("; ");
  return finishRoute.GET(new NextRequest(location, { headers: { cookie } }));
}

describe("a provider's form that is sent twice", () => {
  let reference: string;
  beforeEach(async () => {
    ({ connectionId, reference } = await anActiveConnection(lab, admin, "saml"));
  });
  const sessionOf = (answer: Response) =>
    /next-auth\.session-token=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[0] ?? "";

  test("signs in once, and the second answer returns the same session to the same page", async () => {
    const browser = new LabBrowser(lab);
    const posted = await browser.samlAnswer(await browser.begin(space, reference, `/${space.slug}/account`));
    const body = new URLSearchParams({ SAMLResponse: posted.samlResponse }).toString();
    const [first, second] = await Promise.all([post(body), post(body)]);
    const [one, two] = await Promise.all(
      [first, second].map((answer) => finish(answer?.headers.get("location") ?? "", browser.secret)),
    );
    for (const answer of [one, two]) {
      expect(answer?.headers.get("location")).toBe(`${lab.deps.appUrl}/${space.slug}/account`);
      expect(answer && sessionOf(answer)).not.toBe("");
    }
    const user = await lab.deps.store.users.byEmail("ada.moreno@acme.example");
    expect(await lab.deps.store.sessions.ofUser(user?.id ?? "", lab.clock.now())).toHaveLength(1);

    // Another browser that has obtained it gets no session, even while it is recent.
    const thief = await finish(second?.headers.get("location") ?? "", lab.deps.secrets.secret());
    expect(sessionOf(thief)).toBe("");
    expect(thief.headers.get("location")).toContain("/sign-in-refused/");
  });

  test("restores no session that has ended, nor after a minute", async () => {
    const browser = new LabBrowser(lab);
    const posted = await browser.samlAnswer(await browser.begin(space, reference));
    const body = new URLSearchParams({ SAMLResponse: posted.samlResponse }).toString();
    const location = (await post(body)).headers.get("location") ?? "";
    expect(sessionOf(await finish(location, browser.secret))).not.toBe("");
    lab.clock.forward(61);
    const late = await finish((await post(body)).headers.get("location") ?? "", browser.secret);
    expect(late.headers.get("location")).toBe(`${lab.deps.appUrl}/${space.slug}`);
    expect(sessionOf(late)).toBe("");
    lab.clock.forward(-61);
    const user = await lab.deps.store.users.byEmail("ada.moreno@acme.example");
    const [session] = await lab.deps.store.sessions.ofUser(user?.id ?? "", lab.clock.now());
    await lab.deps.store.sessions.end(session?.id ?? "", "signed_out", lab.clock.now());
    expect(sessionOf(await finish(location, browser.secret))).toBe("");
  });
});
