import { createHash, X509Certificate } from "node:crypto";
import type { CertificateStatus } from "@/lib/model/connections/choices";
import type { CertificateRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { recognizeDer, recognizeOther, refusal, wanted } from "./certificate-mistakes";
import { binaryRepair, derSize, type Piece, splitCertificates } from "./certificate-text";
import { authorityLeftOut, endEntities } from "./end-entities";

/** The details of one X.509 certificate. Plain values only, so that it can be stored and sent to a browser. */
export interface Certificate {
  /** PEM with lines of 64 characters and a line break at its end (RFC 7468). */
  pem: string;
  /** Names in the order of the certificate, separated by commas, for example `C=FR, CN=idp.example`. */
  subject: string;
  issuer: string;
  /** ISO 8601 instants. */
  notBefore: string;
  notAfter: string;
  /** Upper-case hexadecimal pairs with colons. */
  fingerprintSha256: string;
  keyType: "rsa" | "ec";
  keyBits: number;
  /** Upper-case hexadecimal. */
  serial: string;
}

export type CertificateReading =
  | { outcome: "read"; certificates: Certificate[]; repairs: string[] }
  | { outcome: "refused"; refusal: Refusal<CertificateRefusal> };

const maxCharacters = 200_000;
/** The most that a connection stores, however they come: pasted, from metadata, or one by one. */
export const mostCertificates = 20;
const minRsaBits = 2048;
/** Longer keys and exponents than any provider has take milliseconds for each signature that is checked. */
const maxRsaBits = 8192;
const maxRsaExponent = 0xffff_ffffn;
const expiringDays = 30;
const curves: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/**
 * Reads the certificates that an administrator pasted or uploaded: PEM, bare base64 or binary DER, one or several,
 * corrected if the text was damaged on its way; `repairs` says how, a sentence each. Expired ones are read: see
 * {@link certificateStatus}.
 *
 * Of a chain only the provider's own certificate is taken ({@link endEntities}), and the same one twice is one.
 *
 * @param pasted text, or the bytes of a file
 * @param stored what the connection already stores: that stays, whatever the current rules for new ones
 * @returns the certificates in the order found, or the first reason why not. Never echoes a private key.
 */
export function readCertificates(
  pasted: string | Uint8Array,
  stored: readonly Certificate[] = [],
): CertificateReading {
  if (pasted.length > maxCharacters) {
    return refuse(
      "certificate_too_large",
      `${pasted.length} characters`,
      `at most ${maxCharacters} characters`,
    );
  }
  if (typeof pasted !== "string" && pasted[0] === 0x30 && derSize(pasted) !== null) {
    return collect([{ base64: Buffer.from(pasted).toString("base64") }], [binaryRepair], stored);
  }
  const text = typeof pasted === "string" ? pasted : decode(pasted);
  const mistaken = recognizeOther(text);
  if (mistaken) return { outcome: "refused", refusal: mistaken };
  const { pieces, repairs, forEncryption } = splitCertificates(text);
  if (pieces.length === 0 && forEncryption > 0)
    return refuse("certificate_not_for_signing", 'a KeyDescriptor with use="encryption"', wantedSigner);
  return collect(pieces, repairs, stored);
}

const wantedSigner = "the certificate that the provider signs answers with";

/** Reads one certificate, in PEM or bare base64, by itself; `null` if it cannot be read. Its purpose is not checked. */
export function readCertificate(pem: string): Certificate | null {
  const read = readDer(Buffer.from(certificateBody(pem), "base64"));
  return "code" in read ? null : read;
}

/** A certificate's state at `now`; `expiring` is the last 30 days. */
export function certificateStatus(
  certificate: Pick<Certificate, "notBefore" | "notAfter">,
  now: Date,
): CertificateStatus {
  const end = Date.parse(certificate.notAfter);
  if (end <= now.getTime()) return "expired";
  if (Date.parse(certificate.notBefore) > now.getTime()) return "not_yet_valid";
  return end - now.getTime() <= expiringDays * 86_400_000 ? "expiring" : "valid";
}

/** The base64 body of a PEM certificate in one line, as XML signatures and metadata carry it. */
export function certificateBody(pem: string): string {
  return pem.replace(/-----(BEGIN|END) CERTIFICATE-----|\s/g, "");
}

function collect(pieces: Piece[], repairs: string[], stored: readonly Certificate[]): CertificateReading {
  if (pieces.length === 0) return refuse("certificate_missing", "nothing", wanted);
  const found = new Map<string, Certificate>();
  const storedFingerprints = new Set(stored.map(({ fingerprintSha256 }) => fingerprintSha256));
  for (const piece of pieces) {
    if ("refused" in piece) return refuse(piece.refused, piece.received, wanted);
    const read = readDer(Buffer.from(piece.base64, "base64"));
    if ("code" in read) return { outcome: "refused", refusal: read };
    const { fingerprintSha256, subject } = read;
    if (found.has(fingerprintSha256))
      repairs.push(`A certificate that was given twice is kept once: ${subject || fingerprintSha256}.`);
    found.set(fingerprintSha256, read);
    // Before chains are searched for, which compares each with each.
    if (found.size > Math.max(mostCertificates, storedFingerprints.size))
      return refuse(
        "certificate_too_many",
        `more than ${mostCertificates} certificates`,
        `at most ${mostCertificates}`,
      );
  }
  return withoutAuthorities([...found.values()], repairs, storedFingerprints);
}

function withoutAuthorities(
  found: readonly Certificate[],
  repairs: string[],
  storedFingerprints: ReadonlySet<string>,
): CertificateReading {
  const left = endEntities(found).authorities.filter(
    ({ fingerprintSha256: one }) => !storedFingerprints.has(one),
  );
  const certificates = found.filter((certificate) => !left.includes(certificate));
  const [authority] = left;
  if (certificates.length === 0 && authority) {
    const received = `the certificate of an authority: ${authority.subject || "without a name"}`;
    return refuse("certificate_not_for_signing", received, wantedSigner);
  }
  return { outcome: "read", certificates, repairs: [...repairs, ...left.map(authorityLeftOut)] };
}

function readDer(der: Buffer): Certificate | Refusal<CertificateRefusal> {
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(der);
    // The key may be of a kind that OpenSSL does not support; it is decoded only on demand.
    void x509.publicKey.asymmetricKeyType;
  } catch {
    return recognizeDer(der);
  }
  const key = describeKey(x509);
  if ("code" in key) return key;
  const raw = Buffer.from(x509.raw);
  return {
    pem: toPem(raw),
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    notBefore: new Date(x509.validFrom).toISOString(),
    notAfter: new Date(x509.validTo).toISOString(),
    fingerprintSha256: colons(createHash("sha256").update(raw).digest("hex")),
    ...key,
    serial: x509.serialNumber,
  };
}

