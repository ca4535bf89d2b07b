import { inflateRawSync } from "node:zlib";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { activateOption } from "@/lib/features/connections/activate-option";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { signOut } from "@/lib/features/sessions/sign-out";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { byRedirect } from "@/lib/protocols/saml/logout/testing/carry-message";
import { logoutFacts, responseXml } from "@/lib/protocols/saml/logout/testing/logout-xml";
import {
  isBackFromProvider,
  keepProviderLogout,
  providerLogoutAddress,
  providerLogoutRedirect,
} from "@/lib/server/auth/provider-logout";
import { request as browser, serveLab } from "@/lib/server/testing/browser";
import { GET, POST } from "./provider-logout/route";
import * as slo from "./saml/[connectionId]/slo/route";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

let lab: SsoLab;
let connectionId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  serveLab(lab);
});

/** A browser that has just signed out here, after a sign-in by SAML; returns the ID of our request to the provider. */
async function signedOut(singleLogoutBinding: "redirect" | "post"): Promise<string> {
  const { space, admin } = await aSubscribedSpace(lab);
  const draft = await aDraft(lab, admin, "saml");
  ({ connectionId } = draft);
  const { leaseId } = draft;
  const input = { protocol: "saml", values: { singleLogoutBinding } } as const;
  value(await saveConfiguration(lab.deps, admin, { connectionId, leaseId, expectedRevision: null, input }));
  await new LabBrowser(lab).test(admin, connectionId);
  value(await activateOption(lab.deps, admin, { connectionId, configurationId: null, sessions: "keep" }));
  const finished = await new LabBrowser(lab).signIn(space, draft);
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  await keepProviderLogout((await signOut(lab.deps, finished.sessionId, null)).provider);
  const redirect = await providerLogoutRedirect();
  const xml =
    redirect?.kind === "form"
      ? Buffer.from(redirect.fields.SAMLRequest ?? "", "base64")
      : inflateRawSync(
          Buffer.from(new URL(redirect?.url ?? "").searchParams.get("SAMLRequest") ?? "", "base64"),
        );
  return / ID="([^"]+)"/.exec(xml.toString())?.[1] ?? "";
}

/** The provider's answer to the request with this ID, and where it leads the browser. */
async function answered(inResponseTo: string): Promise<URL> {
  const address = `${lab.deps.appUrl}/api/sso/saml/${connectionId}/slo`;
  const facts = logoutFacts(
    { now: lab.deps.now(), issuer: lab.saml.entityId, destination: address },
    { inResponseTo },
  );
  const { query } = byRedirect(responseXml(facts), { name: "SAMLResponse", key: lab.saml.keys.first });
  const params = Promise.resolve({ connectionId });
  const answer = await slo.GET(new NextRequest(`${address}?${query}`), { params });
  return new URL(answer.headers.get("location") ?? "");
}

test("a provider that takes a request by redirect is linked from the page after the sign-out", async () => {
  await signedOut("redirect");
  expect(await providerLogoutAddress()).toMatch(new RegExp(`^${lab.saml.url}/slo\\?SAMLRequest=`));
});

test("a provider that takes a form gets it from an address of ours", async () => {
  await signedOut("post");
  expect(await providerLogoutAddress()).toBe("/api/sso/provider-logout");
  const page = await (await GET()).text();
  expect(page).toContain(`<form method="post" action="${lab.saml.url}/slo">`);
  expect(page).toContain('name="SAMLRequest"');
  const refused = POST(new Request("https://gatehouse.example", { method: "POST" }));
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET"]);
});

test("a browser that has signed out of nothing is led to our own page", async () => {
  await signedOut("post");
  expect((await GET()).status).toBe(200);
  browser.cookies.clear();
  expect((await GET()).headers.get("location")).toBe(`${lab.deps.appUrl}/logout`);
});

test.each(["redirect", "post"] as const)(
  "the answer to a request by %s leads back to its browser only",
  async (binding) => {
    const id = await signedOut(binding);
    expect(id).toMatch(/^_.{20}/);
    const back = await answered(id);
    expect(`${back.origin}${back.pathname}`).toBe(`${lab.deps.appUrl}/logout`);
    expect(await isBackFromProvider(back.searchParams.get("state") ?? "")).toBe(true);
    for (const other of ["_made-up", `_${id.slice(2)}`, `${id}x`]) {
      const elsewhere = await answered(other);
      expect(await isBackFromProvider(elsewhere.searchParams.get("state") ?? "")).toBe(false);
    }
    browser.cookies.clear();
    expect(await isBackFromProvider(back.searchParams.get("state") ?? "")).toBe(false);
  },
);
