import { verify, X509Certificate } from "node:crypto";
import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import type { SignatureMethod } from "../xml/names";
import { certificateInSignature, fingerprintOf, type PinnedKey, pinnedKey } from "./pinned-key";

export interface SignatureToValidate {
  /** The canonical SignedInfo. */
  bytes: Buffer;
  value: Buffer;
  method: SignatureMethod;
  /** The certificate in KeyInfo: it explains a refusal, it never makes a signature valid. */
  certificate: string | null;
}

/** A connection's certificates as PEM: those that count, and the expired ones if the connection refuses them. */
export type ConnectionCertificates = Pick<SamlSettings, "certificates" | "endedCertificates">;

/** Tries each of the connection's keys; explains precisely if none fits. */
export function validateKeys(
  signature: SignatureToValidate,
  { certificates, endedCertificates = [] }: ConnectionCertificates,
  check: string,
  log: SamlChecks,
): Step<null> {
  const ended = fittingCertificate(signature, endedCertificates);
  if (ended && fittingCertificate(signature, certificates) === null)
    return log.refuse(
      "signing_certificate_ended",
      check,
      `expired on ${endOf(ended)}, SHA-256 ${fingerprintOf(ended)}`,
      "a certificate of this connection that has not expired",
    );
  if (certificates.length === 0) return log.refuse("certificate_missing", check, null, "a certificate");
  const keys = certificates.map(pinnedKey).filter((key) => key !== null);
  if (keys.length === 0) {
    return log.refuse("certificate_unusable", check, "no readable certificate", "an RSA or EC certificate");
  }
  if (keys.some((key) => key.strong && fits(key, signature))) return done(null);
  const weak = keys.find((key) => !key.strong && fits(key, signature));
  if (weak) return log.refuse("signing_key_too_weak", check, weak.label, "RSA 2048 and up, or P-256 and up");
  return unknownSigner(signature, certificates, check, log);
}

function fittingCertificate(signature: SignatureToValidate, certificates: readonly string[]): string | null {
  const fitting = certificates.find((pem) => {
    const key = pinnedKey(pem);
    return key !== null && fits(key, signature);
  });
  return fitting ?? null;
}

const endOf = (pem: string) => new Date(new X509Certificate(pem).validTo).toISOString().slice(0, 10);

function unknownSigner(
  signature: SignatureToValidate,
  certificates: readonly string[],
  check: string,
  log: SamlChecks,
): Step<null> {
  const expected = certificates.map((pem) => `SHA-256 ${fingerprintOf(pem)}`);
  const brought = signature.certificate === null ? null : certificateInSignature(signature.certificate);
  if (brought && fits(brought.key, signature)) {
    return log.refuse("signing_certificate_unknown", check, `SHA-256 ${brought.fingerprint}`, expected);
  }
  return log.refuse("signature_mismatch", check, brought ? `SHA-256 ${brought.fingerprint}` : null, expected);
}

function fits(pinned: PinnedKey, signature: SignatureToValidate): boolean {
  // The method may not choose another kind of key than the certificate's: for example no HMAC with a public key.
  if (pinned.type !== signature.method.keyType) return false;
  try {
    // XML Signature 6.4.3 writes an ECDSA signature as r and s side by side.
    const key = { key: pinned.key, dsaEncoding: "ieee-p1363" as const };
    return verify(signature.method.hash, signature.bytes, key, signature.value);
  } catch {
    // OpenSSL throws if a value cannot belong to the key at all, such as one of another length.
    return false;
  }
}
