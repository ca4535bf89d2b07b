import { XmlElement } from "libxml2-wasm";
import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { ns } from "../xml/names";
import { checkSignature } from "./check-signature";
import type { MetadataReading, ReadingOptions } from "./idp-metadata";
import { readMetadataText } from "./metadata-text";
import { readProvider } from "./read-provider";
import { refusal } from "./refusal";
import { attribute, children, elements, metadataNs, parseXml, prefixes } from "./xml";

/**
 * Reads an identity provider's SAML 2.0 metadata (SAML Metadata 2.0): an EntityDescriptor, or an EntitiesDescriptor. Of
 * several identity providers in it `options.entityId` chooses one.
 *
 * @param input the bytes of a file or download, or pasted text
 * @returns what the connection needs, or a refusal with what was received and expected. Bad input never throws.
 */
export function readIdpMetadata(
  input: string | Uint8Array,
  now: Date,
  options: ReadingOptions = {},
): MetadataReading {
  const text = readMetadataText(input);
  if ("code" in text) return { outcome: "refused", refusal: text };
  const parsed = parseCorrected(text.xml, text.repairs);
  if ("problem" in parsed) return refuse("metadata_malformed", parsed.problem, "well-formed XML");
  try {
    return readRoot(parsed.document.root, now, options, text.repairs);
  } finally {
    parsed.document.dispose();
  }
}

function parseCorrected(xml: string, repairs: string[]): ReturnType<typeof parseXml> {
  const parsed = parseXml(xml);
  if ("document" in parsed) return parsed;
  // Several providers put addresses into attributes without escaping their "&".
  const corrected =
    countUpTo(xml, bareAmpersand, mostBare) > mostBare ? xml : xml.replace(bareAmpersand, "&amp;");
  const again = corrected === xml ? parsed : parseXml(corrected);
  if ("problem" in again) return parsed;
  repairs.push('An "&" in an address was escaped as XML requires.');
  return again;
}

const bareAmpersand = /&(?!(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos);)/gi;
/** More addresses no document holds; a text that is made of them is no metadata. */
const mostBare = 1_000;

/** How often a pattern fits, counted no further than one beyond `most`. */
function countUpTo(text: string, pattern: RegExp, most: number): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count > most) break;
  return count;
}

function readRoot(root: XmlElement, now: Date, options: ReadingOptions, repairs: string[]): MetadataReading {
  const chosen = chooseEntity(root, options.entityId ?? null);
  if ("code" in chosen) return { outcome: "refused", refusal: chosen };
  const { entity, role } = chosen;
  const line = ancestry(role);

  const validUntil = earliestEnd(line);
  if (typeof validUntil === "object" && validUntil !== null)
    return { outcome: "refused", refusal: validUntil };
  if (validUntil !== null && Date.parse(validUntil) <= now.getTime()) {
    return refuse(
      "metadata_expired",
      `valid until ${validUntil}`,
      `a document that is valid on ${now.toISOString()}`,
    );
  }

  // Read before signatures are checked: the check removes them, and nothing else, but nodes move.
  const provider = readProvider(entity, role, options, repairs);
  const signature = checkSignatures(line);
  if (typeof signature === "object") {
    return refuse("metadata_signature_invalid", signature.broken, "a signature that fits, or none");
  }
  if ("code" in provider) return { outcome: "refused", refusal: provider };
  return { outcome: "read", metadata: { ...provider, validUntil, signature, repairs } };
}

/** The element and its ancestors, the outermost first. */
function ancestry(element: XmlElement): XmlElement[] {
  const line: XmlElement[] = [];
  for (
    let at: XmlElement | null = element;
    at !== null;
    at = at.parent instanceof XmlElement ? at.parent : null
  ) {
    line.unshift(at);
  }
  return line;
}

function checkSignatures(line: XmlElement[]): "absent" | "unchecked" | "intact" | { broken: string } {
  const findings = line.map(checkSignature).filter((finding) => finding !== "absent");
  const broken = findings.find((finding) => typeof finding === "object");
  if (broken) return broken;
  if (findings.length === 0) return "absent";
  return findings.includes("unchecked") ? "unchecked" : "intact";
}

