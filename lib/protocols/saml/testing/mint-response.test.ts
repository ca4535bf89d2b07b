import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { contentAlgorithms } from "./encrypt-assertion";
import { mintResponse, type ResponseRecipe } from "./mint-response";
import { makeSigningKey } from "./signing-key";

const key = makeSigningKey({ rsa: 2048 });
const recipe: ResponseRecipe = {
  now: new Date("2025-03-04T05:06:07Z"),
  issuer: "https://idp.customer.example/saml",
  acsUrl: "https://gatehouse.example/acs",
  spEntityId: "https://gatehouse.example/sp",
  requestId: "_request",
  sign: "both",
  signer: { key },
};

function accepts(xml: string, id: string, publicCert = key.certificatePem): boolean {
  const signature = new RegExp(`ID="${id}".*?(<ds:Signature .*?</ds:Signature>)`, "s").exec(xml)?.[1] ?? "";
  const signed = new SignedXml({ publicCert });
  signed.loadSignature(signature);
  return signed.checkSignature(xml);
}

test.each(["rsa-sha256", "rsa-sha512"] as const)("xml-crypto accepts what is signed with %s", (method) => {
  const { xml, facts } = mintResponse({ ...recipe, signer: { key, method, prefixes: ["xs"] } });
  expect(accepts(xml, facts.responseId)).toBe(true);
  expect(accepts(xml, facts.assertionId)).toBe(true);
});

test.each(contentAlgorithms)("an assertion encrypted with %s is not readable in the response", (content) => {
  const { xml, facts } = mintResponse({
    ...recipe,
    encryption: { certificatePem: key.certificatePem, content },
  });
  expect(xml).not.toContain(facts.assertionId);
  expect(accepts(xml, facts.responseId)).toBe(true);
});

test("facts can be replaced, and hooks change the text before and after signing", () => {
  const minted = mintResponse({
    ...recipe,
    facts: { audiences: [["a"], ["b", "c&d"]], attributes: { groups: [] } },
    beforeSigningAssertion: (xml) => xml.replace("ann@customer.example", "bob@customer.example"),
    afterSigning: (xml) => xml.replace("Success", "Responder"),
  });
  expect(minted.xml.match(/<saml:AudienceRestriction>/g)).toHaveLength(2);
  expect(minted.xml).toContain("<saml:Audience>c&amp;d</saml:Audience>");
  expect(minted.xml).toContain("bob@customer.example");
  expect(accepts(minted.xml, minted.facts.assertionId)).toBe(true);
  expect(accepts(minted.xml, minted.facts.responseId)).toBe(false);
});

test("a key's certificate contains its public half", () => {
  const ec = makeSigningKey({ curve: "P-384" }, { commonName: "curve" });
  expect(new X509Certificate(ec.certificatePem).checkPrivateKey(ec.privateKey)).toBe(true);
});
