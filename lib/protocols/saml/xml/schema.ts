import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import { ns } from "./names";
// As text in a module rather than as files: a bundle of the server has them wherever it lies and whatever it was started from.
import schemaFiles from "./xsd/embedded.json";

const protocolSchema: keyof typeof schemaFiles = "saml-schema-protocol-2.0.xsd";

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
  const texts = { ...schemaFiles, "encryption-1.1.xsd": encryption11Schema };
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
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
