import { expect, test } from "vitest";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { fixField } from "./fix-field";

test("a certificate, an issuer and a client secret lead to their own fields", () => {
  expect(fixField("signature_mismatch", "saml")).toBe("certificates");
  expect(fixField("discovery_not_found", "oidc")).toBe("issuer");
  expect(fixField("client_authentication_failed", "oidc")).toBe("clientSecret");
  expect(fixField("client_authentication_failed", "oauth2")).toBe("clientSecret");
  expect(fixField("audience_wrong", "saml")).toBeNull();
});

test("every field that it names is one of the protocol's", () => {
  expect(Object.keys(samlFields)).toEqual(expect.arrayContaining(["entityId"]));
  expect(Object.keys(oidcFields)).toEqual(expect.arrayContaining(["issuer", "clientId"]));
});
