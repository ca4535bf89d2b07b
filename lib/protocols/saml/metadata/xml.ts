import { ParseOption, XmlDocument, XmlElement, XmlParseError } from "libxml2-wasm";
import { parserProblem } from "../xml/document";
import { ns } from "../xml/names";

export const metadataNs = "urn:oasis:names:tc:SAML:2.0:metadata";

export const bindings = {
  redirect: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
  post: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
} as const;

/** The namespaces of the XPath expressions in this folder. */
export const prefixes = { md: metadataNs, ds: ns.signature };

const options = {
  encoding: "utf-8",
  option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG,
};

/** A parsed document, which the caller must dispose of, or the parser's error. */
export function parseXml(text: string): { document: XmlDocument } | { problem: string } {
  try {
    return { document: XmlDocument.fromString(text, options) };
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return { problem: parserProblem(error) };
  }
}

/** The child elements with a name in the metadata namespace, in document order. */
export function children(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent, `md:${name}`);
}

/** The elements that an XPath expression selects. */
export function elements(from: XmlElement, xpath: string): XmlElement[] {
  return from.find(xpath, prefixes).filter((node) => node instanceof XmlElement);
}

/** An attribute's value with XML Schema's whitespace collapse, or `null` if it is absent or blank. */
export function attribute(element: XmlElement, name: string): string | null {
  const value = element
    .attr(name)
    ?.value.replace(/[\t\n\r ]+/g, " ")
    .trim();
  return value ? value : null;
}

/** Text for an element's content or a quoted attribute (XML 1.0 2.4, 3.3.3). */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
