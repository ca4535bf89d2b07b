import { type KeyObject, sign } from "node:crypto";
import {
  bitString,
  der,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der";

export interface CertificateSubject {
  /** Signs the certificate: RSA or EC. It is not written into the certificate. */
  privateKey: KeyObject;
  publicKey: KeyObject;
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  /** A positive number of at most 20 bytes (RFC 5280 4.1.2.2). */
  serial: bigint;
}

/**
 * Creates a self-signed X.509 v3 certificate (RFC 5280) for a public key, for signing and for encryption. SAML uses
 * certificates only to carry keys, so it contains a common name, dates and the key usage, no more.
 * @returns the certificate as PEM
 * @throws TypeError if the key is neither RSA nor EC, or the serial number is not positive
 */
export function selfSignedCertificate(subject: CertificateSubject): string {
  if (subject.serial <= 0n) throw new TypeError("A certificate's serial number must be positive");
  const algorithm = signatureAlgorithm(subject.privateKey);
  const name = sequence(set(sequence(objectIdentifier("2.5.4.3"), utf8String(subject.commonName))));
  const certificate = sequence(
    der(0xa0, integer(2n)),
    integer(subject.serial),
    algorithm,
    name,
    sequence(time(subject.notBefore), time(subject.notAfter)),
    name,
    subject.publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(notAnAuthority, keyUsage)),
  );
  const signature = sign("sha256", certificate, subject.privateKey);
  return toPem(sequence(certificate, algorithm, bitString(signature)));
}

const critical = der(0x01, Buffer.from([0xff]));
/** basicConstraints, empty: not a certificate authority. */
const notAnAuthority = sequence(objectIdentifier("2.5.29.19"), critical, octetString(sequence()));
/** keyUsage: digitalSignature (bit 0) and keyEncipherment (bit 2). */
const keyUsage = sequence(
  objectIdentifier("2.5.29.15"),
  critical,
  octetString(bitString(Buffer.from([0b1010_0000]), 5)),
);

function signatureAlgorithm(key: KeyObject): Buffer {
  // RFC 4055 requires the NULL parameter for RSA, RFC 5758 requires none for ECDSA.
  if (key.asymmetricKeyType === "rsa") return sequence(objectIdentifier("1.2.840.113549.1.1.11"), der(0x05));
  if (key.asymmetricKeyType === "ec") return sequence(objectIdentifier("1.2.840.10045.4.3.2"));
  throw new TypeError(`A ${key.asymmetricKeyType ?? "secret"} key cannot sign a certificate here`);
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
