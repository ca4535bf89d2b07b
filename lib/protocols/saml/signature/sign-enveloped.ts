import { createHash, type KeyObject, sign } from "node:crypto";
import { XmlC14NMode, XmlElement } from "libxml2-wasm";
import { certificateBody } from "../certificates/certificates";
import { withDocument } from "../xml/document";
import { ns, transforms } from "../xml/names";

export const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

/** Our own key, with the certificate that carries its public half. */
export interface SigningKey {
  /** PEM, or a key object made once and kept. RSA. */
  privateKey: string | KeyObject;
  certificatePem: string;
}

/**
 * Signs a document of our own with an enveloped signature: RSA-SHA256, SHA-256, exclusive canonicalization (XML
 * Signature 6.6.4, SAML Core 5.4).
 *
 * @param xml a well-formed document whose root has an ID attribute and no signature yet
 * @param place `first`: the signature becomes the root's first child (metadata); `after_issuer`: it follows the
 * Issuer (SAML messages, Core 3.2.1)
 * @returns the signed document, without an XML declaration
 * @throws Error if `xml` is not such a document: we created it, so that is a bug
 */
export function signEnveloped(xml: string, key: SigningKey, place: "first" | "after_issuer"): string {
  const signed = withDocument(Buffer.from(xml, "utf8"), (document) => {
    const { root } = document;
    const id = root.attr("ID")?.value;
    if (!id) throw new Error("A document to be signed needs an ID");
    const bytes = root.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
    const info = signedInfo(id, createHash("sha256").update(bytes).digest("base64"));
    const value = sign("sha256", Buffer.from(info, "utf8"), key.privateKey).toString("base64");
    hold(root, place);
    // libxml2 has no call that parses a fragment: an empty element keeps the place, and no text can look like it.
    const text = root.toString({ format: false });
    return text.replace(`<${placeholder}/>`, () =>
      signature(info, value, certificateBody(key.certificatePem)),
    );
  });
  if (signed === null) throw new Error("A document to be signed must be well-formed");
  return signed;
}

const placeholder = "signature-goes-here";

function hold(root: XmlElement, place: "first" | "after_issuer"): void {
  const first = root.firstChild;
  if (first === null) root.addElement(placeholder);
  else if (place === "first") first.prependElement(placeholder);
  else {
    const issuer = root.get("a:Issuer", { a: ns.assertion });
    if (!(issuer instanceof XmlElement)) throw new Error("A SAML message to be signed needs an Issuer");
    issuer.appendElement(placeholder);
  }
}

/** SignedInfo in its exclusive canonical form already, so that what is signed is what is written. */
function signedInfo(id: string, digest: string): string {
  return [
    `<ds:SignedInfo xmlns:ds="${ns.signature}">`,
    `<ds:CanonicalizationMethod Algorithm="${transforms.exclusiveC14n}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${rsaSha256}"></ds:SignatureMethod>`,
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${transforms.enveloped}"></ds:Transform>`,
    `<ds:Transform Algorithm="${transforms.exclusiveC14n}"></ds:Transform>`,
    `</ds:Transforms><ds:DigestMethod Algorithm="${sha256}"></ds:DigestMethod>`,
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join("");
}

function signature(info: string, value: string, certificate: string): string {
  return [
    `<ds:Signature xmlns:ds="${ns.signature}">${info}<ds:SignatureValue>${value}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    "</ds:Signature>",
  ].join("");
}
