import { describe, expect, test } from "vitest";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { foreignFields } from "./foreign-fields";
import type { SettingsInput } from "./protocol-module";

const fieldsOf = (refusal: ReturnType<typeof foreignFields>) =>
  (refusal?.problem.more ?? []).map(({ field, code }) => `${field}: ${code}`);

describe("settings of another protocol", () => {
  test.each([
    ["oidc", { tokenUrl: "https://tool.example/token" }, "tokenUrl"],
    ["oidc", { entityId: "https://idp.example" }, "entityId"],
    ["oidc", { keepTokens: false }, "keepTokens"],
    ["oauth2", { issuer: "https://idp.example" }, "issuer"],
    ["oauth2", { certificates: [] }, "certificates"],
    ["oauth2", { discoveryUrl: "https://idp.example/doc" }, "discoveryUrl"],
    ["saml", { clientId: "app" }, "clientId"],
    ["saml", { clientSecret: "secret" }, "clientSecret"],
    ["saml", { extraParameters: {} }, "extraParameters"],
  ] satisfies [Protocol, SettingsInput, string][])(
    "are refused for %s at their field: %j",
    (protocol, input, field) => {
      expect(fieldsOf(foreignFields(protocol, input))).toEqual([`${field}: field_of_other_protocol`]);
    },
  );

  test("are all listed", () => {
    const input = { entityId: "https://idp.example", issuer: "https://idp.example", loginUrl: "https://x" };
    expect(fieldsOf(foreignFields("oidc", input))).toHaveLength(2);
  });

  test("name their protocol", () => {
    expect(foreignFields("saml", { clientId: "app" })?.problem.message).toContain(
      "OpenID Connect and OAuth 2",
    );
  });
});

describe("a protocol's own settings", () => {
  test.each([
    ["oidc", { issuer: "https://idp.example", clientSecret: "s", loginFlow: "both" }],
    ["oauth2", { preset: "other", clientSecret: "s", accountUrl: "https://x", extraParameters: {} }],
    ["saml", { metadataXml: "<x/>", certificates: [], loginFlow: "both" }],
  ] satisfies [Protocol, SettingsInput][])("are accepted for %s", (protocol, input) => {
    expect(foreignFields(protocol, input)).toBeNull();
  });

  test("may be empty", () => {
    expect(foreignFields("oidc", { entityId: null, tokenUrl: "", metadataUrl: undefined })).toBeNull();
  });
});
