import type { Database } from "./database";

/** Why a statement failed, if the database itself said so. */
export function databaseCode(error: unknown): { code: string; constraint: string | null } | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, constraint } = at as Error & { code?: unknown; constraint?: unknown };
    if (typeof code === "string")
      return { code, constraint: typeof constraint === "string" ? constraint : null };
  }
  return null;
}

/**
 * Runs one change that a unique index may refuse, in a transaction of its own (a savepoint within another), so that
 * the surrounding one can go on. Returns `taken` if the index refused.
 */
export async function unlessTaken<T, Taken>(
  db: Database,
  index: string,
  taken: Taken,
  change: (tx: Database) => Promise<T>,
): Promise<T | Taken> {
  try {
    return await db.transaction(change);
  } catch (error) {
    const reason = databaseCode(error);
    if (reason?.code === "23505" && reason.constraint === index) return taken;
    throw error;
  }
}
