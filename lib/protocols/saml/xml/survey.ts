import { type XmlDocument, XmlElement, type XmlNode, XmlXPath } from "libxml2-wasm";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "../step";
import { ns } from "./names";

/** The limits of a document: far above any provider's response, far below what would take long. */
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

interface Bound {
  excess: string;
  code: SamlRefusalCode;
  received: string;
  expected: string;
}

/** Forbidden constructs as XPath, with their reports. */
const bounds: Bound[] = [
  {
    excess: "/*".repeat(limits.depth + 1),
    code: "too_complex",
    received: "nested too deep",
    expected: `at most ${limits.depth} levels`,
  },
  {
    excess: `count(//*) > ${limits.elements}`,
    code: "too_complex",
    received: "too many elements",
    expected: `at most ${limits.elements} elements`,
  },
  {
    excess: `count(//@*) > ${limits.attributes} or //*[@*[${limits.attributesOfElement + 1}]]`,
    code: "too_complex",
    received: "too many attributes",
    expected: `at most ${limits.attributes}, and ${limits.attributesOfElement} on an element`,
  },
  {
    excess: "//comment() | //processing-instruction()",
    code: "forbidden_markup",
    received: "comment or processing instruction",
    expected: "elements and text only",
  },
  {
    excess: "//@xsi:schemaLocation | //@xsi:noNamespaceSchemaLocation",
    code: "forbidden_markup",
    received: "xsi:schemaLocation",
    expected: "no schema location",
  },
];
const anyExcess = compile(bounds.map(({ excess }) => `boolean(${excess})`).join(" or "));
const excesses = bounds.map(({ excess, ...report }) => ({ path: compile(`boolean(${excess})`), ...report }));
const idAttributes = compile("//@*[translate(local-name(), 'ID', 'id') = 'id']");
const marked = compile("//saml:Assertion | //saml:EncryptedAssertion | //ds:Signature");

/** The security-relevant elements, wherever they are in the document. */
export interface Survey {
  assertions: XmlElement[];
  encryptedAssertions: XmlElement[];
  signatures: XmlElement[];
}

/** The duplicate ID and its elements; `null` if every ID is unique. */
function repeated(ids: readonly XmlNode[]): string | null {
  const seen = new Map<string, XmlNode>();
  for (const attribute of ids) {
    const first = seen.get(attribute.content);
    if (first) return `"${attribute.content.slice(0, 80)}" on ${placeOf(first)} and on ${placeOf(attribute)}`;
    seen.set(attribute.content, attribute);
  }
  return null;
}

function placeOf({ parent }: XmlNode): string {
  return parent ? `${parent.name} (line ${parent.line})` : "the document";
}

/** Checks a document's limits and that each ID is unique, and finds assertions and signatures. */
export function survey(document: XmlDocument, log: SamlChecks): Step<Survey> {
  if (document.eval(anyExcess)) {
    const found = excesses.find(({ path }) => document.eval(path));
    const { code, received, expected } = found ?? { code: "too_complex", received: null, expected: null };
    return log.refuse(code, "shape", received, expected);
  }
  log.pass("shape");
  const ids = document.find(idAttributes);
  if (ids.length > limits.ids) {
    return log.refuse("too_complex", "identifiers", `${ids.length}`, `at most ${limits.ids}`);
  }
  // XML Signature 4.4.3.2: a reference by ID means something only if the ID is unique, whatever attribute contains
  // it.
  const twice = repeated(ids);
  if (twice !== null) return log.refuse("duplicate_id", "identifiers", twice, "every ID once");
  log.pass("identifiers");
  const elements = document.find(marked).filter((node) => node instanceof XmlElement);
  const named = (name: string): XmlElement[] => elements.filter((element) => element.name === name);
  return done({
    assertions: named("Assertion"),
    encryptedAssertions: named("EncryptedAssertion"),
    signatures: named("Signature"),
  });
}
