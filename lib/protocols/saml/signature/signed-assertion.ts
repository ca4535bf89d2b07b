import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import { canonicalElement } from "../xml/canonical";
import { ns } from "../xml/names";
import { readCanonical } from "../xml/read-canonical";
import type { Survey } from "../xml/survey";
import { type Element, isNamed } from "../xml/tree";
import { verifySignature } from "./verify-signature";

/** The places of the two signatures. Any other place is refused before. */
export interface Signatures {
  response: XmlElement | null;
  assertion: XmlElement | null;
}

/**
 * Finds the signatures of the response and of the assertion: each the direct child of what it signs, each at most
 * once. A signature anywhere else could sign an element that is not read, beside an unsigned one that is.
 */
export function placeSignatures(
  found: Survey,
  response: XmlElement | null,
  assertion: XmlElement | null,
  log: SamlChecks,
): Step<Signatures> {
  const placed: Signatures = { response: null, assertion: null };
  for (const signature of found.signatures) {
    const parent = signature.parent;
    const part =
      parent && (isSame(parent, response) ? "response" : isSame(parent, assertion) ? "assertion" : null);
    if (!part || placed[part] !== null) {
      const received = parent?.name ?? null;
      return log.refuse(
        "signature_misplaced",
        "signature_place",
        received,
        "Response or Assertion, one each",
      );
    }
    placed[part] = signature;
  }
  log.pass("signature_place");
  return done(placed);
}

const isSame = (one: XmlElement, other: XmlElement | null): boolean =>
  other !== null && one.isSameNode(other);

/** An assertion with everything that can vouch for it. */
export interface AssertionInPlace {
  assertion: XmlElement;
  /** The assertion's own signature, which is removed from the document. */
  signature: XmlElement | null;
  /** Reads the assertion from the bytes that the response's signature covers; `null` if the response is unsigned. */
  covered: (() => Element | null) | null;
}

/**
 * Returns the assertion as its provider signed it, read from signed canonical bytes: those of the response if it is
 * signed, else those of the assertion itself. All existing signatures must be valid.
 */
export function readSignedAssertion(
  document: XmlDocument,
  { assertion, signature, covered }: AssertionInPlace,
  settings: SamlSettings,
  log: SamlChecks,
): Step<Element> {
  const check = "assertion_signature";
  if (signature === null) {
    if (settings.signed === "both" || settings.signed === "assertion") {
      return log.refuse("assertion_not_signed", check, null, "a signed assertion");
    }
    const outer = covered?.() ?? null;
    return outer
      ? done(outer)
      : log.refuse("signature_missing", check, null, "a signed response or assertion");
  }
  const bytes = verifySignature(document, { owner: assertion, signature }, settings, check, log);
  if (!bytes.ok) return bytes;
  const signed = covered?.() ?? readCanonical(bytes.value);
  const readable = signed !== null && isNamed(signed, ns.assertion, "Assertion");
  return readable ? done(signed) : log.refuse("verifier_failed", check);
}

/** An element in its canonical form: what a signature around it covers. */
export function canonicalTree(document: XmlDocument, element: XmlElement): Element | null {
  const bytes = canonicalElement(document, element, []);
  return bytes && readCanonical(bytes);
}
