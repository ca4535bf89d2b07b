import { ParseOption, XmlDocument, XmlError } from "libxml2-wasm";

// No option here may turn on entity substitution, DTD loading, XInclude, recovery or HUGE: the defaults of
// libxml2 keep 256 levels and 10 MB of text as its own last line of defence.
const options = {
  encoding: "utf-8",
  option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG,
};

/**
 * Parses UTF-8 bytes, hands the document to `use`, and frees it whatever happens.
 * Nothing native may leave `use`: after it every node is gone.
 * @returns what `use` returns, or `null` where the bytes are not well-formed XML
 */
export function withDocument<T>(bytes: Uint8Array, use: (document: XmlDocument) => T): T | null {
  const document = parse(bytes);
  if (document === null) return null;
  try {
    return use(document);
  } finally {
    document.dispose();
  }
}

function parse(bytes: Uint8Array): XmlDocument | null {
  try {
    return XmlDocument.fromBuffer(bytes, options);
  } catch (problem) {
    if (problem instanceof XmlError) return null;
    throw problem;
  }
}
