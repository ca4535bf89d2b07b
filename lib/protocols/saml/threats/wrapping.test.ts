import { expect, test } from "vitest";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
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
import { aResponse, outcome } from "../testing/scene";

const assertionOnly = { settings: { signed: "assertion" } as const };
const responseOnly = { settings: { signed: "response" } as const };

/** Wraps a response whose assertion is signed: receives the document, the assertion and its signature. */
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
