import { type XmlDocument, XmlElement, XmlXPath } from "libxml2-wasm";
import { done, type Ledger, type Step } from "../ledger";
import { ns } from "./names";

/** What a document may hold at most: far above any provider's response, far below what would take long. */
export const limits = {
  depth: 64,
  elements: 3000,
  attributes: 6000,
  attributesOfElement: 32,
  ids: 64,
} as const;

// Compiled once and kept for the life of the process, like the schema.
const prefixes = { saml: ns.assertion, ds: ns.signature, xsi: ns.schemaInstance };
const compile = (expression: string): XmlXPath => XmlXPath.compile(expression, prefixes);
const elementCount = compile("count(//*)");
const tooDeep = compile(`boolean(${"/*".repeat(limits.depth + 1)})`);
const attributeCount = compile("count(//@*)");
const tooManyAttributes = compile(`boolean(//*[@*[${limits.attributesOfElement + 1}]])`);
const oddNodes = compile("boolean(//comment() | //processing-instruction())");
const schemaHints = compile("boolean(//@xsi:schemaLocation | //@xsi:noNamespaceSchemaLocation)");
const idAttributes = compile("//@*[translate(local-name(), 'ID', 'id') = 'id']");
const assertions = compile("//saml:Assertion");
const encryptedAssertions = compile("//saml:EncryptedAssertion");
const signatures = compile("//ds:Signature");

/** The elements on which everything turns, wherever they stand in the document. */
export interface Survey {
  assertions: XmlElement[];
  encryptedAssertions: XmlElement[];
  signatures: XmlElement[];
}

/** Bounds a document's shape, sees that an ID names one element only, and finds assertions and signatures. */
export function survey(document: XmlDocument, ledger: Ledger): Step<Survey> {
  if (document.eval(tooDeep)) {
    return ledger.refused("too_complex", "shape", "nested too deep", `at most ${limits.depth} levels`);
  }
  const count = Number(document.eval(elementCount));
  if (count > limits.elements) {
    return ledger.refused("too_complex", "shape", `${count} elements`, `at most ${limits.elements}`);
  }
  if (Number(document.eval(attributeCount)) > limits.attributes || document.eval(tooManyAttributes)) {
    const expected = `at most ${limits.attributes}, and ${limits.attributesOfElement} on an element`;
    return ledger.refused("too_complex", "shape", "too many attributes", expected);
  }
  if (document.eval(oddNodes)) {
    return ledger.refused("forbidden_markup", "shape", null, "elements and text only");
  }
  if (document.eval(schemaHints)) {
    return ledger.refused("forbidden_markup", "shape", "xsi:schemaLocation", "no schema location");
  }
  ledger.passed("shape", `${count} elements`, `at most ${limits.elements}`);
  const ids = document.find(idAttributes).map((attribute) => attribute.content);
  if (ids.length > limits.ids) {
    return ledger.refused("too_complex", "identifiers", `${ids.length}`, `at most ${limits.ids}`);
  }
  // XML Signature 4.4.3.2: a reference by ID means something only where the ID is unique, whatever attribute holds it.
  if (new Set(ids).size < ids.length) {
    return ledger.refused("duplicate_id", "identifiers", null, "every ID once");
  }
  ledger.passed("identifiers");
  return done({
    assertions: elements(document, assertions),
    encryptedAssertions: elements(document, encryptedAssertions),
    signatures: elements(document, signatures),
  });
}

function elements(document: XmlDocument, path: XmlXPath): XmlElement[] {
  return document.find(path).filter((node) => node instanceof XmlElement);
}
