import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base,
  mutateAtRandom,
  mutationMs,
  mutationRuns,
  signedByUs,
  signedByXmlCrypto,
} from "../testing/mutate-at-random";
import { aResponse, ourKey, providerKey, validated } from "../testing/scene";

const encryption = { certificatePem: ourKey.certificatePem };
const bases = [
  base({ sign: "assertion" }, "assertion"),
  base({ sign: "assertion" }, "either"),
  base({ encryption }, "both"),
  base({ encryption: { ...encryption, content: "aes128-cbc" }, sign: "assertion" }, "assertion"),
];

// The others are in `mutations.test.ts`.
const runs = Math.ceil((mutationRuns * 4) / 9);
test(`${runs} mutations of signed or encrypted assertions are refused or change nothing`, {
  timeout: mutationMs,
}, () => {
  mutateAtRandom(bases, runs);
});

// Without U+0085 and U+2028: xml-crypto's parser treats them as line ends, which only XML 1.1 does.
const word = fc.string({
  unit: fc.constantFrom(..."ab <>&\"'\r\n\t;#é日𝒳=-![]"),
  minLength: 1,
  maxLength: 12,
});
const facts = fc.record({
  nameId: word.filter((text) => text.trim() !== ""),
  attributes: fc.dictionary(word, fc.array(word, { maxLength: 4 }), { maxKeys: 4 }),
  sessionIndex: fc.option(word),
});
const signing = fc.record({
  sign: fc.constantFrom("both" as const, "assertion" as const, "response" as const),
  prefixes: fc.subarray(["xs", "xsi", "saml", "#default"]),
  method: fc.constantFrom("rsa-sha256" as const, "rsa-sha512" as const),
  digest: fc.constantFrom("sha256" as const, "sha512" as const),
});

test("a provider's values are returned unchanged, and xml-crypto agrees on the signed bytes", {
  timeout: mutationMs,
}, () => {
  fc.assert(
    fc.property(facts, signing, (said, { sign, ...how }) => {
      const minted = aResponse({ sign, signer: { key: providerKey, ...how }, facts: said });
      const result = validated(minted, { settings: { signed: sign } });
      expect(result).toMatchObject({
        outcome: "accepted",
        identity: { subject: said.nameId, attributes: said.attributes },
      });
      const signed = signedByUs(minted.xml);
      expect(signed).toHaveLength(sign === "both" ? 2 : 1);
      expect(signedByXmlCrypto(minted.xml)).toEqual(signed);
    }),
    { numRuns: Math.min(1000, Math.ceil(mutationRuns / 20)) },
  );
});