function describeKey(
  x509: X509Certificate,
): Pick<Certificate, "keyType" | "keyBits"> | Refusal<CertificateRefusal> {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  if (Number.isNaN(Date.parse(x509.validFrom)) || Number.isNaN(Date.parse(x509.validTo))) {
    return refusal("certificate_unreadable", "a certificate whose dates cannot be read", wanted);
  }
  if (type === "rsa") {
    const keyBits = details?.modulusLength ?? 0;
    const isSlow = keyBits > maxRsaBits || (details?.publicExponent ?? 0n) > maxRsaExponent;
    if (isSlow) return refusal("certificate_key_unsupported", slowKey(keyBits), wantedKey);
    if (keyBits >= minRsaBits) return { keyType: "rsa", keyBits };
    return refusal(
      "certificate_key_too_short",
      `an RSA key of ${keyBits} bits`,
      `at least ${minRsaBits} bits`,
    );
  }
  const keyBits = curves[details?.namedCurve ?? ""];
  if (type === "ec" && keyBits) return { keyType: "ec", keyBits };
  const received = `a key of the type ${details?.namedCurve ?? type ?? "unknown"}`;
  return refusal("certificate_key_unsupported", received, wantedKey);
}

const wantedKey = `an RSA key of at most ${maxRsaBits} bits, or an EC key on P-256, P-384 or P-521`;
const slowKey = (bits: number) =>
  bits > maxRsaBits ? `an RSA key of ${bits} bits` : "an RSA key with an exponent of more than 32 bits";

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "utf-8").decode(bytes);
}

function toPem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function colons(hexadecimal: string): string {
  return (hexadecimal.toUpperCase().match(/../g) ?? []).join(":");
}

function oneLine(name: string | undefined): string {
  return (name ?? "").split("\n").join(", ");
}

function refuse(code: CertificateRefusal, received: string, expected: string): CertificateReading {
  return { outcome: "refused", refusal: refusal(code, received, expected) };
}
