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
  const issuers = new Issuers();
  const kept: T[] = [];
  const authorities: T[] = [];
  for (const certificate of certificates) {
    const { subject, issuer, pem } = certificate;
    const issued = certificates.filter((other) => other !== certificate && other.issuer === subject);
    const isIntermediate = issuer !== subject && issuers.read(pem).ca;
    if (isIntermediate || issued.some((other) => issuers.hasIssued(pem, other.pem)))
      authorities.push(certificate);
    else kept.push(certificate);
  }
  return { kept, authorities };
}

/**
 * A chain takes a check for each certificate. Certificates that all bear one name could ask for hundreds, and with the
 * slowest keys stop everybody for a second: after so many the names decide, which leaves out more and trusts less.
 */
const mostVerifications = 60;

/** Who has issued what, among the certificates of one document. Each is parsed once. */
class Issuers {
  private readonly parsed = new Map<string, X509Certificate>();
  private readonly selfSigned = new Map<string, boolean>();
  private left = mostVerifications;

  read(pem: string): X509Certificate {
    const known = this.parsed.get(pem) ?? new X509Certificate(pem);
    this.parsed.set(pem, known);
    return known;
  }

  /** Two certificates around one key have not issued each other: they are one signer, renewed. */
  hasIssued(authority: string, other: string): boolean {
    const [issuer, issued] = [this.read(authority), this.read(other)];
    if (issued.publicKey.equals(issuer.publicKey) || this.isSelfSigned(other)) return false;
    return this.verifies(issued, issuer);
  }

  /** What its own key has signed, no other one has. */
  private isSelfSigned(pem: string): boolean {
    const certificate = this.read(pem);
    if (certificate.subject !== certificate.issuer) return false;
    const known = this.selfSigned.get(pem) ?? certificate.verify(certificate.publicKey);
    this.selfSigned.set(pem, known);
    return known;
  }

  private verifies(issued: X509Certificate, issuer: X509Certificate): boolean {
    if (this.left === 0) return true;
    this.left -= 1;
    return issued.verify(issuer.publicKey);
  }
}

/** The report about an authority that was left out. */
export const authorityLeftOut = ({ subject }: Issued): string =>
  `The certificate of an authority was left out: ${subject || "without a name"}. It issues certificates and signs no answers.`;
