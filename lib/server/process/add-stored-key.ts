import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type KeyRing, makeKeyEntry, parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { SettingsError } from "./settings-error";
import { storedKeys } from "./stored-keys";

/**
 * Puts a new key in front of those in `keys.json` of the folder and returns the whole ring. The old ones stay: they
 * open what is not resealed yet. The file is replaced as a whole, so a stop at any moment leaves the old or the new
 * one.
 */
export function addStoredKey(dataDir: string, now: Date): KeyRing {
  const kept = storedKeys(dataDir, undefined, undefined);
  if (!kept?.encryptionKeys)
    throw new SettingsError("ENCRYPTION_KEYS", "is not kept in DATA_DIR", "keys of its own");
  const encryptionKeys = `${makeKeyEntry(now)},${kept.encryptionKeys}`;
  const ring = parseKeyRing(encryptionKeys);
  if ("problem" in ring)
    throw new SettingsError("ENCRYPTION_KEYS", `is wrong: ${ring.problem}`, "keys as they were written");

  const file = join(dataDir, "keys.json");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ ...kept, encryptionKeys }, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  renameSync(draft, file);
  return ring;
}
