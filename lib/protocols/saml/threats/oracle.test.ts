import { expect, test } from "vitest";
import type { SamlSettings } from "../settings";
import { contentAlgorithms, type Encryption } from "../testing/encrypt-assertion";
import { expectRefused } from "../testing/expect-refused";
import type { ResponseRecipe } from "../testing/mint-response";
import { evil, piece, without } from "../testing/pieces";
import { aResponse, ourKey, outcome, strangerKey, validated } from "../testing/scene";

const { certificatePem } = ourKey;
const encrypted = (encryption: Partial<Encryption> = {}, changes: Partial<ResponseRecipe> = {}) =>
  aResponse({ encryption: { certificatePem, ...encryption }, ...changes });
const only = (signed: SamlSettings["signed"]) => ({ settings: { signed } });
const flipped = (at: number) => (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  const index = at < 0 ? copy.length + at : at;
  copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
  return copy;
};

/** Ways in which an encrypted assertion can be wrong. The sender must not learn which it was. */
const wrongs: [string, Partial<Encryption>][] = [
  ["another receiver's key", { certificatePem: strangerKey.certificatePem }],
  ["RSA 1.5", { transport: "rsa-1_5" }],
  ["a changed session key", { mutateKey: flipped(100) }],
  ["a session key cut short", { mutateKey: (bytes) => bytes.subarray(0, 128) }],
  ["a changed first block", { mutateCipherText: flipped(0) }],
  ["a changed middle", { mutateCipherText: flipped(700) }],
  ["a changed end", { mutateCipherText: flipped(-1) }],
  ["a missing end", { mutateCipherText: (bytes) => bytes.subarray(0, bytes.length - 4) }],
  ["a missing block", { mutateCipherText: (bytes) => bytes.subarray(0, bytes.length - 16) }],
  ["almost nothing", { mutateCipherText: (bytes) => bytes.subarray(0, 16) }],
];

test.each(contentAlgorithms)("with %s every fault gets the same answer", (content) => {
  const control = encrypted({ content }, { sign: "assertion" });
  const answers = wrongs.map(([, wrong]) => {
    const attack = encrypted({ content, ...wrong }, { sign: "assertion" });
    expectRefused(attack, "decryption_failed", { ...only("assertion"), control });
    const result = validated(attack, only("assertion"));
    return result.outcome === "refused" ? result.refusal : null;
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("the contents of an unsigned CBC cipher text are not revealed: no oracle for padding, XML or signature", () => {
  const contents: [string, (xml: string) => string][] = [
    ["garbage", () => "not XML"],
    ["a DOCTYPE", (xml) => `<!DOCTYPE x>${xml}`],
    ["another element", () => "<x/>"],
    ["a broken schema", (xml) => xml.replace("<saml:Subject>", "<saml:Subject><x/>")],
    ["no signature", (xml) => without(xml, piece(xml, "ds:Signature"))],
    ["a spoilt signature", (xml) => evil(xml)],
  ];
  for (const content of ["aes128-cbc", "aes256-cbc", "tripledes-cbc"] as const) {
    for (const [, afterSigningAssertion] of contents) {
      const attack = encrypted({ content }, { sign: "assertion", afterSigningAssertion });
      const control = encrypted({ content }, { sign: "assertion" });
      expectRefused(attack, "decryption_failed", { ...only("assertion"), control });
      expect(outcome(attack, only("either"))).toBe("decryption_failed");
      const names = validated(attack, only("assertion")).checks.map((check) => check.name);
      expect(names.slice(-2)).toEqual(["encryption_algorithms", "decryption"]);
    }
  }
});

test("under a signed response, or with GCM, the exact cause is reported", () => {
  const unsigned = { afterSigningAssertion: (xml: string) => without(xml, piece(xml, "ds:Signature")) };
  expect(outcome(encrypted({ content: "aes256-cbc" }, unsigned))).toBe("assertion_not_signed");
  const gcm = encrypted({ content: "aes256-gcm" }, { ...unsigned, sign: "assertion" });
  expect(outcome(gcm, only("assertion"))).toBe("assertion_not_signed");
  const stranger = encrypted({ content: "aes256-cbc" }, { assertionSigner: { key: strangerKey } });
  expect(outcome(stranger)).toBe("signing_certificate_unknown");
});
