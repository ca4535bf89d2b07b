import { settings } from "@/lib/server/process/env";

/** The secret under which next-auth seals its cookies; checked and, if the database is embedded, created at start. */
export function authSecret(): string {
  return settings().nextAuthSecret;
}
