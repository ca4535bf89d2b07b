import { DrizzleQueryError } from "drizzle-orm";
import type { Database } from "./database";
import { refusePast } from "./transactions";
import { databaseCode } from "./unless-taken";

/** A statement failed. Names the statement and the database's reason, never the values that were in it. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLSTATE, or the code of the network error; `null` if neither is known. */
  readonly code: string | null;
  readonly constraint: string | null;
  readonly statement: string;

  constructor(failed: DrizzleQueryError) {
    // The driver's own error repeats whole rows in its `detail`; only the part about the schema is kept.
    const reason = databaseCode(failed);
    super(failed.cause?.message ?? "the database did not say why");
    this.code = reason?.code ?? null;
    this.constraint = reason?.constraint ?? null;
    this.statement = failed.query;
  }
}

type Callable = (...args: never[]) => unknown;

/**
 * The repositories of `db`, guarded: they refuse to be used past an open transaction, and their errors do not contain
 * parameters: those include hashes and people's addresses, and an error ends up in logs.
 */
export function guarded<T extends object>(db: Database, repository: T, isTransaction: boolean): T {
  const members = Object.entries(repository).map(([name, member]: [string, unknown]) => {
    if (typeof member === "function") return [name, guardedMethod(db, member as Callable, isTransaction)];
    return [
      name,
      member !== null && typeof member === "object" ? guarded(db, member, isTransaction) : member,
    ];
  });
  // Every member was replaced by one of the same type.
  return Object.fromEntries(members) as T;
}

const mostTenants = 200;

function guardedMethod(db: Database, method: Callable, isTransaction: boolean): Callable {
  // Repositories made for a tenant: they contain nothing but its id, and a sign-in uses the same ones again and
  // again.
  const tenants = new Map<string, object>();
  return (...args) => {
    refusePast(db, isTransaction);
    const [tenant, ...others] = args as readonly unknown[];
    const isTenant = typeof tenant === "string" && others.length === 0;
    const known = isTenant ? tenants.get(tenant) : undefined;
    if (known) return known;
    const answer = method(...args);
    if (answer instanceof Promise) return answer.catch(rethrow);
    if (answer === null || typeof answer !== "object") return answer;
    const repository = guarded(db, answer, isTransaction);
    if (tenants.size >= mostTenants) tenants.clear();
    if (isTenant) tenants.set(tenant, repository);
    return repository;
  };
}

function rethrow(error: unknown): never {
  throw error instanceof DrizzleQueryError ? new DatabaseError(error) : error;
}
