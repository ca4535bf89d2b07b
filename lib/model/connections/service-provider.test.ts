import { expect, test } from "vitest";
import { serviceProviderAddresses } from "./service-provider";

const addresses = (protocol: "saml" | "oidc" | "oauth2", reference = "okta") =>
  serviceProviderAddresses("https://gate.example", { id: "conn_1", reference, protocol }, "acme");

test("follow the contract, by the connection's id", () => {
  expect(addresses("saml")).toMatchObject({
    entityId: "https://gate.example/api/sso/saml/conn_1/metadata",
    metadataUrl: "https://gate.example/api/sso/saml/conn_1/metadata",
    acsUrl: "https://gate.example/api/sso/saml/conn_1/acs",
    sloUrl: "https://gate.example/api/sso/saml/conn_1/slo",
    loginAddress: "https://gate.example/acme/sso/okta",
  });
  expect(addresses("oidc")).toMatchObject({
    redirectUri: "https://gate.example/api/sso/oidc/conn_1/callback",
    initiateUrl: "https://gate.example/api/sso/oidc/conn_1/initiate",
    postLogoutRedirectUri: "https://gate.example/logout",
  });
  expect(addresses("oauth2").redirectUri).toBe("https://gate.example/api/sso/oauth2/conn_1/callback");
});

test("a reference with every allowed character makes one path segment", () => {
  const { loginAddress } = addresses("saml", "a_b.c+d-e@f");
  expect(new URL(loginAddress).pathname.split("/")).toHaveLength(4);
  expect(decodeURIComponent(loginAddress)).toMatch(/\/acme\/sso\/a_b\.c\+d-e@f$/);
});
