import { createPrivateKey, createPublicKey } from "node:crypto";
import type { CertificateRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { derSize } from "./certificate-text";

export const wanted = "a certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----";

/** Explains a paste that is no certificate at all. */
export function recognizeOther(text: string): Refusal<CertificateRefusal> | null {
  const start = text.replace(/^\uFEFF/, "").trim();
  if (start === "") return refusal("certificate_missing", "nothing", wanted);
  // Checked first: whatever else is in the paste, a private key has just left the place where it belongs.
  const privateKey = start.match(/BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY/i);
  if (privateKey) return refusal("certificate_is_private_key", privateKey[0].toUpperCase(), wanted);
  if (/^(<!doctype html|<html[\s>])/i.test(start))
    return refusal("certificate_is_html", "a web page", wanted);
  if (/<([\w.-]+:)?Entit(y|ies)Descriptor[\s>]/.test(start)) {
    return refusal("certificate_is_metadata", "a SAML metadata document", wanted);
  }
  if (/^https?:\/\/\S+$/i.test(start)) return refusal("certificate_is_url", start.slice(0, 200), wanted);
  const hexadecimal = start.replace(/^(SHA-?(1|256)( fingerprint)?[:=\s]*)/i, "").replace(/[:\s]/g, "");
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(hexadecimal)) {
    return refusal("certificate_is_fingerprint", `a fingerprint of ${hexadecimal.length / 2} bytes`, wanted);
  }
  return null;
}

/** Explains bytes that are no certificate. */
export function recognizeDer(der: Buffer): Refusal<CertificateRefusal> {
  const size = derSize(der);
  if (size === null)
    return refusal("certificate_unreadable", `${der.length} bytes that are no certificate`, wanted);
  if (size > der.length) {
    return refusal(
      "certificate_incomplete",
      `${der.length} bytes`,
      `${size} bytes, as its own beginning says`,
    );
  }
  if (parses(() => createPrivateKey({ key: der, format: "der", type: "pkcs8" }))) {
    return refusal("certificate_is_private_key", "a private key", wanted);
  }
  if (parses(() => createPrivateKey({ key: der, format: "der", type: "pkcs1" }))) {
    return refusal("certificate_is_private_key", "a private key", wanted);
  }
  if (parses(() => createPrivateKey({ key: der, format: "der", type: "sec1" }))) {
    return refusal("certificate_is_private_key", "a private key", wanted);
  }
  if (parses(() => createPublicKey({ key: der, format: "der", type: "spki" }))) {
    return refusal("certificate_is_public_key", "a public key", wanted);
  }
  // signedData (1.2.840.113549.1.7.2), the wrapper of .p7b files.
  if (der.subarray(0, 24).includes(Buffer.from("06092a864886f70d010702", "hex"))) {
    return refusal("certificate_is_pkcs7", "a PKCS #7 bundle", wanted);
  }
  // RFC 2986 4.1: a request is a SEQUENCE of a SEQUENCE that starts with the version, the INTEGER 0.
  if (/^30(8.)?(..){1,2}30(8.)?(..){1,2}020100/.test(der.subarray(0, 16).toString("hex"))) {
    return refusal("certificate_is_request", "a certificate signing request", wanted);
  }
  return refusal("certificate_unreadable", `${der.length} bytes that are no certificate`, wanted);
}

function parses(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

export function refusal(
  code: CertificateRefusal,
  received: string,
  expected: string,
): Refusal<CertificateRefusal> {
  return { code, check: "certificate", received, expected };
}
