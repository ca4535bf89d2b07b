import { type Certificate, readCertificates } from "./certificates";

/** The stored certificates with what is in them. */
export function certificatesOf(pems: readonly string[]): Certificate[] {
  const reading = readCertificates(pems.join("\n"));
  return reading.outcome === "read" ? reading.certificates : [];
}

/** When the last of them ends; `null` for none. */
export function lastEnd(certificates: readonly Certificate[]): Date | null {
  const ends = certificates.map((certificate) => Date.parse(certificate.notAfter));
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
