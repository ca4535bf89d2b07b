import fc from "fast-check";
import type { XmlElement } from "libxml2-wasm";
import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import type { SamlSettings } from "../settings";
import { verifySignature } from "../signature/verify-signature";
import { SamlChecks } from "../step";
import type { MintedResponse, ResponseRecipe } from "../testing/mint-response";
import { type Mutation, mutate, mutationKinds } from "../testing/mutate";
import { aResponse, ourKey, providerKey, validated } from "../testing/scene";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { isNativeNamed, nativeChildren } from "../xml/tree";

const runs = Number(process.env.SAML_MUTATIONS ?? (process.env.CI ? 50_000 : 3_000));
const minutes = Math.max(3, Math.ceil(runs / 10_000)) * 60_000;

interface Base {
  minted: MintedResponse;
  settings: Pick<SamlSettings, "signed">;
}

const base = (recipe: Partial<ResponseRecipe>, signed: SamlSettings["signed"]): Base => ({
  minted: aResponse(recipe),
  settings: { signed },
});
const encryption = { certificatePem: ourKey.certificatePem };
const bases: Base[] = [
  base({}, "both"),
  base({}, "either"),
  base({ sign: "assertion" }, "assertion"),
  base({ sign: "assertion" }, "either"),
  base({ sign: "response" }, "response"),
  base({ sign: "response" }, "either"),
  base({ signer: { key: providerKey, prefixes: ["xs"] } }, "both"),
  base({ encryption }, "both"),
  base({ encryption: { ...encryption, content: "aes128-cbc" }, sign: "assertion" }, "assertion"),
];

const place = fc.nat({ max: 1_000_000 });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.nat({ max: mutationKinds - 1 }),
  a: place,
  b: place,
  c: place,
});
const attack = fc.record({
  from: fc.nat({ max: bases.length - 1 }),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
});

/** The response and its assertion only: verifying removes the response's signature, and its node is gone then. */
const owners = (root: XmlElement): XmlElement[] => [
  root,
  ...nativeChildren(root).filter((child) => isNativeNamed(child, ns.assertion, "Assertion")),
];

/** Legal, but the parser below xml-crypto fails on it if the text before is long. */
const spaceInEndTag = /(<\/[^\s<>]+)\s+>/g;

/** xml-crypto, which shares no code with us, verifies the signatures of a document; `null` if it fails. */
function signedByXmlCrypto(xml: string): string[] | null {
  const found = withDocument(Buffer.from(xml), ({ root }) =>
    owners(root).flatMap((owner) =>
      nativeChildren(owner)
        .filter((child) => isNativeNamed(child, ns.signature, "Signature"))
        .map((signature) => signature.toString({ noDeclaration: true })),
    ),
  );
  const references: string[] = [];
  for (const signature of found ?? []) {
    const verifier = new SignedXml({ publicCert: providerKey.certificatePem });
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml.replace(spaceInEndTag, "$1>"))) return null;
    references.push(...verifier.getSignedReferences());
  }
  return references;
}

/** The bytes that our verifier accepts as signed, in the same order. */
function signedByUs(xml: string): string[] {
  const certificates = { certificates: [providerKey.certificatePem] };
  const signed = withDocument(Buffer.from(xml), (document) =>
    owners(document.root).flatMap((owner) => {
      const signature = nativeChildren(owner).find((child) =>
        isNativeNamed(child, ns.signature, "Signature"),
      );
      if (!signature) return [];
      const bytes = verifySignature(
        document,
        { owner, signature },
        certificates,
        "signature",
        new SamlChecks(),
      );
      return [bytes.ok ? bytes.value.toString("utf8") : bytes.refusal.code];
    }),
  );
  return signed ?? [];
}

const counts = { refused: 0, unchanged: 0, harmless: 0 };

test(`${runs} mutations of good responses are refused or change nothing`, { timeout: minutes }, () => {
  const before = bases.map(({ minted, settings }) => validated(minted, { settings }));
  for (const result of before) expect(result.outcome).toBe("accepted");
  fc.assert(
    fc.property(attack, ({ from, mutations }) => {
      const { minted, settings } = bases[from] ?? base({}, "both");
      const xml = mutate(minted.xml, mutations);
      const after = validated({ xml }, { settings });
      if (after.outcome === "refused") {
        counts.refused++;
        expect(after.refusal.code).not.toBe("verifier_failed");
        return;
      }
      expect({ ...after, checks: [] }).toEqual({ ...before[from], checks: [] });
      if (xml === minted.xml) {
        counts.unchanged++;
        return;
      }
      counts.harmless++;
      if (xml.includes("EncryptedAssertion")) return;
      expect(signedByXmlCrypto(xml)).toEqual(signedByUs(xml));
    }),
    { numRuns: runs },
  );
  console.log(`SAML mutations: ${JSON.stringify(counts)}`);
  expect(counts.refused).toBeGreaterThan(runs / 2);
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
  timeout: minutes,
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
    { numRuns: Math.min(1000, Math.ceil(runs / 20)) },
  );
});