function earliestEnd(line: XmlElement[]): string | null | Refusal<MetadataRefusal> {
  let earliest: number | null = null;
  for (const element of line) {
    const written = attribute(element, "validUntil");
    if (written === null) continue;
    // SAML Core 1.3.3: times are UTC; without a zone JavaScript would take the server's.
    const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(written) ? written : `${written}Z`);
    if (Number.isNaN(time)) {
      return refusal(
        "metadata_valid_until_invalid",
        `validUntil="${written.slice(0, 60)}"`,
        "a date and time",
      );
    }
    earliest = earliest === null ? time : Math.min(earliest, time);
  }
  return earliest === null ? null : new Date(earliest).toISOString();
}

type Choice = { entity: XmlElement; role: XmlElement } | Refusal<MetadataRefusal>;

/** All queries use XPath: a document of a megabyte contains tens of thousands of entities. */
const entities = "descendant-or-self::md:EntityDescriptor";
const providers = `${entities}[md:IDPSSODescriptor]`;
const mostListed = 20;

function chooseEntity(root: XmlElement, wanted: string | null): Choice {
  if (root.namespaceUri === ns.protocol || root.namespaceUri === ns.assertion) {
    return refusal("metadata_is_message", `a SAML ${root.name}`, "an EntityDescriptor");
  }
  const isMetadata = root.namespaceUri === metadataNs && /^Entit(y|ies)Descriptor$/.test(root.name);
  if (!isMetadata) {
    return refusal("metadata_not_metadata", `the element ${root.name.slice(0, 80)}`, "an EntityDescriptor");
  }
  const [first, second] = elements(root, `(${providers})[position() <= 2]`);
  if (!first) return withoutProvider(root);
  const entity = second ? named(root, wanted) : first;
  if (!entity) return severalProviders(root);
  const roles = children(entity, "IDPSSODescriptor");
  const role = roles.find((one) =>
    (attribute(one, "protocolSupportEnumeration") ?? ns.protocol).split(" ").includes(ns.protocol),
  );
  if (role) return { entity, role };
  const spoken = roles.map((one) => attribute(one, "protocolSupportEnumeration")).join(" ");
  return refusal("metadata_not_saml2", spoken.slice(0, 200), ns.protocol);
}

function named(root: XmlElement, entityId: string | null): XmlElement | null {
  if (entityId === null) return null;
  return elements(root, `(${providers})[normalize-space(@entityID) = ${literal(entityId)}][1]`)[0] ?? null;
}

/** A string literal of XPath 1.0, which has no escapes: parts with either quotation mark are joined. */
function literal(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  const parts = text.split('"').map((part) => `"${part}"`);
  return `concat(${parts.join(`, '"', `)})`;
}

/** Lists the entity IDs: naming one of them beside the document chooses it. */
function severalProviders(root: XmlElement): Refusal<MetadataRefusal> {
  const all = Number(root.eval(`count(${providers})`, prefixes));
  const listed = elements(root, `(${providers})[position() <= ${mostListed}]`);
  const names = listed.map((provider) => (attribute(provider, "entityID") ?? "unnamed").slice(0, 200));
  const more = all > names.length ? ` and ${all - names.length} more` : "";
  return refusal(
    "metadata_several_idps",
    `${all} identity providers`,
    `the entity ID of one of them: ${names.join(", ")}${more}`,
  );
}

function withoutProvider(root: XmlElement): Refusal<MetadataRefusal> {
  const [sp] = elements(root, `(${entities}[md:SPSSODescriptor])[1]`);
  if (sp) {
    const name = attribute(sp, "entityID") ?? "unnamed";
    return refusal("metadata_is_sp", `the service provider ${name.slice(0, 200)}`, "an identity provider");
  }
  const found = elements(root, `(${entities}/*)[position() <= 100]`).map((child) => child.name);
  return refusal(
    "metadata_no_idp",
    [...new Set(found)].slice(0, 5).join(", ") || "nothing",
    "an IDPSSODescriptor",
  );
}

function refuse(code: MetadataRefusal, received: string, expected: string): MetadataReading {
  return { outcome: "refused", refusal: refusal(code, received, expected) };
}
