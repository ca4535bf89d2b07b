import { AsyncLocalStorage } from "node:async_hooks";
import {
  PGlite,
  type PGliteOptions,
  type QueryOptions,
  type Results,
  type Transaction,
} from "@electric-sql/pglite";
import { storable } from "@/drizzle/schema/storable";
import type { OnQuery } from "./database-state";
import { PreparedStatements } from "./prepared-statements";
import { timed } from "./timed";

/**
 * PGlite has one connection. A statement sent past an open transaction from within that transaction would wait for it
 * forever; here it throws instead.
 */
export class EmbeddedClient extends PGlite {
  constructor(
    options: Pick<PGliteOptions, "dataDir" | "loadDataDir"> = {},
    private readonly onQuery?: OnQuery,
  ) {
    // A buffer of 128 MB, as usual for a server, would double the process's memory; the system caches the files
    // anyway.
    super({ ...options, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"] });
  }

  readonly #within = new AsyncLocalStorage<{ tx: Transaction; open: boolean }>();
  /** Passed to every transaction, so that a prepared statement serves the next one too: it runs in the caller's. */
  readonly #transaction: Transaction = {
    query: (text, params, options) => {
      const tx = this.#current();
      const plain = tx.closed || !this.#statements.takes(text, options);
      return timed(
        plain ? tx.query(text, params?.map(storable), options) : this.#run(text, params, options),
        text,
        this.onQuery,
      );
    },
    sql: (strings, ...params) => this.#current().sql(strings, ...params),
    exec: (text, options) => this.#current().exec(text, options),
    rollback: () => this.#current().rollback(),
    listen: (channel, callback) => this.#current().listen(channel, callback),
    get closed() {
      return false;
    },
  };
  readonly #statements = new PreparedStatements({
    send: (messages) => this.execProtocolStream(messages, { syncToFs: false }),
    parsers: this.parsers,
    serializers: this.serializers,
  });

  override query<T>(query: string, params?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    this.#refuseWithin();
    if (!this.#statements.takes(query, options))
      return timed(super.query<T>(query, params?.map(storable), options), query, this.onQuery);
    const answer = this._checkReady().then(() =>
      this._runExclusiveTransaction(() => this.#run<T>(query, params, options)),
    );
    return timed(answer, query, this.onQuery);
  }

  #run<T>(query: string, params: unknown[] = [], options?: QueryOptions): Promise<Results<T>> {
    return this._runExclusiveQuery(() => this.#statements.run<T>(query, params.map(storable), options));
  }

  override transaction<T>(callback: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#refuseWithin();
    return super.transaction(async (tx) => {
      const state = { tx, open: true };
      try {
        return await this.#within.run(state, () => callback(this.#transaction));
      } finally {
        state.open = false;
      }
    });
  }

  #current(): Transaction {
    const state = this.#within.getStore();
    if (!state?.open) throw new Error("the transaction is over");
    return state.tx;
  }

  #refuseWithin(): void {
    if (this.#within.getStore()?.open) {
      throw new Error("within a transaction only the transaction's own store can be used");
    }
  }
}
