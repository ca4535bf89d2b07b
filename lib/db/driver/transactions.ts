import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import type { Database } from "./database";
import { isBrokenConnection } from "./database-away";
import { databaseCode } from "./unless-taken";

const mostTries = 5;

// PostgreSQL appendix A: serialization_failure and deadlock_detected. Nothing was written, and the other one went on.
const inEachOthersWay = new Set(["40001", "40P01"]);

const running = new AsyncLocalStorage<{ tx: Database; open: boolean }>();

/**
 * Runs `work` in a transaction of the database, or in a savepoint if `db` is a transaction itself. A whole
 * transaction that conflicts with another, or whose connection breaks before its end, is run again, so `work` should
 * have no effects except on the database.
 */
export async function inTransaction<T>(
  db: Database,
  nested: boolean,
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  if (nested) return db.transaction((tx) => within(tx, work));
  for (let tries = 1; ; tries += 1) {
    let worked = false;
    try {
      return await db.transaction(async (tx) => {
        const result = await within(handleOf(tx), work);
        worked = true;
        return result;
      });
    } catch (error) {
      if (tries >= mostTries || !leftNothing(error, worked)) throw error;
      await setTimeout(tries * 20 * Math.random());
    }
  }
}

/**
 * Whether the database certainly kept nothing. When the connection breaks, that is so as long as the work was not
 * done: the commit comes after it. A commit that is not answered may have been carried out.
 */
function leftNothing(error: unknown, worked: boolean): boolean {
  const code = databaseCode(error)?.code;
  if (code && inEachOthersWay.has(code)) return true;
  // Of these, the caller has waited long enough.
  return !worked && isBrokenConnection(error);
}

const handles = new WeakMap<object, Database>();

/**
 * Drizzle creates a handle for each transaction, and its only content is the connection. The first handle of a
 * connection serves its later transactions too, because prepared statements and repositories belong to a handle.
 */
function handleOf(tx: Database): Database {
  const { client } = tx._.session as { client?: unknown };
  if (typeof client !== "object" || client === null) return tx;
  const known = handles.get(client) ?? tx;
  handles.set(client, known);
  return known;
}

async function within<T>(tx: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const state = { tx, open: true };
  try {
    return await running.run(state, () => work(tx));
  } finally {
    state.open = false;
  }
}

/**
 * Throws if the caller is inside a transaction and `db` is not it: on the embedded database that would wait forever,
 * on a server it would not be part of the transaction. Throws, too, if `db` was a transaction that is over.
 */
export function refusePast(db: Database, isTransaction: boolean): void {
  const state = running.getStore();
  if (state?.open ? state.tx !== db : isTransaction) {
    throw new Error("within a transaction only the transaction's own store can be used");
  }
}
