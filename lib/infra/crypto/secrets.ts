import { createHash, randomBytes } from "node:crypto";
import type { Secrets } from "@/lib/ports/dependencies";
import { newId } from "./new-id";

/** Ids, secrets and digests from the system's random numbers. */
export const secrets: Secrets = {
  id: (prefix) => newId(prefix),
  secret: () => randomBytes(32).toString("base64url"),
  hash: (secret) => createHash("sha256").update(secret, "utf8").digest("base64url"),
};
