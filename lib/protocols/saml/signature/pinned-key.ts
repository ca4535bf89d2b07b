import { createHash, type KeyObject, X509Certificate } from "node:crypto";

/** The key of a certificate that the connection trusts. */
export interface PinnedKey {
  key: KeyObject;
  type: "rsa" | "ec";
  /** `false`: RSA under 2048 bits or with an exponent of 1, or a curve that the profile does not have. */
  strong: boolean;
  /** The key's description for an administrator, for example `RSA 2048`. */
  label: string;
}

const curves = new Map([
  ["prime256v1", "P-256"],
  ["secp384r1", "P-384"],
  ["secp521r1", "P-521"],
]);
const mostRemembered = 512;
const remembered = new Map<string, PinnedKey | null>();

/**
 * Reads the key of a certificate in PEM and caches it, because parsing costs more than a verification. Dates, names
 * and extensions do not matter: SAML metadata pins keys, it builds no chains (Metadata IOP 2.5).
 * @returns `null` if there is no certificate to read or its key is neither RSA nor EC
 */
export function pinnedKey(pem: string): PinnedKey | null {
  const cached = remembered.get(pem);
  if (cached !== undefined) return cached;
  const read = readKey(pem);
  const oldest = remembered.keys().next();
  if (remembered.size >= mostRemembered && !oldest.done) remembered.delete(oldest.value);
  remembered.set(pem, read);
  return read;
}

function readKey(pem: string): PinnedKey | null {
  try {
    return keyOf(new X509Certificate(pem).publicKey);
  } catch {
    // Node throws for anything that is not a certificate; which way it is broken does not matter here.
    return null;
  }
}

function keyOf(key: KeyObject): PinnedKey | null {
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa") {
    const bits = details.modulusLength ?? 0;
    const strong = bits >= 2048 && (details.publicExponent ?? 0n) > 1n;
    return { key, type: "rsa", strong, label: `RSA ${bits}` };
  }
  if (key.asymmetricKeyType === "ec") {
    const curve = details.namedCurve ?? "";
    return { key, type: "ec", strong: curves.has(curve), label: `EC ${curves.get(curve) ?? curve}` };
  }
  return null;
}

/**
 * Reads the certificate that a signature carries, only to name it to an administrator.
 * @param body the text of X509Certificate
 */
export function certificateInSignature(body: string): { key: PinnedKey; fingerprint: string } | null {
  if (body.length > 16_000) return null;
  const compact = body.replace(/\s/g, "");
  const key = readKey(`-----BEGIN CERTIFICATE-----\n${compact}\n-----END CERTIFICATE-----\n`);
  if (key === null) return null;
  const digest = createHash("sha256").update(Buffer.from(compact, "base64")).digest("hex");
  return { key, fingerprint: fingerprintText(digest) };
}

/** The SHA-256 fingerprint of a certificate in PEM, as `AA:BB:…`. */
export function fingerprintOf(pem: string): string {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return "unreadable";
  }
}

const fingerprintText = (hex: string): string => (hex.match(/../g) ?? []).join(":").toUpperCase();
