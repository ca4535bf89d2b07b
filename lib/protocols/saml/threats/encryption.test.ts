import { expect, test } from "vitest";
import type { SamlSettings } from "../settings";
import {
  contentAlgorithms,
  type Encryption,
  encryptAssertion,
  type KeyTransport,
} from "../testing/encrypt-assertion";
import { expectRefused } from "../testing/expect-refused";
import type { ResponseRecipe } from "../testing/mint-response";
import { overtime } from "../testing/pace";
import { beforeEnd, evil, piece, replaced } from "../testing/pieces";
import { aResponse, ourKey, outcome, validated } from "../testing/scene";
import { makeSigningKey } from "../testing/signing-key";

const { certificatePem } = ourKey;
const encrypted = (encryption: Partial<Encryption> = {}, changes: Partial<ResponseRecipe> = {}) =>
  aResponse({ encryption: { certificatePem, ...encryption }, ...changes });
const only = (signed: SamlSettings["signed"]) => ({ settings: { signed } });
const transports: KeyTransport[] = ["rsa-oaep", "rsa-oaep-mgf1p"];

test.each(contentAlgorithms)("decrypts %s with either key transport, whatever is signed", (content) => {
  for (const transport of transports) {
    for (const sign of ["both", "assertion", "response"] as const) {
      for (const keyPlacement of ["inside", "beside"] as const) {
        const result = validated(encrypted({ content, transport, keyPlacement }, { sign }), only(sign));
        expect(result).toMatchObject({
          outcome: "accepted",
          identity: { subject: "ann@customer.example" },
        });
      }
    }
  }
});

test.each(["sha1", "sha256", "sha512"] as const)("decrypts RSA-OAEP with %s", (oaepHash) => {
  expect(outcome(encrypted({ transport: "rsa-oaep", oaepHash }))).toBe("accepted");
});

test("tries each of our keys, the newest first", () => {
  const next = makeSigningKey({ rsa: 3072 });
  const decryptionKeys = [{ privateKeyPem: "not a key" }, next, ourKey];
  for (const receiver of [next, ourKey]) {
    const minted = encrypted({ certificatePem: receiver.certificatePem });
    expect(outcome(minted, { settings: { decryptionKeys } })).toBe("accepted");
  }
});

test("says so if there is no key at all, before reading the cipher text", () => {
  expectRefused(encrypted(), "decryption_key_missing", { settings: { decryptionKeys: [] } });
});

test("anyone can encrypt for us: an encrypted assertion must be signed like any other", () => {
  const forged = encrypted({}, { sign: "none" });
  const control = encrypted();
  expectRefused(forged, "response_not_signed", { control });
  expect(outcome(forged, only("response"))).toBe("response_not_signed");
  expect(outcome(forged, only("assertion"))).toBe("assertion_not_signed");
  expect(outcome(forged, only("either"))).toBe("signature_missing");
});

test("refuses an encrypted assertion beside a plain one, whichever is genuine", () => {
  const plain = aResponse({ sign: "assertion" });
  const forged = encryptAssertion(evil(plain.assertionXml), { certificatePem });
  for (const xml of [
    beforeEnd(plain.xml, "samlp:Response", forged),
    replaced(plain.xml, "<saml:Assertion ", `${forged}<saml:Assertion `),
  ]) {
    expectRefused({ xml }, "several_assertions", { ...only("assertion"), control: plain });
  }
  const two = encrypted({}, { sign: "assertion" });
  const xml = beforeEnd(two.xml, "samlp:Response", forged);
  expectRefused({ xml }, "several_assertions", { ...only("assertion"), control: two });
});

test("refuses an encrypted assertion that is exchanged under a signed response", () => {
  const genuine = encrypted({}, { sign: "response" });
  const other = encryptAssertion(evil(genuine.assertionXml), { certificatePem });
  const xml = replaced(genuine.xml, piece(genuine.xml, "saml:EncryptedAssertion"), other);
  expectRefused({ xml }, "digest_mismatch", { ...only("response"), control: genuine });
});

test.each<[string, (xml: string) => string, string]>([
  ["two assertions", (xml) => xml + xml, "decryption_failed"],
  [
    "an assertion in an assertion",
    (xml) =>
      replaced(xml, "<saml:AuthnStatement", `<saml:Advice>${evil(xml)}</saml:Advice><saml:AuthnStatement`),
    "several_assertions",
  ],
  ["an assertion in a wrapper", (xml) => `<x>${xml}</x>`, "assertion_missing"],
  ["a comment in the NameID", (xml) => replaced(xml, "ann@", "ann<!-- -->@"), "forbidden_markup"],
  ["an encrypted assertion", (xml) => encryptAssertion(xml, { certificatePem }), "assertion_missing"],
])("refuses a cipher text that contains %s", (_, afterSigningAssertion, code) => {
  const attack = encrypted({}, { sign: "response", afterSigningAssertion });
  const control = encrypted({}, { sign: "response" });
  expect(outcome(control, only("response"))).toBe("accepted");
  expect(outcome(attack, only("response"))).toBe(code);
});

test("does not follow references to keys or cipher text elsewhere", () => {
  const remote = (xml: string): string =>
    xml.replace(
      /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/,
      '<xenc:CipherReference URI="http://127.0.0.1:9/key"/>',
    );
  expectRefused(encrypted({}, { beforeSigningResponse: remote }), "decryption_failed", {
    control: encrypted(),
  });
});

test("limits the number of private-key operations per response", () => {
  const many = (xml: string): string => {
    const key = piece(xml, "xenc:EncryptedKey");
    return replaced(xml, key, key.repeat(40));
  };
  const minted = encrypted({}, { beforeSigningResponse: many });
  expect(overtime(() => expect(outcome(minted)).toBe("accepted"), 100)).toBeNull();
});

test.each([
  [
    "NameID",
    (xml: string, part: string) =>
      replaced(xml, piece(xml, "saml:NameID"), part.replaceAll("EncryptedAssertion", "EncryptedID")),
  ],
  [
    "attribute",
    (xml: string, part: string) =>
      replaced(
        xml,
        "<saml:Attribute ",
        `${part.replaceAll("EncryptedAssertion", "EncryptedAttribute")}<saml:Attribute `,
      ),
  ],
])("says that an encrypted %s is not supported", (_, change) => {
  const part = encryptAssertion("<x/>", { certificatePem });
  const attack = aResponse({ beforeSigningAssertion: (xml) => change(xml, part) });
  expectRefused(attack, "encrypted_part_not_supported");
});
