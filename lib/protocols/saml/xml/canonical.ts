import { XmlC14NMode, type XmlDocument, type XmlElement, XmlError } from "libxml2-wasm";
import { nativeChildren } from "./tree";

/**
 * Exclusive XML Canonicalization 1.0 without comments (https://www.w3.org/TR/xml-exc-c14n/) of one element.
 * @param prefixes the InclusiveNamespaces PrefixList, `#default` for the default namespace
 * @returns the canonical bytes, or `null` if libxml2 cannot canonicalize (a relative namespace URI, for one).
 * "Nothing" is never the canonical form of an element: a failure must not become the digest of nothing.
 */
export function canonicalElement(
  document: XmlDocument,
  element: XmlElement,
  prefixes: readonly string[],
): Buffer | null {
  const chunks: Buffer[] = [];
  // The bytes handed to `write` are WebAssembly memory that is reused: they must be copied.
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

/** XML Namespaces 1.0 2.2: a namespace's name begins with a scheme. */
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/;

/**
 * The first namespace declaration that keeps a document from being canonicalized, with its element; `null` if none is
 * to blame. libxml2 checks the whole document, whatever part is requested.
 */
export function badNamespace(element: XmlElement): string | null {
  const found = badDeclaration(element);
  if (found !== null) return found;
  for (const child of nativeChildren(element)) {
    const deeper = badNamespace(child);
    if (deeper !== null) return deeper;
  }
  return null;
}

function badDeclaration(element: XmlElement): string | null {
  for (const [prefix, uri] of Object.entries(element.nsDeclarations)) {
    if (uri === "" || absolute.test(uri)) continue;
    const written = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
    return `${written}="${uri.slice(0, 80)}" on ${element.name} (line ${element.line})`;
  }
  return null;
}
