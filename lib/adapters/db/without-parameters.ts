import { DrizzleQueryError } from "drizzle-orm";
import { databaseCode } from "./unless-taken";

/** A statement failed. Names the statement and the database's reason, never the values that were in it. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLSTATE, or the code of the network error; `null` where neither was told. */
  readonly code: string | null;
  readonly constraint: string | null;
  readonly statement: string;

  constructor(failed: DrizzleQueryError) {
    // The driver's own error repeats whole rows in its `detail`; only what it says about the schema is kept.
    const reason = databaseCode(failed);
    super(failed.cause?.message ?? "the database did not say why");
    this.code = reason?.code ?? null;
    this.constraint = reason?.constraint ?? null;
    this.statement = failed.query;
  }
}

type Callable = (...args: never[]) => unknown;

/**
 * The same repositories, whose failed statements say nothing of their parameters: those hold hashes and people's
 * addresses, and an error ends up in logs.
 */
export function withoutParameters<T extends object>(repository: T): T {
  const wrapped = Object.entries(repository).map(([name, member]: [string, unknown]) => {
    if (typeof member === "function") return [name, guarded(member as Callable)];
    return [name, member !== null && typeof member === "object" ? withoutParameters(member) : member];
  });
  // Every member was replaced by one of the same type.
  return Object.fromEntries(wrapped) as T;
}

function guarded(method: Callable): Callable {
  return (...args) => {
    const answer = method(...args);
    if (answer instanceof Promise) return answer.catch(rethrow);
    // A repository made for a tenant.
    return answer !== null && typeof answer === "object" ? withoutParameters(answer) : answer;
  };
}

function rethrow(error: unknown): never {
  throw error instanceof DrizzleQueryError ? new DatabaseError(error) : error;
}
