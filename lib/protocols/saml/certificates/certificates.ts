import { createHash, X509Certificate } from "node:crypto";
import type { CertificateStatus } from "@/lib/model/connections/choices";
import type { CertificateRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { recognizeDer, recognizeOther, refusal, wanted } from "./certificate-mistakes";
import { binaryRepair, derSize, type Piece, splitCertificates } from "./certificate-text";

/** What is known of one X.509 certificate. Plain values only, so that it can be stored and sent to a browser. */
export interface Certificate {
  /** PEM with lines of 64 characters and a line break at its end (RFC 7468). */
  pem: string;
  /** Names in the order of the certificate, set apart by commas, for example `C=FR, CN=idp.example`. */
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
const maxCertificates = 10;
const minRsaBits = 2048;
const expiringDays = 30;
const curves: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/**
 * Reads the certificates that an administrator pasted or uploaded: PEM, bare base64 or binary DER, one or several,
 * mended where the text was bent on its way; `repairs` says how, a sentence each.
 * Expired ones are read: see {@link certificateStatus}.
 *
 * @param pasted text, or the bytes of a file
 * @param known fingerprints (SHA-256) that are there already; one of these again is refused as a duplicate
 * @returns the certificates in the order found, or the first reason why not. Never echoes a private key.
 */
export function readCertificates(
  pasted: string | Uint8Array,
  known: readonly string[] = [],
): CertificateReading {
  if (pasted.length > maxCharacters) {
    return refuse(
      "certificate_too_large",
      `${pasted.length} characters`,
      `at most ${maxCharacters} characters`,
    );
  }
  if (typeof pasted !== "string" && pasted[0] === 0x30 && derSize(pasted) !== null) {
    return collect([{ base64: Buffer.from(pasted).toString("base64") }], [binaryRepair], known);
  }
  const text = typeof pasted === "string" ? pasted : decode(pasted);
  const mistaken = recognizeOther(text);
  if (mistaken) return { outcome: "refused", refusal: mistaken };
  const { pieces, repairs } = splitCertificates(text);
  return collect(pieces, repairs, known);
}

/**
 * Where a certificate stands in its life at `now`; `expiring` is the last 30 days.
 */
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

function collect(pieces: Piece[], repairs: string[], known: readonly string[]): CertificateReading {
  if (pieces.length === 0) return refuse("certificate_missing", "nothing", wanted);
  if (pieces.length > maxCertificates) {
    return refuse("certificate_too_many", `${pieces.length} certificates`, `at most ${maxCertificates}`);
  }
  const certificates: Certificate[] = [];
  for (const piece of pieces) {
    if ("refused" in piece) return refuse(piece.refused, piece.received, wanted);
    const read = readDer(Buffer.from(piece.base64, "base64"));
    if ("code" in read) return { outcome: "refused", refusal: read };
    const seen = certificates.some((other) => other.fingerprintSha256 === read.fingerprintSha256);
    if (seen || known.includes(read.fingerprintSha256)) {
      return refuse(
        "certificate_duplicate",
        `${read.subject || "the certificate"} twice`,
        "each certificate once",
      );
    }
    certificates.push(read);
  }
  return { outcome: "read", certificates, repairs };
}

function readDer(der: Buffer): Certificate | Refusal<CertificateRefusal> {
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(der);
    // The key may be of a kind that OpenSSL does not know; it is decoded only when asked for.
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
  return refusal(
    "certificate_key_unsupported",
    received,
    "an RSA key, or an EC key on P-256, P-384 or P-521",
  );
}

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
