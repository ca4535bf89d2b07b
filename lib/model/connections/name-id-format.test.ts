import { expect, test } from "vitest";
import { acceptedNameIdFormats, meantNameIdFormat } from "./name-id-format";

test.each([
  ["email", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
  ["EmailAddress", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
  ["urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress", acceptedNameIdFormats[0]],
  ["persistent", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"],
  ["urn:oasis:names:tc:SAML:2.0:nameid-format:unspecified", acceptedNameIdFormats[2]],
])("“%s” means a format", (text, format) => {
  expect(meantNameIdFormat(text)).toBe(format);
});

test.each(["", "username", "constructor", "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"])(
  "“%s” means none",
  (text) => {
    expect(meantNameIdFormat(text)).toBeNull();
  },
);
