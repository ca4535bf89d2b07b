import { FolderInUse } from "@/lib/db/driver/folder-lock";
import { databaseCode } from "@/lib/db/driver/unless-taken";
import { SettingsError } from "./settings-error";

const databaseReasons: Record<string, string> = {
  ECONNREFUSED: "nothing is listening at the address in DATABASE_URL",
  ENOTFOUND: "the host in DATABASE_URL is unknown",
  EAI_AGAIN: "the host in DATABASE_URL cannot be looked up",
  ETIMEDOUT: "the host in DATABASE_URL does not respond",
  "28P01": "the database refuses the user or password in DATABASE_URL",
  "28000": "the database refuses the user in DATABASE_URL",
  "3D000": "the database named in DATABASE_URL does not exist",
};

/** The one line that tells an operator why the process could not start. */
export function whyNotStarted(error: unknown): string {
  if (error instanceof SettingsError || error instanceof FolderInUse) return error.message;
  const code = databaseCode(error)?.code;
  if (code === "08P01" && /startup parameter/.test(oneLine(innermost(error))))
    return "The database cannot be opened: DATABASE_URL leads to a pooler that refuses our parameters; set DATABASE_POOLER=session, and its pool_mode to session.";
  const reason = code === undefined ? undefined : databaseReasons[code];
  if (reason) return `The database cannot be opened: ${reason} (${code}).`;
  return `The database cannot be opened: ${oneLine(innermost(error))}`;
}

function innermost(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 500);
}
