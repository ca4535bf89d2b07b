import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { KeyPairs } from "@/lib/ports/sso-dependencies";
import { selfSignedCertificate } from "@/lib/protocols/saml/certificates/self-signed-certificate";

const years = 10;
const generate = promisify(generateKeyPair);

/** Creates the key pairs of connections: RSA 2048, off the main thread, with a self-signed certificate of ten years. */
export const keyPairs: KeyPairs = keyPairsFrom(() =>
  generate("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }),
);

/** Creates key pairs from the keys, in PEM, that `generateKey` returns. */
export function keyPairsFrom(
  generateKey: () => Promise<{ privateKey: string; publicKey: string }>,
): KeyPairs {
  return {
    async make(commonName, now) {
      const pair = await generateKey();
      const notAfter = new Date(now);
      notAfter.setUTCFullYear(now.getUTCFullYear() + years);
      const certificate = selfSignedCertificate({
        privateKey: createPrivateKey(pair.privateKey),
        publicKey: createPublicKey(pair.publicKey),
        commonName,
        // Clocks differ: the provider's may be a little behind ours.
        notBefore: new Date(now.getTime() - 3_600_000),
        notAfter,
        serial: BigInt(`0x${randomBytes(15).toString("hex")}`) + 1n,
      });
      return { certificate, privateKeyPem: pair.privateKey };
    },
  };
}
