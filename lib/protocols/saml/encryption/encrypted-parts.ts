import { base64Bytes } from "../xml/base64";
import { ns } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element } from "../xml/tree";
import type { OaepHash, OaepParameters } from "./oaep";

/** One session key, encrypted for somebody. */
export interface WrappedKey {
  algorithm: string;
  cipherText: Buffer;
  /** `null` if the key transport is not RSA-OAEP with known parameters. */
  oaep: OaepParameters | null;
}

export interface EncryptedParts {
  algorithm: string;
  cipherText: Buffer;
  keys: WrappedKey[];
}

/** Each costs a private-key operation, so a sender may not request many. */
const mostKeys = 4;

/**
 * Reads an EncryptedAssertion (SAML Core 2.3.4, XML Encryption 3): the cipher text, and the session keys in its
 * KeyInfo or beside it. References to other places (CipherReference, RetrievalMethod) are never followed.
 */
export function readEncryptedParts(encrypted: Element): EncryptedParts | null {
  const data = childNamed(encrypted, ns.encryption, "EncryptedData");
  const cipherText = data && cipherValue(data);
  if (!data || !cipherText) return null;
  const keyInfo = childNamed(data, ns.signature, "KeyInfo");
  const inside = keyInfo ? childrenNamed(keyInfo, ns.encryption, "EncryptedKey") : [];
  const beside = childrenNamed(encrypted, ns.encryption, "EncryptedKey");
  const keys = [...inside, ...beside].slice(0, mostKeys).map(readWrappedKey);
  return { algorithm: algorithmOf(data), cipherText, keys: keys.filter((key) => key !== null) };
}

function readWrappedKey(element: Element): WrappedKey | null {
  const cipherText = cipherValue(element);
  if (!cipherText) return null;
  return { algorithm: algorithmOf(element), cipherText, oaep: oaepParameters(element) };
}

function algorithmOf(element: Element): string {
  const method = childNamed(element, ns.encryption, "EncryptionMethod");
  return (method && attributeOf(method, "Algorithm")) ?? "";
}

function cipherValue(element: Element): Buffer | null {
  const cipherData = childNamed(element, ns.encryption, "CipherData");
  const value = cipherData && childNamed(cipherData, ns.encryption, "CipherValue");
  return value ? base64Bytes(value.text) : null;
}

const hashes: ReadonlyMap<string, OaepHash> = new Map([
  ["http://www.w3.org/2000/09/xmldsig#sha1", "sha1"],
  ["http://www.w3.org/2001/04/xmlenc#sha256", "sha256"],
  ["http://www.w3.org/2001/04/xmldsig-more#sha384", "sha384"],
  ["http://www.w3.org/2001/04/xmlenc#sha512", "sha512"],
  [`${ns.encryption11}mgf1sha1`, "sha1"],
  [`${ns.encryption11}mgf1sha256`, "sha256"],
  [`${ns.encryption11}mgf1sha384`, "sha384"],
  [`${ns.encryption11}mgf1sha512`, "sha512"],
]);

/** XML Encryption 5.5.2. SHA-1 is the default of the standard and, inside OAEP, not a weakness. */
function oaepParameters(element: Element): OaepParameters | null {
  const method = childNamed(element, ns.encryption, "EncryptionMethod");
  const algorithm = algorithmOf(element);
  const fixedMask = algorithm === `${ns.encryption}rsa-oaep-mgf1p`;
  if (!method || (!fixedMask && algorithm !== `${ns.encryption11}rsa-oaep`)) return null;
  const hash = hashOf(childNamed(method, ns.signature, "DigestMethod"));
  const maskHash = fixedMask ? "sha1" : hashOf(childNamed(method, ns.encryption11, "MGF"));
  const params = childNamed(method, ns.encryption, "OAEPparams");
  const label = params && params.text !== "" ? base64Bytes(params.text) : Buffer.alloc(0);
  return hash && maskHash && label ? { hash, maskHash, label } : null;
}

function hashOf(method: Element | null): OaepHash | null {
  return method === null ? "sha1" : (hashes.get(attributeOf(method, "Algorithm") ?? "") ?? null);
}

/** The last part of an algorithm's identifier, for display. */
export const shortName = (algorithm: string): string => algorithm.replace(/^.*[#/]/, "") || "none";
