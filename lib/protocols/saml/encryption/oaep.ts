import { constants, createHash, type KeyObject, privateDecrypt } from "node:crypto";

export type OaepHash = "sha1" | "sha256" | "sha384" | "sha512";

export interface OaepParameters {
  hash: OaepHash;
  /** The hash of the mask generation function. */
  maskHash: OaepHash;
  label: Buffer;
}

/**
 * Undoes RSA-OAEP (RFC 8017 7.1.2).
 * @returns `null` for any failure, without saying which
 */
export function oaepDecrypt(key: KeyObject, cipherText: Buffer, parameters: OaepParameters): Buffer | null {
  const { hash, maskHash, label } = parameters;
  try {
    if (hash === maskHash) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      return privateDecrypt({ key, padding, oaepHash: hash, oaepLabel: label }, cipherText);
    }
    // XML Encryption's rsa-oaep-mgf1p masks with SHA-1 whatever the digest is; Node cannot set the two separately.
    return unpad(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, cipherText), parameters);
  } catch {
    return null;
  }
}

/** EME-OAEP decoding without a branch on secret bytes until the very end (Manger's attack). */
function unpad(encoded: Buffer, { hash, maskHash, label }: OaepParameters): Buffer | null {
  const labelHash = createHash(hash).update(label).digest();
  const size = labelHash.length;
  if (encoded.length < 2 * size + 2) return null;
  const maskedSeed = encoded.subarray(1, 1 + size);
  const maskedBlock = encoded.subarray(1 + size);
  const seed = xor(maskedSeed, mask(maskedBlock, size, maskHash));
  const block = xor(maskedBlock, mask(seed, maskedBlock.length, maskHash));
  let wrong = encoded[0] ?? 1;
  for (let i = 0; i < size; i++) wrong |= (block[i] ?? 0) ^ (labelHash[i] ?? 0);
  let start = 0;
  let searching = 1;
  for (let i = size; i < block.length; i++) {
    const byte = block[i] ?? 0;
    const one = searching & isZero(byte ^ 1);
    wrong |= searching & (1 - one) & (1 - isZero(byte));
    start |= -one & (i + 1);
    searching &= 1 - one;
  }
  return (wrong | searching) === 0 ? block.subarray(start) : null;
}

/** 1 for 0 and 0 for every other byte. */
const isZero = (byte: number): number => ((byte - 1) >>> 31) & 1;

function mask(seed: Buffer, length: number, hash: OaepHash): Buffer {
  const blocks: Buffer[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    const block = createHash(hash).update(seed).update(index).digest();
    blocks.push(block);
    made += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  const result = Buffer.alloc(left.length);
  for (let i = 0; i < left.length; i++) result[i] = (left[i] ?? 0) ^ (right[i] ?? 0);
  return result;
}
