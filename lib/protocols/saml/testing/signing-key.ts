import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { selfSignedCertificate } from "../certificates/self-signed-certificate";

/** A key pair and the certificate of its public half. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  certificatePem: string;
  privateKeyPem: string;
}

export type KeyKind = { rsa: number } | { curve: "P-256" | "P-384" | "P-521" };

export interface KeyOptions {
  commonName?: string;
  notBefore?: Date;
  notAfter?: Date;
  serial?: bigint;
}

let lastSerial = 0n;

/** Creates a key of the kind (`{ rsa: 2048 }`, `{ curve: "P-256" }`) with a self-signed certificate. */
export function makeSigningKey(kind: KeyKind, options: KeyOptions = {}): SigningKey {
  const keys =
    "rsa" in kind
      ? generateKeyPairSync("rsa", { modulusLength: kind.rsa })
      : generateKeyPairSync("ec", { namedCurve: kind.curve });
  return withCertificate(keys, options);
}

/** Creates a certificate for existing keys. */
export function withCertificate(
  keys: { privateKey: KeyObject; publicKey: KeyObject },
  options: KeyOptions = {},
): SigningKey {
  lastSerial += 1n;
  const certificatePem = selfSignedCertificate({
    ...keys,
    commonName: options.commonName ?? "Signing",
    notBefore: options.notBefore ?? new Date("2024-01-01T00:00:00Z"),
    notAfter: options.notAfter ?? new Date("2044-01-01T00:00:00Z"),
    serial: options.serial ?? lastSerial,
  });
  const privateKeyPem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { ...keys, certificatePem, privateKeyPem };
}
