import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SealContext, Vault } from "@/lib/ports/dependencies";
import type { KeyRing } from "./key-ring";

const version = "v1";
const cipher = "aes-256-gcm";
// NIST SP 800-38D 8.2: 96 bits, here at random, for fewer than 2^32 texts under one key.
const ivBytes = 12;
const tagBytes = 16;

/** A sealed text cannot be opened: changed, moved to another place, or sealed under a key that is not in the ring. */
export class UnsealError extends Error {
  override readonly name = "UnsealError";
  constructor(
    readonly reason: "malformed" | "unknown_key" | "refused",
    cause?: unknown,
  ) {
    super(`a sealed value cannot be opened: ${reason}`, { cause });
  }
}

/** Seals with AES-256-GCM under the ring's first key; opens under the one that the text names. */
export function createVault(ring: KeyRing): Vault {
  return {
    seal(plaintext, context) {
      const iv = randomBytes(ivBytes);
      const sealing = createCipheriv(cipher, ring.current.key, iv);
      sealing.setAAD(placeOf(context, ring.current.id));
      const ciphertext = Buffer.concat([sealing.update(plaintext, "utf8"), sealing.final()]);
      const parts = [iv, ciphertext, sealing.getAuthTag()].map((part) => part.toString("base64url"));
      return [version, ring.current.id, ...parts].join(".");
    },
    open(sealed, context) {
      const { keyId, iv, ciphertext, tag } = partsOf(sealed);
      const key = ring.byId(keyId);
      if (!key) throw new UnsealError("unknown_key");
      const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagBytes });
      opening.setAAD(placeOf(context, keyId));
      opening.setAuthTag(tag);
      try {
        return Buffer.concat([opening.update(ciphertext), opening.final()]).toString("utf8");
      } catch (cause) {
        throw new UnsealError("refused", cause);
      }
    },
  };
}

/** The id of the key that a text was sealed under: rotation reseals every text that does not name the current one. */
export function keyIdOf(sealed: string): string {
  return partsOf(sealed).keyId;
}

// As JSON: no value of a part can run into the next one.
function placeOf({ tenant, table, row, column }: SealContext, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, tenant, table, row, column]), "utf8");
}

function partsOf(sealed: string): { keyId: string; iv: Buffer; ciphertext: Buffer; tag: Buffer } {
  const [found, keyId, iv, ciphertext, tag, ...rest] = sealed.split(".");
  if (found !== version || !keyId || ciphertext === undefined || rest.length > 0) {
    throw new UnsealError("malformed");
  }
  const parts = { keyId, iv: decoded(iv), ciphertext: decoded(ciphertext), tag: decoded(tag) };
  if (parts.iv.length !== ivBytes || parts.tag.length !== tagBytes) throw new UnsealError("malformed");
  return parts;
}

function decoded(part: string | undefined): Buffer {
  const bytes = Buffer.from(part ?? "", "base64url");
  // One text for one value: Buffer skips unknown characters and drops surplus bits.
  if (bytes.toString("base64url") !== part) throw new UnsealError("malformed");
  return bytes;
}
