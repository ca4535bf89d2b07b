import { expect, test } from "vitest";
import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import { signalSourceOf } from "./signal-source";

const issuersOf = (settings: Record<string, unknown>) =>
  signalSourceOf("conn_1", settings as unknown as ConfigurationSettings)?.issuers.map(({ issuer }) => issuer);
const oidc = (issuer: string) => issuersOf({ protocol: "oidc", issuer, discoveryUrl: null });
const saml = (loginUrl: string | null) => issuersOf({ protocol: "saml", entityId: "idp", loginUrl });

test("an OpenID provider speaks for itself, and Okta's organization for its authorization servers", () => {
  expect(oidc("https://acme.okta.com")).toEqual(["https://acme.okta.com"]);
  expect(oidc("https://acme.okta.com/oauth2/default")).toEqual([
    "https://acme.okta.com/oauth2/default",
    "https://acme.okta.com",
  ]);
});

test("Okta's organization speaks for its SAML applications", () => {
  expect(saml("https://acme.okta.com/app/acme_gatehouse_1/exk1/sso/saml")).toEqual(["https://acme.okta.com"]);
});

test.each([
  "https://keycloak.example/realms/acme",
  "https://login.microsoftonline.com/a1b2/v2.0",
  "https://idp.example/oauth2/acme/more",
])("the site of %s may be many customers', and does not speak for one", (issuer) => {
  expect(oidc(issuer)).toEqual([issuer]);
});

test.each([
  "https://idp.example/saml/acme",
  "https://idp.example/x/app/a/b/sso/saml",
  "not an address",
  null,
])("nor does that of the SAML login %s", (loginUrl) => {
  expect(saml(loginUrl)).toEqual([]);
});

test("a tool has no keys to speak with", () => {
  expect(issuersOf({ protocol: "oauth2" })).toBeUndefined();
});
