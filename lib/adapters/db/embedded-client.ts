import { AsyncLocalStorage } from "node:async_hooks";
import {
  PGlite,
  type PGliteOptions,
  type QueryOptions,
  type Results,
  type Transaction,
} from "@electric-sql/pglite";
import { storable } from "@/drizzle/schema/storable";
import type { OnQuery } from "./open-database";
import { PreparedStatements } from "./prepared-statements";
import { timed } from "./timed";

/**
 * PGlite has one connection. A statement sent past an open transaction from within that transaction would wait for it
 * for ever; here it throws instead.
 */
export class EmbeddedClient extends PGlite {
  constructor(
    options: Pick<PGliteOptions, "dataDir" | "loadDataDir"> = {},
    private readonly onQuery?: OnQuery,
  ) {
    // A buffer of 128 MB, as usual for a server, would double what the process holds; the system caches the files anyway.
    super({ ...options, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"] });
  }

  readonly #within = new AsyncLocalStorage<{ open: boolean }>();
  readonly #statements = new PreparedStatements({
    send: (messages) => this.execProtocolStream(messages, { syncToFs: false }),
    parsers: this.parsers,
    serializers: this.serializers,
  });

  override query<T>(query: string, params?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    this.#refuseWithin();
    if (!this.#statements.takes(query, options))
      return timed(super.query<T>(query, params?.map(storable), options), this.onQuery);
    const answer = this._checkReady().then(() =>
      this._runExclusiveTransaction(() => this.#run<T>(query, params, options)),
    );
    return timed(answer, this.onQuery);
  }

  #run<T>(query: string, params: unknown[] = [], options?: QueryOptions): Promise<Results<T>> {
    return this._runExclusiveQuery(() => this.#statements.run<T>(query, params.map(storable), options));
  }

  override transaction<T>(callback: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#refuseWithin();
    return super.transaction(async (tx) => {
      const state = { open: true };
      const query: Transaction["query"] = (text, params, options) => {
        const plain = tx.closed || !this.#statements.takes(text, options);
        return timed(
          plain ? tx.query(text, params?.map(storable), options) : this.#run(text, params, options),
          this.onQuery,
        );
      };
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
