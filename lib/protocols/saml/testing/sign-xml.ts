import { createHash, createHmac, type KeyObject, sign } from "node:crypto";
import type { XmlElement } from "libxml2-wasm";
import { canonicalElement } from "../xml/canonical";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import type { SigningKey } from "./signing-key";

const dsig = "http://www.w3.org/2000/09/xmldsig#";
const more = "http://www.w3.org/2001/04/xmldsig-more#";
const xenc = "http://www.w3.org/2001/04/xmlenc#";

/** Good and bad signature methods: the bad ones must be refused. */
export const signatureUris = {
  "rsa-sha256": `${more}rsa-sha256`,
  "rsa-sha384": `${more}rsa-sha384`,
  "rsa-sha512": `${more}rsa-sha512`,
  "ecdsa-sha256": `${more}ecdsa-sha256`,
  "ecdsa-sha384": `${more}ecdsa-sha384`,
  "ecdsa-sha512": `${more}ecdsa-sha512`,
  "rsa-sha1": `${dsig}rsa-sha1`,
  "rsa-md5": `${more}rsa-md5`,
  "hmac-sha256": `${more}hmac-sha256`,
} as const;
export type SignatureName = keyof typeof signatureUris;

export const digestUris = {
  sha256: `${xenc}sha256`,
  sha384: `${more}sha384`,
  sha512: `${xenc}sha512`,
  sha1: `${dsig}sha1`,
  md5: `${more}md5`,
} as const;
export type DigestName = keyof typeof digestUris;

export interface Signer {
  key: SigningKey;
  method?: SignatureName;
  digest?: DigestName;
  /** The certificate to put into KeyInfo; `null` omits KeyInfo. The signer's own by default. */
  keyInfo?: string | null;
  /** InclusiveNamespaces PrefixList of the reference's canonicalization. */
  prefixes?: string[];
  /** Changes the SignedInfo before it is signed, for valid signatures that must not be accepted. */
  mutateSignedInfo?: (signedInfo: string) => string;
}

/**
 * Signs one element of the document and puts the Signature after the element's Issuer, where the SAML schema requires
 * it (XML Signature 3.1, SAML Core 5.4).
 * @param xml the document, well formed
 * @param id the ID of the element; the first element that carries it is signed
 */
export function signElement(xml: string, id: string, signer: Signer): string {
  const digest = signer.digest ?? "sha256";
  const content = canonicalOf(xml, `//*[@ID="${id}"]`, signer.prefixes ?? []);
  const digestValue = createHash(digest).update(content).digest("base64");
  const plain = signedInfo(id, signer, digestValue);
  const info = signer.mutateSignedInfo ? signer.mutateSignedInfo(plain) : plain;
  const value = signatureValue(canonicalOf(info, "/*", []), signer);
  const bare = info.replace(` xmlns:ds="${dsig}"`, "");
  const signature = `<ds:Signature xmlns:ds="${dsig}">${bare}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo(signer)}</ds:Signature>`;
  return insertAfterIssuer(xml, id, signature);
}

function signedInfo(id: string, signer: Signer, digestValue: string): string {
  const list = signer.prefixes?.length
    ? `<ec:InclusiveNamespaces xmlns:ec="${ns.exclusiveC14n}" PrefixList="${signer.prefixes.join(" ")}"/>`
    : "";
  return (
    `<ds:SignedInfo xmlns:ds="${dsig}"><ds:CanonicalizationMethod Algorithm="${ns.exclusiveC14n}"/>` +
    `<ds:SignatureMethod Algorithm="${signatureUris[methodOf(signer)]}"/>` +
    `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${dsig}enveloped-signature"/>` +
    `<ds:Transform Algorithm="${ns.exclusiveC14n}">${list}</ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestUris[signer.digest ?? "sha256"]}"/>` +
    `<ds:DigestValue>${digestValue}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  );
}

function methodOf(signer: Signer): SignatureName {
  return signer.method ?? (signer.key.privateKey.asymmetricKeyType === "ec" ? "ecdsa-sha256" : "rsa-sha256");
}

function signatureValue(bytes: Buffer, signer: Signer): string {
  const [family, hash = "sha256"] = methodOf(signer).split("-");
  if (family === "hmac") {
    return createHmac(hash, signer.key.certificatePem).update(bytes).digest("base64");
  }
  // XML Signature 6.4.3 requires r and s side by side, not the DER sequence.
  const key = { key: signer.key.privateKey as KeyObject, dsaEncoding: "ieee-p1363" as const };
  return sign(hash, bytes, key).toString("base64");
}

function keyInfo(signer: Signer): string {
  const pem = signer.keyInfo === undefined ? signer.key.certificatePem : signer.keyInfo;
  if (pem === null) return "";
  const body = pem.replace(/-----[^-]+-----|\s/g, "");
  return `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${body}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
}

function canonicalOf(xml: string, path: string, prefixes: string[]): Buffer {
  const bytes = withDocument(Buffer.from(xml), (document) => {
    const element = document.get(path);
    return element === null ? null : canonicalElement(document, element as XmlElement, prefixes);
  });
  if (!bytes) throw new Error(`Nothing to sign at ${path}`);
  return bytes;
}

function insertAfterIssuer(xml: string, id: string, signature: string): string {
  const start = xml.indexOf(`ID="${id}"`);
  const end = xml.indexOf(">", start) + 1;
  const issuer = /^\s*<(?:[\w-]+:)?Issuer[^>]*(?:\/>|>[^<]*<\/(?:[\w-]+:)?Issuer>)/.exec(xml.slice(end));
  const at = end + (issuer?.[0].length ?? 0);
  return xml.slice(0, at) + signature + xml.slice(at);
}
