import { generateKeyPairSync } from "node:crypto";
import { selfSignedCertificate } from "../../certificates/self-signed-certificate";
import type { SigningKey } from "../../signature/sign-enveloped";

/** A fresh RSA key with a certificate of its own. */
export function freshSigningKey(commonName = "sp.gatehouse.example"): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certificatePem = selfSignedCertificate({
    privateKey,
    publicKey,
    commonName,
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2036-01-01T00:00:00Z"),
    serial: 7n,
  });
  return { privateKey, certificatePem };
}
