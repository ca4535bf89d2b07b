import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import { ns } from "./names";

const packageName = "@authenio/samlify-xsd-schema-validator";
const protocolSchema = "saml-schema-protocol-2.0.xsd";

// XML Encryption 1.1 came after SAML's schemas, which let in only elements that some schema declares. Of its elements
// a message needs one: the mask function of RSA-OAEP (XML Encryption 1.1, 5.5.2).
const encryption11Schema = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="${ns.encryption11}">
  <element name="MGF"><complexType><attribute name="Algorithm" type="anyURI" use="required"/></complexType></element>
</schema>`;
const everything = `<schema xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="${ns.protocol}" schemaLocation="${protocolSchema}"/>
  <import namespace="${ns.encryption11}" schemaLocation="encryption-1.1.xsd"/>
</schema>`;

let loaded: { validator: XsdValidator; source: XmlDocument } | null = null;

/** Reads and compiles the OASIS and W3C schemas, once per process. */
export function loadSchema(): XsdValidator {
  loaded ??= compile();
  return loaded.validator;
}

/**
 * Validates a document against the SAML 2.0 protocol and assertion schemas.
 * @returns `null` where it is valid, otherwise the schema's first complaint with the names it is about
 */
export function schemaComplaint(document: XmlDocument): string | null {
  try {
    loadSchema().validate(document);
    return null;
  } catch (problem) {
    if (problem instanceof XmlValidateError) return problem.details[0]?.message.trim() ?? "invalid";
    throw problem;
  }
}

function compile(): { validator: XsdValidator; source: XmlDocument } {
  const files = readSchemaFiles();
  if (!files[protocolSchema])
    throw new Error(`The SAML schemas are not where ${packageName} should have them`);
  files["encryption-1.1.xsd"] = Buffer.from(encryption11Schema);
  xmlRegisterInputProvider(new XmlBufferInputProvider(files));
  try {
    // The compiled schema goes on pointing into its source document, which therefore lives as long.
    const source = XmlDocument.fromString(everything, { url: "everything.xsd" });
    return { validator: XsdValidator.fromDoc(source), source };
  } finally {
    // From here on libxml2 can open nothing at all, whatever a message asks for.
    xmlCleanupInputProvider();
  }
}

function readSchemaFiles(): Record<string, Uint8Array> {
  const folder = join(packageFolder(), "build", "schemas");
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** Node's own resolution, from this module and, where a bundler has moved it, from the working directory. */
function packageFolder(): string {
  const anchors = [import.meta.url, pathToFileURL(join(process.cwd(), "package.json")).href];
  const problems: unknown[] = [];
  for (const anchor of anchors) {
    try {
      return dirname(createRequire(anchor).resolve(`${packageName}/package.json`));
    } catch (problem) {
      problems.push(problem);
    }
  }
  throw new AggregateError(problems, `${packageName} is not installed`);
}
