import { randomBytes } from "node:crypto";

const keyBytes = 32;
const entry = /^([A-Za-z0-9_-]{1,40}):([A-Za-z0-9+/_-]+={0,2})$/;

/** The keys that secrets are sealed under. The first seals; all of them open. */
export interface KeyRing {
  current: { id: string; key: Buffer };
  byId(id: string): Buffer | null;
}

/**
 * Reads `id:base64,id:base64,…`, the current key first. If the text is not such a list, returns a sentence about the
 * problem, without any part of a key in it.
 */
export function parseKeyRing(text: string): KeyRing | { problem: string } {
  const keys = new Map<string, Buffer>();
  const entries = text.split(",").map((part) => part.trim());
  for (const [index, part] of entries.entries()) {
    const [, id, encoded] = entry.exec(part) ?? [];
    if (!id || !encoded) return { problem: `entry ${index + 1} is not of the form id:base64` };
    const key = Buffer.from(encoded, "base64");
    if (key.length !== keyBytes) return { problem: `key "${id}" has ${key.length} bytes` };
    if (keys.has(id)) return { problem: `key "${id}" is there twice` };
    keys.set(id, key);
  }
  const [first] = keys;
  if (!first) return { problem: "it is empty" };
  return { current: { id: first[0], key: first[1] }, byId: (id) => keys.get(id) ?? null };
}

/** A new key in the form that `parseKeyRing` reads. Its id contains the day of its creation. */
export function makeKeyEntry(now: Date): string {
  const id = `k${now.toISOString().slice(0, 10).replaceAll("-", "")}-${randomBytes(2).toString("hex")}`;
  return `${id}:${randomBytes(keyBytes).toString("base64")}`;
}
