import { expect, test } from "@playwright/test";
import { apiOf } from "../support/api";
import { BrowserLike } from "../support/browser-like";
import { connectOpenId } from "../support/connect";
import { lab } from "../support/lab";

test("a program connects a SAML provider, tests it, activates it, and people sign in", async () => {
  const api = apiOf("api-saml");
  const created = await api("POST", "/connections", {
    name: "Simulator",
    protocol: "saml",
    metadataUrl: lab.saml.metadataUrl,
  });
  expect(created).toMatchObject({
    status: 201,
    body: {
      name: "Simulator",
      reference: "simulator",
      status: "draft",
      configuration: {
        version: 1,
        state: "draft",
        entityId: lab.saml.metadataUrl,
        loginUrl: `${lab.saml.url}/sso`,
        binding: "redirect",
      },
      serviceProvider: {
        acsUrl: expect.stringMatching(/\/api\/sso\/saml\/conn_[a-z0-9]+\/acs$/),
        loginAddress: `${lab.appUrl}/api-saml/sso/simulator`,
      },
    },
  });
  const path = `/connections/${created.body.id}`;
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({
    status: 409,
    body: { code: "not_tested" },
  });

  const run = await api("POST", `${path}/test`);
  const browser = new BrowserLike(lab.appUrl);
  expect(await browser.samlTrip(run.body.url, "ada-moreno")).toContain(`/sso-test/${run.body.runId}`);
  expect(await api("GET", `${path}/test-runs/${run.body.runId}`)).toMatchObject({
    status: 200,
    body: {
      status: "passed",
      passed: true,
      email: "ada.moreno@acme.example",
      outlook: { outcome: "refuse", reason: "domain_not_verified" },
    },
  });
  expect(await api("GET", path)).toMatchObject({ body: { configuration: { state: "tested" } } });

  const options = await api("GET", `${path}/sign-in-option`);
  const {
    id: _i,
    status: _s,
    position: _p,
    isDefault: _d,
    revision,
    activatedAt: _a,
    ...settings
  } = options.body;
  expect(
    await api(
      "PUT",
      `${path}/sign-in-option`,
      { ...settings, defaultRole: "editor" },
      { "if-match": `"${revision}"` },
    ),
  ).toMatchObject({ status: 200, body: { defaultRole: "editor" } });
  expect(await api("PUT", `${path}/sign-in-option`, settings, { "if-match": `"${revision}"` })).toMatchObject(
    { status: 412 },
  );

  expect(await api("POST", "/users", { email: "ada.moreno@acme.example", role: "reader" })).toMatchObject({
    status: 201,
  });
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({
    status: 200,
    body: { status: "active", configuration: { state: "live" }, ended: { integrationTokens: 1 } },
  });
  expect(await api("GET", path)).toMatchObject({
    status: 401,
    body: { detail: expect.stringContaining("Simulator") },
  });

  expect(await browser.samlTrip("/api-saml/sso/simulator?next=/api-saml/account", "ada-moreno")).toBe(
    `${lab.appUrl}/api-saml/account`,
  );
  expect((await browser.open("/api-saml")).status).toBe(200);
  expect(await new BrowserLike(lab.appUrl).samlTrip("/api-saml/sso/simulator", "ben-okafor")).toContain(
    "/sign-in-refused/att_",
  );
  expect(
    await new BrowserLike(lab.appUrl).samlTrip("/api-saml/sso/simulator", "ada-moreno", "wrong_audience"),
  ).toContain("/sign-in-refused/att_");
});

test("a program connects an OpenID provider, tests it, activates it, and people sign in", async () => {
  const { trip } = await connectOpenId("api-openid", "api");
  const browser = new BrowserLike(lab.appUrl);
  expect(await trip(browser, "/api-openid/sso/oid")).toBe(`${lab.appUrl}/api-openid`);
  expect((await browser.open("/api-openid")).status).toBe(200);
});
