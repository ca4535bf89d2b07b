import { resolve } from "node:path";
import type { Settings } from "./env";

/** Which database the settings lead to, for people: without user and password. */
export function databaseName({ databaseUrl, dataDir }: Pick<Settings, "databaseUrl" | "dataDir">): string {
  if (databaseUrl === null) return `embedded, in ${resolve(dataDir)}`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `PostgreSQL, ${decodeURIComponent(pathname.slice(1)) || "its user's"} at ${hostname}:${port || 5432}`;
}
