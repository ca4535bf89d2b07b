import { createHash } from "node:crypto";
import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import type { RefusedStep, SamlChecks, Step } from "../step";
import { base64Bytes } from "../xml/base64";
import { badNamespace, canonicalElement } from "../xml/canonical";
import { ns } from "../xml/names";
import { readCanonical } from "../xml/read-canonical";
import { isNativeNamed, nativeChildren, readTree } from "../xml/tree";
import { inclusivePrefixes, readSignedInfo, type SignedInfo } from "./signed-info";
import { type ConnectionCertificates, validateKeys } from "./validate-keys";

/** A signature and its place. */
export interface SignatureInPlace {
  /** The element that the signature is a direct child of, and must cover. */
  owner: XmlElement;
  signature: XmlElement;
}

/**
 * Verifies the enveloped signature of one element (XML Signature 3.2, SAML Core 5.4) with the connection's own keys.
 * Removes the signature from the document: `signature`, and every reference into it, must not be used afterwards.
 *
 * @param certificates the connection's certificates
 * @param check the name under which the result is recorded
 * @returns the canonical bytes that the signature covers: the only trusted content
 */
export function verifySignature(
  document: XmlDocument,
  { owner, signature }: SignatureInPlace,
  certificates: ConnectionCertificates,
  check: string,
  log: SamlChecks,
): Step<Buffer> {
  const parts = readParts(signature, check, log);
  if (!parts.ok) return parts;
  const signedInfo = canonicalSignedInfo(document, parts.value.signedInfo, check, log);
  if (!signedInfo.ok) return signedInfo;
  const info = understand(signedInfo.value, owner.attr("ID")?.value ?? "", check, log);
  if (!info.ok) return info;
  const { value, certificate } = parts.value;
  const genuine = validateKeys(
    { bytes: signedInfo.value, value, method: info.value.method, certificate },
    certificates,
    check,
    log,
  );
  if (!genuine.ok) return genuine;
  signature.remove();
  return digested(document, owner, info.value, check, log);
}

interface Parts {
  signedInfo: XmlElement;
  value: Buffer;
  /** The first certificate in KeyInfo, which is never trusted. */
  certificate: string | null;
}

/** Exactly one SignedInfo, one SignatureValue and at most one KeyInfo; no Object that could hide an assertion. */
function readParts(signature: XmlElement, check: string, log: SamlChecks): Step<Parts> {
  const wanted = "SignedInfo, SignatureValue, KeyInfo";
  const [signedInfo, signatureValue, keyInfo, ...others] = nativeChildren(signature);
  if (
    !signedInfo ||
    !signatureValue ||
    others.length > 0 ||
    !isNativeNamed(signedInfo, ns.signature, "SignedInfo") ||
    !isNativeNamed(signatureValue, ns.signature, "SignatureValue") ||
    (keyInfo && !isNativeNamed(keyInfo, ns.signature, "KeyInfo"))
  ) {
    const received = nativeChildren(signature).map((child) => child.name);
    return log.refuse("signature_malformed", check, received.slice(0, 6).join(", "), wanted);
  }
  const value = base64Bytes(signatureValue.content);
  if (value === null || nativeChildren(signatureValue).length > 0) {
    return log.refuse("signature_malformed", check, "SignatureValue", "base64");
  }
  return done({ signedInfo, value, certificate: keyInfo ? firstCertificate(keyInfo) : null });
}

function firstCertificate(keyInfo: XmlElement): string | null {
  for (const data of nativeChildren(keyInfo)) {
    if (!isNativeNamed(data, ns.signature, "X509Data")) continue;
    const found = nativeChildren(data).find((child) => isNativeNamed(child, ns.signature, "X509Certificate"));
    if (found) return found.content;
  }
  return null;
}

function canonicalSignedInfo(
  document: XmlDocument,
  signedInfo: XmlElement,
  check: string,
  log: SamlChecks,
): Step<Buffer> {
  const [method] = nativeChildren(signedInfo);
  if (!method || !isNativeNamed(method, ns.signature, "CanonicalizationMethod")) {
    return log.refuse("signature_malformed", check, null, "CanonicalizationMethod");
  }
  const prefixes = inclusivePrefixes(readTree(method), check, log);
  if (!prefixes.ok) return prefixes;
  const bytes = canonicalElement(document, signedInfo, prefixes.value);
  if (bytes === null) return namespaceInvalid(document, check, log);
  return done(bytes);
}

/** Reads the SignedInfo from the very bytes that are signed, so that it cannot be understood in two ways. */
function understand(bytes: Buffer, ownerId: string, check: string, log: SamlChecks): Step<SignedInfo> {
  const info = readCanonical(bytes);
  if (info === null) return log.refuse("signature_malformed", check, null, "SignedInfo");
  return readSignedInfo(info, ownerId, check, log);
}

function digested(
  document: XmlDocument,
  owner: XmlElement,
  info: SignedInfo,
  check: string,
  log: SamlChecks,
): Step<Buffer> {
  const bytes = canonicalElement(document, owner, info.prefixes);
  if (bytes === null) return namespaceInvalid(document, check, log);
  if (!createHash(info.digest).update(bytes).digest().equals(info.digestValue)) {
    return log.refuse("digest_mismatch", check, "changed after signing", "the content that was signed");
  }
  log.pass(
    check,
    `${info.method.keyType}-${info.method.hash}`,
    "a signature by the connection's certificate",
  );
  return done(bytes);
}

const namespaceInvalid = (document: XmlDocument, check: string, log: SamlChecks): RefusedStep =>
  log.refuse("namespace_invalid", check, badNamespace(document.root), "absolute namespaces");
