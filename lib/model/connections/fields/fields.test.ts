import { describe, expect, test } from "vitest";
import { samlSettings } from "@/lib/db/testing/rows";
import { configurationFields } from "@/lib/schemas/connection-api";
import { samlForm } from "@/lib/schemas/sso-forms";
import { protocolTraits, settingsAs, withInitials } from "../protocol-traits";
import { settingsDifference } from "../settings-difference";
import { chosenOf } from "./field";
import { samlFields } from "./saml";

describe("the list of fields", () => {
  test.each(Object.entries(protocolTraits))(
    "of %s is what programs may send, by the same names",
    (_, { fields }) => {
      expect(Object.keys(configurationFields.shape)).toEqual(expect.arrayContaining(Object.keys(fields)));
    },
  );

  test("of SAML is what its form sends, by the same names", () => {
    expect(Object.keys(samlForm.shape)).toEqual(expect.arrayContaining(Object.keys(samlFields)));
  });

  test.each(Object.entries(protocolTraits))(
    "of %s names each difference of two versions",
    (_, { fields }) => {
      for (const [name, { label }] of Object.entries(fields))
        expect(settingsDifference({ [name]: "a" }, { [name]: "b" })).toMatchObject([{ field: name, label }]);
    },
  );
});

describe("a version that is older than a field", () => {
  const { refuseEndedCertificates: _, ...older } = samlSettings;

  test("has the field's initial value", () => {
    expect(withInitials({ ...older } as typeof samlSettings)).toEqual(samlSettings);
  });

  test("keeps its value if it has the field", () => {
    const chosen = { ...samlSettings, refuseEndedCertificates: true };
    expect(withInitials(chosen)).toEqual(chosen);
  });
});

test("an input overrides the previous value, which overrides the initial one", () => {
  const { loginFlow, forceReauthentication, refuseEndedCertificates, entityId } = samlFields;
  const fields = { loginFlow, forceReauthentication, refuseEndedCertificates, entityId };
  const previous = { loginFlow: "idp", forceReauthentication: true, entityId: "before" };
  // The protocol decides about fields without an initial value.
  expect(chosenOf(fields, { loginFlow: "both", entityId: "given" }, previous)).toEqual({
    loginFlow: "both",
    forceReauthentication: true,
    refuseEndedCertificates: false,
  });
});

test("settings belong to their own protocol and to no other", () => {
  expect(settingsAs("saml", samlSettings)).toBe(samlSettings);
  expect(settingsAs("oidc", samlSettings)).toBeNull();
});

test("a form without a logout URL clears it, and one with it sets it", () => {
  const { form } = samlFields.logoutUrl;
  expect(form.parse(undefined)).toBe("");
  expect(form.parse(" https://idp.example/out ")).toBe("https://idp.example/out");
});
