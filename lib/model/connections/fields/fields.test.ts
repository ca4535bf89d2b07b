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
    "of %s is what programs may give, by the same names",
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

  test("has what the field begins with", () => {
    expect(withInitials({ ...older } as typeof samlSettings)).toEqual(samlSettings);
  });

  test("and one that has it keeps its value", () => {
    const chosen = { ...samlSettings, refuseEndedCertificates: true };
    expect(withInitials(chosen)).toEqual(chosen);
  });
});

test("what is given counts before what was there, and that before what a field begins with", () => {
  const { loginFlow, forceReauthentication, refuseEndedCertificates, entityId } = samlFields;
  const fields = { loginFlow, forceReauthentication, refuseEndedCertificates, entityId };
  const previous = { loginFlow: "idp", forceReauthentication: true, entityId: "before" };
  // Of what begins with nothing, the protocol decides.
  expect(chosenOf(fields, { loginFlow: "both", entityId: "given" }, previous)).toEqual({
    loginFlow: "both",
    forceReauthentication: true,
    refuseEndedCertificates: false,
  });
});

test("settings are those of their own protocol and of no other", () => {
  expect(settingsAs("saml", samlSettings)).toBe(samlSettings);
  expect(settingsAs("oidc", samlSettings)).toBeNull();
});

test("a form without a logout URL takes it away, and one with it gives it", () => {
  const { form } = samlFields.logoutUrl;
  expect(form.parse(undefined)).toBe("");
  expect(form.parse(" https://idp.example/out ")).toBe("https://idp.example/out");
});
