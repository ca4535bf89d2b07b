import { createPrivateKey, type KeyObject } from "node:crypto";

const mostRemembered = 512;
const remembered = new Map<string, KeyObject>();

/** Parses a private key in PEM and caches it, because parsing one costs about as much as signing with it. */
export function privateKeyOf(pem: string): KeyObject {
  const cached = remembered.get(pem);
  if (cached) return cached;
  const read = createPrivateKey(pem);
  const oldest = remembered.keys().next();
  if (remembered.size >= mostRemembered && !oldest.done) remembered.delete(oldest.value);
  remembered.set(pem, read);
  return read;
}
