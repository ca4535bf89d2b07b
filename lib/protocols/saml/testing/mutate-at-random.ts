import fc from "fast-check";
import type { XmlElement } from "libxml2-wasm";
import { expect } from "vitest";
import { SignedXml } from "xml-crypto";
import type { SamlSettings } from "../settings";
import { verifySignature } from "../signature/verify-signature";
import { SamlChecks } from "../step";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { isNativeNamed, nativeChildren } from "../xml/tree";
import type { MintedResponse, ResponseRecipe } from "./mint-response";
import { type Mutation, mutate, mutationKinds } from "./mutate";
import { aResponse, providerKey, validated } from "./scene";

/** The number of mutations in all test files together. */
export const mutationRuns = Number(process.env.SAML_MUTATIONS ?? (process.env.CI ? 50_000 : 3_000));
/** The time for all of them. */
export const mutationMs = Math.max(3, Math.ceil(mutationRuns / 10_000)) * 60_000;

/** A good response, and what its signatures must cover. */
export interface Base {
  minted: MintedResponse;
  settings: Pick<SamlSettings, "signed">;
}

export const base = (recipe: Partial<ResponseRecipe>, signed: SamlSettings["signed"]): Base => ({
  minted: aResponse(recipe),
  settings: { signed },
});

const place = fc.nat({ max: 1_000_000 });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.nat({ max: mutationKinds - 1 }),
  a: place,
  b: place,
  c: place,
});

/** The response and its assertion only: verifying removes the response's signature, and its node is gone then. */
const owners = (root: XmlElement): XmlElement[] => [
  root,
  ...nativeChildren(root).filter((child) => isNativeNamed(child, ns.assertion, "Assertion")),
];

/** Legal, but the parser below xml-crypto fails on it if the text before is long. */
const spaceInEndTag = /(<\/[^\s<>]+)\s+>/g;

/** xml-crypto, which shares no code with us, verifies the signatures of a document; `null` if it fails. */
export function signedByXmlCrypto(xml: string): string[] | null {
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
export function signedByUs(xml: string): string[] {
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

/** Mutates responses at random. Each is refused, or says the very same, and xml-crypto agrees on the signed bytes. */
export function mutateAtRandom(bases: readonly Base[], numRuns: number): void {
  const counts = { refused: 0, unchanged: 0, harmless: 0 };
  const attack = fc.record({
    base: fc.constantFrom(...bases),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
  });
  const before = new Map(bases.map((base) => [base, validated(base.minted, base)]));
  for (const result of before.values()) expect(result.outcome).toBe("accepted");
  fc.assert(
    fc.property(attack, ({ base, mutations }) => {
      const { minted, settings } = base;
      const xml = mutate(minted.xml, mutations);
      const after = validated({ xml }, { settings });
      if (after.outcome === "refused") {
        counts.refused++;
        expect(after.refusal.code).not.toBe("verifier_failed");
        return;
      }
      expect({ ...after, checks: [] }).toEqual({ ...before.get(base), checks: [] });
      if (xml === minted.xml) {
        counts.unchanged++;
        return;
      }
      counts.harmless++;
      if (xml.includes("EncryptedAssertion")) return;
      expect(signedByXmlCrypto(xml)).toEqual(signedByUs(xml));
    }),
    { numRuns },
  );
  console.log(`SAML mutations: ${JSON.stringify(counts)}`);
  expect(counts.refused).toBeGreaterThan(numRuns / 2);
}
