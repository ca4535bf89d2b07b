import { type Certificate, readCertificate } from "./certificates";

/** The stored certificates, parsed one by one: one that cannot be read does not hide the others. */
export function certificatesOf(pems: readonly string[]): Certificate[] {
  return pems.map(readCertificate).filter((certificate) => certificate !== null);
}

/** When the last of them expires; `null` for none. */
export function lastEnd(certificates: readonly Certificate[]): Date | null {
  const ends = certificates.map((certificate) => Date.parse(certificate.notAfter));
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
