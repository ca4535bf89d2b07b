import { X509Certificate } from "node:crypto";

/** The fields that identify a certificate's issuer. */
interface Issued {
  pem: string;
  subject: string;
  issuer: string;
}

/** Certificates that may sign answers, and those of authorities, which may not. */
export interface EndEntities<T> {
  kept: T[];
  authorities: T[];
}

/**
 * Separates the authorities of a chain. A connection pins the provider's own certificate: if its issuer were pinned
 * too, the holder of that key could sign answers. Left out are the issuer of another one of the list, and an
 * intermediate, which is marked as an authority and names another issuer. A self-signed certificate that is marked as
 * an authority is kept: `openssl req -x509` creates them so, and many providers sign with one.
 */
export function endEntities<T extends Issued>(certificates: readonly T[]): EndEntities<T> {
  const kept: T[] = [];
  const authorities: T[] = [];
  for (const certificate of certificates) {
    const { subject, issuer, pem } = certificate;
    const issued = certificates.filter((other) => other !== certificate && other.issuer === subject);
    const isIntermediate = issuer !== subject && new X509Certificate(pem).ca;
    if (isIntermediate || issued.some((other) => hasIssued(pem, other.pem))) authorities.push(certificate);
    else kept.push(certificate);
  }
  return { kept, authorities };
}

/** Two certificates with one key have not issued each other: they are one signer, renewed. */
function hasIssued(authority: string, other: string): boolean {
  const { publicKey } = new X509Certificate(authority);
  const issued = new X509Certificate(other);
  return !issued.publicKey.equals(publicKey) && issued.verify(publicKey);
}

/** The report about an authority that was left out. */
export const authorityLeftOut = ({ subject }: Issued): string =>
  `The certificate of an authority was left out: ${subject || "without a name"}. It issues certificates and signs no answers.`;
