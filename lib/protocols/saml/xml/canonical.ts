import { XmlC14NMode, type XmlDocument, type XmlElement, XmlError } from "libxml2-wasm";

/**
 * Exclusive XML Canonicalization 1.0 without comments (https://www.w3.org/TR/xml-exc-c14n/) of one element.
 * @param prefixes the InclusiveNamespaces PrefixList, `#default` for the default namespace
 * @returns the canonical bytes, or `null` where libxml2 cannot canonicalize (a relative namespace URI, for one).
 * "Nothing" is never the canonical form of an element: a failure must not become the digest of nothing.
 */
export function canonicalElement(
  document: XmlDocument,
  element: XmlElement,
  prefixes: readonly string[],
): Buffer | null {
  const chunks: Buffer[] = [];
  // The bytes handed to `write` are WebAssembly memory that is used again: they have to be copied.
  const sink = {
    write: (bytes: Uint8Array): number => chunks.push(Buffer.from(bytes)) && bytes.length,
    close: (): boolean => true,
  };
  // The root is canonicalized with its document, which is faster: there is nothing beside it but white space.
  const whole = element.isSameNode(document.root);
  try {
    document.canonicalize(sink, {
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      inclusiveNamespacePrefixes: [...prefixes],
      ...(whole ? {} : { nodeSet: new Set([element]) }),
    });
  } catch (problem) {
    if (problem instanceof XmlError) return null;
    throw problem;
  }
  const canonical = Buffer.concat(chunks);
  return canonical.length > 0 ? canonical : null;
}
