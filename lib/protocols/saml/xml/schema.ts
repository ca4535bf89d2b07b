import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import { ns } from "./names";
// As text in a module rather than as files: a bundle of the server contains them, wherever it is and however it was
// started.
import schemaFiles from "./xsd/embedded.json";

const protocolSchema: keyof typeof schemaFiles = "saml-schema-protocol-2.0.xsd";

// XML Encryption 1.1 came after SAML's schemas, which allow only elements that some schema declares. A message needs
// one of its elements: the mask function of RSA-OAEP (XML Encryption 1.1, 5.5.2).
const encryption11Schema = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="${ns.encryption11}">
  <element name="MGF"><complexType><attribute name="Algorithm" type="anyURI" use="required"/></complexType></element>
</schema>`;
/** Harmless mistakes of providers, in the schemas' own text: IDs are compared and values read as text. */
const tolerated: [file: keyof typeof schemaFiles, published: string, tolerant: string][] = [
  // XML Schema 2 3.3.8: an ID is a name, which a digit may not begin; providers write bare UUIDs. survey.ts checks
  // for every possible ID attribute that an ID names one element.
  ["saml-schema-assertion-2.0.xsd", 'name="ID" type="ID"', 'name="ID" type="NMTOKEN"'],
  ["saml-schema-protocol-2.0.xsd", 'name="ID" type="ID"', 'name="ID" type="NMTOKEN"'],
  ["xmldsig-core-schema.xsd", 'name="Id" type="ID"', 'name="Id" type="NMTOKEN"'],
  ["xenc-schema.xsd", "name='Id' type='ID'", "name='Id' type='NMTOKEN'"],
  // SAML Core 2.7.3.1.1: a value may be of any type, even of one that no schema here declares. checks/subject.ts
  // checks in the signed content that it is an AttributeValue.
  [
    "saml-schema-assertion-2.0.xsd",
    '<element ref="saml:AttributeValue" minOccurs="0" maxOccurs="unbounded"/>',
    `<any namespace="${ns.assertion}" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>`,
  ],
];

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
 * Validates a document against the SAML 2.0 protocol and assertion schemas, except for what is tolerated.
 * @returns `null` if it is valid, otherwise the schema's first complaint with the names it is about, and if
 */
export function schemaComplaint(document: XmlDocument): string | null {
  try {
    loadSchema().validate(document);
    return null;
  } catch (problem) {
    if (!(problem instanceof XmlValidateError)) throw problem;
    const [first] = problem.details;
    return first ? `Line ${first.line}: ${first.message.trim()}` : "invalid";
  }
}

function compile(): { validator: XsdValidator; source: XmlDocument } {
  const texts: Record<string, string> = { ...schemaFiles, "encryption-1.1.xsd": encryption11Schema };
  for (const [file, published, tolerant] of tolerated)
    texts[file] = (texts[file] ?? "").replaceAll(published, tolerant);
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
  xmlRegisterInputProvider(new XmlBufferInputProvider(files));
  try {
    // The compiled schema keeps pointing into its source document, which therefore lives as long.
    const source = XmlDocument.fromString(everything, { url: "everything.xsd" });
    return { validator: XsdValidator.fromDoc(source), source };
  } finally {
    // From here on libxml2 can open nothing at all, whatever a message requests.
    xmlCleanupInputProvider();
  }
}
