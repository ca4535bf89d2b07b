import { type XmlDocument, XmlXPath } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "../step";
import { ns } from "../xml/names";
import { schemaComplaint } from "../xml/schema";

const xsd = "http://www.w3.org/2001/XMLSchema";
const prefixes = { saml: ns.assertion, xsi: ns.schemaInstance };
const ownType = (prefix: string): string =>
  `(starts-with(@xsi:type, "${prefix}:") and namespace::${prefix} = "${xsd}")`;

/** The first ID that is no XML name, and the first type of a value that is not one of XML Schema's own. */
const oddId = XmlXPath.compile(
  `string(//@*[translate(local-name(), "ID", "id") = "id"][contains("0123456789-.", substring(., 1, 1))])`,
);
const oddType = XmlXPath.compile(
  `string(//saml:AttributeValue[@xsi:type][not(${ownType("xs")} or ${ownType("xsd")})]
    [not(namespace::*[name() = substring-before(../@xsi:type, ":")] = "${xsd}")]/@xsi:type)`,
  prefixes,
);

/**
 * Validates a document against the SAML 2.0 schema. The check records what was tolerated: an ID that is not an XML
 * name, or an attribute value's type that is foreign or undeclared.
 */
export function validateSchema(document: XmlDocument, log: SamlChecks): Step<null> {
  const complaint = schemaComplaint(document);
  if (complaint !== null) return log.refuse("schema_invalid", "schema", complaint, "SAML 2.0 schema");
  const id = document.eval(oddId);
  const type = document.eval(oddType);
  const odd = [id ? `the ID "${id}"` : null, type ? `the type "${type}" of a value` : null].filter(
    (one) => one !== null,
  );
  if (odd.length === 0) log.pass("schema");
  else log.pass("schema", odd, "SAML 2.0 schema; this is not in it, changes nothing and is tolerated");
  return done(null);
}
