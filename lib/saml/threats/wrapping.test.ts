import { expect, test } from "vitest";
import type { SamlRefusalCode } from "@/lib/core/refusals/saml";
import { expectRefused } from "../testing/expect-refused";
import {
  assertionSignature,
  beforeEnd,
  evil,
  piece,
  replaced,
  responseSignature,
  without,
} from "../testing/pieces";
import { aResponse, judged, outcome, providerKey } from "../testing/scene";

const assertionOnly = { settings: { signed: "assertion" } as const };
const responseOnly = { settings: { signed: "response" } as const };

/** Wraps a response whose assertion is signed: gets the document, the assertion and its signature. */
type Wrap = (xml: string, assertion: string, signature: string) => string;
const unsignedEvil = (assertion: string, signature: string): string => evil(without(assertion, signature));

const assertionAttacks: [string, Wrap, SamlRefusalCode][] = [
  [
    "XSW 3: a forged assertion before the signed one",
    (xml, assertion, signature) => replaced(xml, assertion, unsignedEvil(assertion, signature) + assertion),
    "several_assertions",
  ],
  [
    "XSW 4: the signed assertion inside a forged one",
    (xml, assertion, signature) =>
      replaced(xml, assertion, beforeEnd(unsignedEvil(assertion, signature), "saml:Assertion", assertion)),
    "several_assertions",
  ],
  [
    "XSW 5: a forged assertion keeps the signature, the original follows bare",
    (xml, assertion, signature) => replaced(xml, assertion, evil(assertion) + without(assertion, signature)),
    "several_assertions",
  ],
  [
    "XSW 6: the original hides in the signature of a forged assertion",
    (xml, assertion, signature) =>
      replaced(
        xml,
        assertion,
        replaced(
          evil(assertion),
          signature,
          beforeEnd(signature, "ds:Signature", without(assertion, signature)),
        ),
      ),
    "several_assertions",
  ],
  [
    "XSW 7: the forged assertion stands in Extensions",
    (xml, assertion, signature) =>
      replaced(
        xml,
        "<samlp:Status>",
        `<samlp:Extensions>${unsignedEvil(assertion, signature)}</samlp:Extensions><samlp:Status>`,
      ),
    "several_assertions",
  ],
  [
    "XSW 8: the original stands in an Object of the signature",
    (xml, assertion, signature) =>
      replaced(
        xml,
        assertion,
        replaced(
          evil(assertion),
          signature,
          beforeEnd(signature, "ds:Signature", `<ds:Object>${without(assertion, signature)}</ds:Object>`),
        ),
      ),
    "several_assertions",
  ],
  [
    "XSW 9: the signed assertion is advice to a forged one",
    (xml, assertion, signature) =>
      replaced(
        xml,
        assertion,
        replaced(
          unsignedEvil(assertion, signature),
          "<saml:AuthnStatement",
          `<saml:Advice>${assertion}</saml:Advice><saml:AuthnStatement`,
        ),
      ),
    "several_assertions",
  ],
  [
    "the forged assertion under the very ID of the signed one",
    (xml, assertion, signature) => {
      const twin = without(assertion, signature).replaceAll("ann@", "root@");
      return replaced(xml, assertion, twin + assertion);
    },
    "duplicate_id",
  ],
];

test.each(assertionAttacks)("refuses %s", (_, wrap, code) => {
  for (const sign of ["assertion", "both"] as const) {
    const { xml } = aResponse({ sign });
    const attack = { xml: wrap(xml, piece(xml, "saml:Assertion"), assertionSignature(xml)) };
    expectRefused(attack, code, { ...assertionOnly, control: aResponse({ sign: "assertion" }) });
    expect(outcome(attack, { settings: { signed: "either" } })).toBe(code);
  }
});

const responseAttacks: [string, (xml: string, signature: string) => string, SamlRefusalCode][] = [
  [
    "XSW 1: the original response inside the signature of a forged one",
    (xml, signature) =>
      replaced(evil(xml), signature, beforeEnd(signature, "ds:Signature", without(xml, signature))),
    "several_assertions",
  ],
  [
    "XSW 2: the original response beside the signature of a forged one",
    (xml, signature) => replaced(evil(xml), signature, without(xml, signature) + signature),
    "several_assertions",
  ],
  [
    "the original response in an Object of the signature",
    (xml, signature) =>
      replaced(
        evil(xml),
        signature,
        beforeEnd(signature, "ds:Signature", `<ds:Object>${without(xml, signature)}</ds:Object>`),
      ),
    "several_assertions",
  ],
  [
    "an Object in the signature that hides nothing yet",
    (xml, signature) =>
      replaced(xml, signature, beforeEnd(signature, "ds:Signature", "<ds:Object>x</ds:Object>")),
    "signature_malformed",
  ],
];

test.each(responseAttacks)("refuses %s", (_, wrap, code) => {
  const control = aResponse({ sign: "response" });
  expectRefused({ xml: wrap(control.xml, responseSignature(control.xml)) }, code, {
    ...responseOnly,
    control,
  });
});

test("refuses a signature that is taken away, whatever must be signed", () => {
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

test("wants both signatures only where the connection says so", () => {
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

test("refuses a signature that stands elsewhere than in what it signs", () => {
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
  const judgement = judged(control, assertionOnly);
  expect(judgement).toMatchObject({ outcome: "accepted", identity: { subject: "ann@customer.example" } });
  const unsignedText = replaced(control.xml, "<samlp:Status>", "root@customer.example<samlp:Status>");
  expectRefused({ xml: unsignedText }, "schema_invalid", { ...assertionOnly, control });
});
