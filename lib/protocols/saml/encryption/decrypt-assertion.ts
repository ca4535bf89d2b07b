import { createPrivateKey, type KeyObject, randomBytes } from "node:crypto";
import type { SamlSettings } from "../settings";
import { contentCiphers } from "./content";
import { type EncryptedParts, shortName } from "./encrypted-parts";
import { type OaepParameters, oaepDecrypt } from "./oaep";

export interface Decrypted {
  /** `null` if it could not be decrypted, for whatever reason. */
  plainText: Buffer | null;
  /** `true` if the cipher proves that nobody changed the text on its way (GCM). */
  authenticated: boolean;
}

/**
 * Decrypts an EncryptedAssertion with each of our keys (XML Encryption 4.4). A session key that cannot be unwrapped
 * is replaced by a random one and the content decrypted all the same, so that the two failures take the same course.
 */
export function decryptAssertion(parts: EncryptedParts, keys: SamlSettings["decryptionKeys"]): Decrypted {
  const cipher = contentCiphers.get(parts.algorithm);
  if (!cipher) return { plainText: null, authenticated: false };
  const { authenticated, keyBytes } = cipher;
  const sessionKeys = unwrapped(parts, keys).filter((key) => key.length === keyBytes);
  const candidates = sessionKeys.length > 0 ? sessionKeys : [randomBytes(keyBytes)];
  for (const candidate of candidates) {
    const plainText = cipher.decrypt(parts.cipherText, candidate);
    if (plainText !== null) return { plainText, authenticated };
  }
  return { plainText: null, authenticated };
}

const standardOaep: OaepParameters = { hash: "sha1", maskHash: "sha1", label: Buffer.alloc(0) };

function unwrapped(parts: EncryptedParts, keys: SamlSettings["decryptionKeys"]): Buffer[] {
  const found: Buffer[] = [];
  for (const { privateKeyPem } of keys) {
    const key = privateKey(privateKeyPem);
    for (const wrapped of parts.keys) {
      // A transport that is not allowed costs the same operation, and its result is thrown away.
      const sessionKey = key && oaepDecrypt(key, wrapped.cipherText, wrapped.oaep ?? standardOaep);
      if (sessionKey !== null && wrapped.oaep !== null) found.push(sessionKey);
    }
  }
  return found;
}

function privateKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === "rsa" ? key : null;
  } catch {
    // One unreadable key of ours must not keep the others from being tried.
    return null;
  }
}

/** The sender's plaintext names: shown to the administrator, because they reveal nothing about keys or content. */
export function namedAlgorithms(parts: EncryptedParts): { received: string; allowed: boolean } {
  const transports = parts.keys.map((key) => shortName(key.algorithm));
  const received = `${shortName(parts.algorithm)}, ${[...new Set(transports)].join(" and ") || "no key"}`;
  const allowed = contentCiphers.has(parts.algorithm) && parts.keys.some((key) => key.oaep !== null);
  return { received, allowed };
}
