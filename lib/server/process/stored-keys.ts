import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeKeyEntry } from "@/lib/infra/crypto/key-ring";
import { SettingsError } from "./settings-error";

const schema = z.object({
  encryptionKeys: z.string().min(1).optional(),
  nextAuthSecret: z.string().min(32).optional(),
});

/** The keys that an installation with the embedded database stores beside it: those that were not given from outside. */
export type StoredKeys = z.infer<typeof schema>;

/**
 * The keys in `keys.json` of the folder, which only its owner can read; created at the first start. `null` if both
 * are given from outside. Throws `SettingsError` if the file is damaged, or missing while the database exists: new
 * keys would open none of its sealed values.
 */
export function storedKeys(
  dataDir: string,
  encryptionKeys: string | undefined,
  nextAuthSecret: string | undefined,
): StoredKeys | null {
  if (encryptionKeys && nextAuthSecret) return null;
  const file = join(dataDir, "keys.json");
  if (!existsSync(file)) {
    const hasDatabase =
      existsSync(join(dataDir, "database")) && !existsSync(join(dataDir, "database.unfinished"));
    if (!encryptionKeys && hasDatabase) {
      throw new SettingsError(
        "ENCRYPTION_KEYS",
        `is missing, and so is ${file}`,
        "the keys that the database in the same folder was written with",
      );
    }
    writeOnce(dataDir, file, {
      encryptionKeys: encryptionKeys ? undefined : makeKeyEntry(new Date()),
      nextAuthSecret: nextAuthSecret ? undefined : randomBytes(32).toString("base64url"),
    });
  }
  const found = schema.safeParse(parsed(readFileSync(file, "utf8")));
  if (!found.success)
    throw new SettingsError("DATA_DIR", `has a damaged ${file}`, "the file as it was written");
  return found.data;
}

function writeOnce(dataDir: string, file: string, keys: StoredKeys): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // Complete or not at all, and never over the keys of a process that started at the same time.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
