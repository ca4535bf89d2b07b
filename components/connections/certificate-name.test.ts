import { expect, test } from "vitest";
import { certificateName } from "./certificate-name";

test.each([
  ["CN=Okta", "Okta"],
  ["CN=SAML simulator\\, next year", "SAML simulator, next year"],
  ["C=US\nO=Okta\nCN=dev-1.okta.example", "dev-1.okta.example"],
  ["O=Okta, CN=dev-1.okta.example, C=US", "dev-1.okta.example"],
  ["O=Example\nOU=Identity", "O=Example\nOU=Identity"],
  ["O=XCN=1", "O=XCN=1"],
  ["CN=", "CN="],
  ["", "A certificate without a name"],
])("of %j the name is %j", (subject, name) => {
  expect(certificateName(subject)).toBe(name);
});
