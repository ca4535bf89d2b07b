import { createDecipheriv } from "node:crypto";

interface ContentCipher {
  keyBytes: number;
  ivBytes: number;
  /** `true` if the cipher itself proves that nobody changed the text. */
  authenticated: boolean;
  decrypt: (bytes: Buffer, key: Buffer) => Buffer | null;
}

/** The content ciphers of XML Encryption 1.1 (5.2) that are accepted, by their identifiers. */
export const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map([
  ["http://www.w3.org/2009/xmlenc11#aes128-gcm", gcm("aes-128-gcm", 16)],
  ["http://www.w3.org/2009/xmlenc11#aes192-gcm", gcm("aes-192-gcm", 24)],
  ["http://www.w3.org/2009/xmlenc11#aes256-gcm", gcm("aes-256-gcm", 32)],
  ["http://www.w3.org/2001/04/xmlenc#aes128-cbc", cbc("aes-128-cbc", 16, 16)],
  ["http://www.w3.org/2001/04/xmlenc#aes192-cbc", cbc("aes-192-cbc", 24, 16)],
  ["http://www.w3.org/2001/04/xmlenc#aes256-cbc", cbc("aes-256-cbc", 32, 16)],
  ["http://www.w3.org/2001/04/xmlenc#tripledes-cbc", cbc("des-ede3-cbc", 24, 8)],
]);

const tagBytes = 16;

/** XML Encryption 5.2.4: a 96-bit IV in front, a 128-bit tag at the end. A shorter tag is not accepted. */
function gcm(name: "aes-128-gcm" | "aes-192-gcm" | "aes-256-gcm", keyBytes: number): ContentCipher {
  const ivBytes = 12;
  return {
    keyBytes,
    ivBytes,
    authenticated: true,
    decrypt(bytes, key) {
      if (bytes.length <= ivBytes + tagBytes) return null;
      const end = bytes.length - tagBytes;
      try {
        const cipher = createDecipheriv(name, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
        cipher.setAuthTag(bytes.subarray(end));
        return Buffer.concat([cipher.update(bytes.subarray(ivBytes, end)), cipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

/** XML Encryption 5.2.1: an IV in front; only the last octet of the padding counts. */
function cbc(name: string, keyBytes: number, blockBytes: number): ContentCipher {
  return {
    keyBytes,
    ivBytes: blockBytes,
    authenticated: false,
    decrypt(bytes, key) {
      if (bytes.length < 2 * blockBytes || bytes.length % blockBytes !== 0) return null;
      const cipher = createDecipheriv(name, key, bytes.subarray(0, blockBytes)).setAutoPadding(false);
      const padded = Buffer.concat([cipher.update(bytes.subarray(blockBytes)), cipher.final()]);
      const padding = padded[padded.length - 1] ?? 0;
      return padding >= 1 && padding <= blockBytes ? padded.subarray(0, padded.length - padding) : null;
    },
  };
}
