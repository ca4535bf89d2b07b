import { expect, test } from "vitest";
import { expectRefused } from "../testing/expect-refused";
import { assertionSignature, piece, replaced, responseSignature, without } from "../testing/pieces";
import { aResponse, outcome, providerKey, validated } from "../testing/scene";

const assertionOnly = { settings: { signed: "assertion" } as const };
const responseOnly = { settings: { signed: "response" } as const };

test("refuses a signature that is removed, whatever must be signed", () => {
  const both = aResponse();
  const bare = aResponse({ sign: "none" });
  const control = aResponse({ sign: "assertion" });
  expectRefused({ xml: without(both.xml, responseSignature(both.xml)) }, "response_not_signed");
  expectRefused({ xml: without(both.xml, assertionSignature(both.xml)) }, "digest_mismatch");
  const stripped = { xml: without(control.xml, assertionSignature(control.xml)) };
  expectRefused(stripped, "assertion_not_signed", { ...assertionOnly, control });
  expect(outcome(bare)).toBe("response_not_signed");
  expect(outcome(bare, responseOnly)).toBe("response_not_signed");
  expect(outcome(bare, assertionOnly)).toBe("assertion_not_signed");
  expect(outcome(bare, { settings: { signed: "either" } })).toBe("signature_missing");
});

test("requires both signatures only if the connection says so", () => {
  const assertion = aResponse({ sign: "assertion" });
  const response = aResponse({ sign: "response" });
  expect(outcome(assertion)).toBe("response_not_signed");
  expect(outcome(response)).toBe("assertion_not_signed");
  expect(outcome(assertion, responseOnly)).toBe("response_not_signed");
  expect(outcome(response, assertionOnly)).toBe("assertion_not_signed");
  for (const minted of [assertion, response, aResponse()]) {
    expect(outcome(minted, { settings: { signed: "either" } })).toBe("accepted");
  }
});

test("refuses an empty signature and blank values in one", () => {
  const { xml } = aResponse();
  const signature = responseSignature(xml);
  const empty = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>';
  const value = piece(signature, "ds:SignatureValue");
  const digest = piece(signature, "ds:DigestValue");
  expectRefused({ xml: replaced(xml, signature, empty) }, "schema_invalid");
  expectRefused(
    { xml: replaced(xml, value, "<ds:SignatureValue></ds:SignatureValue>") },
    "signature_malformed",
  );
  expectRefused(
    { xml: replaced(xml, value, "<ds:SignatureValue> </ds:SignatureValue>") },
    "signature_malformed",
  );
  expectRefused({ xml: replaced(xml, digest, "<ds:DigestValue></ds:DigestValue>") }, "signature_malformed");
  expectRefused(
    { xml: replaced(xml, value, "<ds:SignatureValue>AAAA</ds:SignatureValue>") },
    "signature_mismatch",
  );
});

test("refuses a signature that is not in the element that it signs", () => {
  const { xml } = aResponse({ sign: "assertion" });
  const signature = assertionSignature(xml);
  const moved = replaced(without(xml, signature), "<samlp:Status>", `${signature}<samlp:Status>`);
  expectRefused({ xml: moved }, "signature_reference_wrong", {
    ...responseOnly,
    control: aResponse({ sign: "response" }),
  });
  const inExtensions = replaced(
    without(xml, signature),
    "<samlp:Status>",
    `<samlp:Extensions>${signature}</samlp:Extensions><samlp:Status>`,
  );
  const control = aResponse({ sign: "assertion" });
  expectRefused({ xml: inExtensions }, "signature_misplaced", { ...assertionOnly, control });
  const twice = replaced(xml, signature, signature + signature);
  expectRefused({ xml: twice }, "signature_misplaced", { ...assertionOnly, control });
});

test.each([
  ["the sibling's ID", (id: string) => id.replace(/#.*/, "#_other")],
  ["the whole document", () => ""],
  ["an XPointer", (id: string) => `#xpointer(id('${id.slice(1)}'))`],
  ["another document", () => "https://idp.customer.example/assertion.xml"],
])("refuses a genuine signature whose reference is %s", (_, target) => {
  for (const sign of ["response", "assertion"] as const) {
    const signer = {
      key: providerKey,
      mutateSignedInfo: (info: string) =>
        info.replace(/URI="([^"]*)"/, (_all, uri) => `URI="${target(uri)}"`),
    };
    const control = aResponse({ sign });
    expectRefused(aResponse({ sign, signer }), "signature_reference_wrong", {
      settings: { signed: sign },
      control,
    });
  }
});

test("refuses a genuine signature without any reference address", () => {
  const signer = { key: providerKey, mutateSignedInfo: (info: string) => info.replace(/ URI="[^"]*"/, "") };
  expectRefused(aResponse({ signer }), "signature_reference_wrong");
});

test("reads nothing from the unsigned part of a response whose assertion alone is signed", () => {
  const control = aResponse({ sign: "assertion" });
  const result = validated(control, assertionOnly);
  expect(result).toMatchObject({ outcome: "accepted", identity: { subject: "ann@customer.example" } });
  const unsignedText = replaced(control.xml, "<samlp:Status>", "root@customer.example<samlp:Status>");
  expectRefused({ xml: unsignedText }, "schema_invalid", { ...assertionOnly, control });
});
