/** A statement of PostgreSQL takes 65,535 parameters; this many rows stay below it for every table. */
const rowsAStatement = 2_000;

/** A long list in parts that one statement each can carry. */
export function parts<T>(rows: readonly T[]): T[][] {
  const divided: T[][] = [];
  for (let at = 0; at < rows.length; at += rowsAStatement) divided.push(rows.slice(at, at + rowsAStatement));
  return divided;
}
