import { expect } from "@playwright/test";
import { visit } from "../idp/openid/visit";
import { apiOf } from "./api";
import { BrowserLike, location } from "./browser-like";
import { lab } from "./lab";

/**
 * Connects the SAML simulator to a space through the API, tests it and activates it, which ends the space's tokens.
 * `option`: how people come in, if not by the defaults.
 */
export async function connectSaml(
  slug: string,
  name = "Simulator",
  option?: object,
): Promise<{ connectionId: string; reference: string }> {
  const api = apiOf(slug);
  const created = await api("POST", "/connections", {
    name,
    protocol: "saml",
    metadataUrl: lab.saml.metadataUrl,
  });
  expect(created.status).toBe(201);
  const path = `/connections/${created.body.id}`;
  if (option) expect(await api("PUT", `${path}/sign-in-option`, option)).toMatchObject({ status: 200 });
  const run = await api("POST", `${path}/test`);
  await new BrowserLike(lab.appUrl).samlTrip(run.body.url, "ada-moreno");
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  return { connectionId: created.body.id, reference: created.body.reference };
}

/** An OpenID connection made by a program, and the sign-in of a browser through it. */
export interface ProgrammedOpenId {
  connectionId: string;
  /** Opens an address that leads to the simulator as Ada Moreno; returns where the browser ends. */
  trip(browser: BrowserLike, url: string): Promise<string>;
}

/**
 * Connects the OpenID simulator to a space through the API as `oid`, tests it, adds Ada Moreno and activates it, which
 * ends the space's tokens.
 */
export async function connectOpenId(slug: string, clientId: string): Promise<ProgrammedOpenId> {
  const api = apiOf(slug);
  const clientSecret = "s & + %20";
  const created = await api("POST", "/connections", {
    name: "OpenID",
    reference: "oid",
    protocol: "oidc",
    configuration: {
      issuer: `${lab.openid.url}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      scopes: ["openid", "email", "profile"],
    },
  });
  expect(created).toMatchObject({
    status: 201,
    body: { configuration: { issuer: lab.openid.url, clientId, hasClientSecret: true } },
  });
  expect(JSON.stringify(created.body)).not.toContain(clientSecret);
  await fetch(`${lab.openid.url}/clients`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      clientId,
      clientSecret,
      redirectUris: [created.body.serviceProvider.redirectUri],
    }),
  });
  const trip = async (browser: BrowserLike, url: string) => {
    const back = await visit(location(await browser.open(url)), { person: "ada-moreno" });
    return location(await browser.open(location(await browser.open(back.href))));
  };
  const path = `/connections/${created.body.id}`;
  const run = await api("POST", `${path}/test`);
  await trip(new BrowserLike(lab.appUrl), run.body.url);
  expect(await api("GET", `${path}/test-runs/${run.body.runId}`)).toMatchObject({
    body: { status: "passed" },
  });
  expect(await api("POST", "/users", { email: "ada.moreno@acme.example", role: "reader" })).toMatchObject({
    status: 201,
  });
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  return { connectionId: created.body.id, trip };
}
