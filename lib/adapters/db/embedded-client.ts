import { AsyncLocalStorage } from "node:async_hooks";
import { PGlite, type QueryOptions, type Results, type Transaction } from "@electric-sql/pglite";
import { storable } from "./storable";

/**
 * PGlite has one connection. A statement sent past an open transaction from within that transaction would wait for it
 * for ever; here it throws instead.
 */
export class EmbeddedClient extends PGlite {
  readonly #within = new AsyncLocalStorage<{ open: boolean }>();

  override query<T>(query: string, params?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    this.#refuseWithin();
    return super.query<T>(query, params?.map(storable), options);
  }

  override transaction<T>(callback: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#refuseWithin();
    return super.transaction(async (tx) => {
      const state = { open: true };
      const query: Transaction["query"] = (text, params, options) =>
        tx.query(text, params?.map(storable), options);
      try {
        return await this.#within.run(state, () => callback({ ...tx, query }));
      } finally {
        state.open = false;
      }
    });
  }

  #refuseWithin(): void {
    if (this.#within.getStore()?.open) {
      throw new Error("within a transaction only the store that it was given can be used");
    }
  }
}
