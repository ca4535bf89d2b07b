import { databaseCode } from "./unless-taken";

/**
 * The database cannot be reached, or did not answer. What was asked of it may have happened or not; nothing that a
 * person sent is known to be wrong.
 */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";

  constructor(
    message: string,
    readonly code: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** The code if no connection could be had for as long as a request waits. */
export const noConnection = "unreachable";

/** Names and addresses that lead nowhere, and connections that broke. */
const networkCodes = [
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];

/** PostgreSQL appendix A: shutting down, crashed, starting up, disk full, out of memory, no connection left, … */
const serverCodes = [
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  "53000",
  "53100",
  "53200",
  "53300",
  "58030",
  // read_only_sql_transaction: a standby, or a primary that was made read-only because its disk is nearly full.
  "25006",
];

const away = new Set([...networkCodes, ...serverCodes]);

/** After these a connection is of no use, whatever the server may do next: it leads to the wrong one, or nowhere. */
const spoiling = new Set([...networkCodes, "57P01", "57P02", "57P03", "57P05", "25006"]);

/**
 * Why the database cannot serve anybody at the moment, as a code; `null` if the error is another one. Class 08 of
 * PostgreSQL is `connection_exception`.
 */
export function awayCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof DatabaseAway) return at.code;
  const code = databaseCode(error)?.code;
  return code !== undefined && (away.has(code) || /^08...$/.test(code)) ? code : null;
}

/**
 * Whether a code says that nobody answers at all. A database that cannot be written, or has no connection left for
 * one more, still answers those who have one.
 */
export function isSilence(code: string | null): boolean {
  return code !== null && (spoiling.has(code) || /^(08...|[a-z_]+)$/.test(code)) && !softer.has(code);
}

const softer = new Set(["25006", "read_only", "disk_full", "failed"]);

/** Whether the connection on which it happened must not be used again. */
export function spoilsConnection(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof DatabaseAway) return true;
  const code = databaseCode(error)?.code;
  return code !== undefined && (spoiling.has(code) || /^08...$/.test(code));
}

/**
 * Whether a connection broke that had been there, so that another one may do; not if none could be had at all, which
 * was waited for already.
 */
export function isBrokenConnection(error: unknown): boolean {
  return spoilsConnection(error) && awayCode(error) !== noConnection;
}
