import { createHash, createPublicKey, createVerify, type KeyObject, X509Certificate } from "node:crypto";
import { type SubtreeC14NOptions, XmlC14NMode, type XmlElement, XmlError } from "libxml2-wasm";
import { transforms } from "../xml/names";
import { attribute, elements } from "./xml";

/**
 * The result of a signature check on metadata. `intact`: nothing was changed since somebody with the embedded key
 * signed it. It does not say who that is: the key came in the same document. `unchecked`: there is a signature, but
 * without a key or by an unsupported method.
 */
export type SignatureFinding = "absent" | "unchecked" | "intact" | { broken: string };

const { XML_C14N_1_0, XML_C14N_1_1, XML_C14N_EXCLUSIVE_1_0 } = XmlC14NMode;
const canonicalizations: Record<string, SubtreeC14NOptions> = {
  [transforms.exclusiveC14n]: { mode: XML_C14N_EXCLUSIVE_1_0 },
  [`${transforms.exclusiveC14n}WithComments`]: { mode: XML_C14N_EXCLUSIVE_1_0, withComments: true },
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": { mode: XML_C14N_1_0 },
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments": { mode: XML_C14N_1_0, withComments: true },
  "http://www.w3.org/2006/12/xml-c14n11": { mode: XML_C14N_1_1 },
};

// SHA-1 is accepted here, unlike in the verifier of answers: this finds damage, it does not decide whom to trust.
const hashes: Record<string, string> = { sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };

/**
 * Checks an element's own enveloped signature against the key that it carries (XML Signature 3.2). Removes the
 * signature from the document on the way, as its enveloped transform requires: call it for the outermost element
 * first, and read nothing by its position afterwards.
 */
export function checkSignature(signed: XmlElement): SignatureFinding {
  const signatures = elements(signed, "ds:Signature");
  const [signature] = signatures;
  if (!signature) return "absent";
  if (signatures.length > 1) return { broken: "two signatures on one element" };
  const info = only(signature, "ds:SignedInfo");
  const reference = info && only(info, "ds:Reference");
  const canonical = info && canonicalizations[algorithm(info, "ds:CanonicalizationMethod")];
  const method = info && algorithm(info, "ds:SignatureMethod").match(/#(rsa|ecdsa)-(sha\d+)$/);
  const keys = embeddedKeys(signature);
  if (!info || !reference || !canonical || !method || keys.length === 0) return "unchecked";

  const uri = reference.attr("URI")?.value ?? "";
  const coversElement = uri === "" ? signed.parent === null : uri === `#${attribute(signed, "ID")}`;
  if (!coversElement)
    return { broken: `a signature that covers "${uri.slice(0, 80)}" instead of its own element` };

  const hash = hashes[method[2] ?? ""];
  const bytes = canonicalize(info, canonical, "ds:CanonicalizationMethod");
  const value = Buffer.from(only(signature, "ds:SignatureValue")?.content ?? "", "base64");
  if (!hash || bytes === null) return "unchecked";
  if (!keys.some((key) => verifies(key, hash, bytes, value)))
    return { broken: "a signature that does not fit its key" };
  return checkDigest(signed, signature, reference);
}

function checkDigest(signed: XmlElement, signature: XmlElement, reference: XmlElement): SignatureFinding {
  const steps = elements(reference, "ds:Transforms/ds:Transform").map(
    (step) => attribute(step, "Algorithm") ?? "",
  );
  const others = steps.filter((step) => step !== transforms.enveloped);
  const canonical = canonicalizations[others[0] ?? "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"];
  const hash = hashes[algorithm(reference, "ds:DigestMethod").match(/#(sha\d+)$/)?.[1] ?? ""];
  if (others.length > 1 || others.length === steps.length || !canonical || !hash) return "unchecked";
  const inclusive = inclusivePrefixes(reference, "ds:Transforms/ds:Transform");
  const wanted = Buffer.from(only(reference, "ds:DigestValue")?.content ?? "", "base64");
  signature.remove();
  const bytes = canonicalize(signed, { ...canonical, ...inclusive }, null);
  if (bytes === null) return "unchecked";
  const matches = createHash(hash).update(bytes).digest().equals(wanted);
  return matches ? "intact" : { broken: "content that was changed after it was signed" };
}

function only(parent: XmlElement, xpath: string): XmlElement | null {
  const found = elements(parent, xpath);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function algorithm(parent: XmlElement, xpath: string): string {
  const element = only(parent, xpath);
  return (element && attribute(element, "Algorithm")) ?? "";
}

function inclusivePrefixes(parent: XmlElement, xpath: string): SubtreeC14NOptions {
  const list = elements(parent, `${xpath}/*[local-name()="InclusiveNamespaces"]`)[0];
  const names = list && attribute(list, "PrefixList");
  return names ? { inclusiveNamespacePrefixes: names.split(" ") } : {};
}

function canonicalize(
  element: XmlElement,
  options: SubtreeC14NOptions,
  method: string | null,
): string | null {
  const inclusive = method === null ? {} : inclusivePrefixes(element, method);
  try {
    return element.canonicalizeToString({ ...options, ...inclusive });
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

function embeddedKeys(signature: XmlElement): KeyObject[] {
  const certificates = elements(signature, "ds:KeyInfo/ds:X509Data/ds:X509Certificate").map((element) =>
    keyOrNull(() => new X509Certificate(Buffer.from(element.content, "base64")).publicKey),
  );
  const values = elements(signature, "ds:KeyInfo/ds:KeyValue/ds:RSAKeyValue").map((element) =>
    keyOrNull(() => {
      const part = (name: string) =>
        Buffer.from(only(element, `ds:${name}`)?.content ?? "", "base64").toString("base64url");
      return createPublicKey({ format: "jwk", key: { kty: "RSA", n: part("Modulus"), e: part("Exponent") } });
    }),
  );
  return [...certificates, ...values].filter((key) => key !== null).slice(0, 5);
}

function keyOrNull(make: () => KeyObject): KeyObject | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function verifies(key: KeyObject, hash: string, bytes: string, value: Buffer): boolean {
  try {
    // XML Signature writes an ECDSA value as r and s side by side (RFC 4050), not as DER.
    return createVerify(hash).update(bytes).verify({ key, dsaEncoding: "ieee-p1363" }, value);
  } catch {
    return false;
  }
}
