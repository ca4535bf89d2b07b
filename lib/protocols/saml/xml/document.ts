import { ParseOption, XmlDocument, XmlLibError } from "libxml2-wasm";

// No option here may turn on entity substitution, DTD loading, XInclude, recovery or HUGE: the defaults of
// libxml2 keep 256 levels and 10 MB of text as its own last line of defence.
const options = {
  encoding: "utf-8",
  option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG,
};

/**
 * Parses UTF-8 bytes, hands the document to `use`, and frees it whatever happens. Nothing native may leave `use`:
 * afterwards every node is freed.
 * @param broken called if the bytes are not well-formed XML, with the parser's error and its place; if absent, the
 * result is `null`
 */
export function withDocument<T>(bytes: Uint8Array, use: (document: XmlDocument) => T): T | null;
export function withDocument<T>(
  bytes: Uint8Array,
  use: (document: XmlDocument) => T,
  broken: (problem: string) => T,
): T;
export function withDocument<T>(
  bytes: Uint8Array,
  use: (document: XmlDocument) => T,
  broken: (problem: string) => T | null = () => null,
): T | null {
  const parsed = parse(bytes);
  if (typeof parsed === "string") return broken(parsed);
  try {
    return use(parsed);
  } finally {
    parsed.dispose();
  }
}

function parse(bytes: Uint8Array): XmlDocument | string {
  try {
    return XmlDocument.fromBuffer(bytes, options);
  } catch (problem) {
    if (problem instanceof XmlLibError) return parserProblem(problem);
    throw problem;
  }
}

/** The parser's first error on one short line, with its line number. */
export function parserProblem({ details: [first] }: XmlLibError): string {
  const where = first ? ` (line ${first.line}, column ${first.col})` : "";
  return `${(first?.message ?? "not XML").trim().slice(0, 160)}${where}`;
}
