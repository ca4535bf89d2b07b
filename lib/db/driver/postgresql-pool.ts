import { setTimeout as wait } from "node:timers/promises";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import { awayCode, DatabaseAway, noConnection, spoilsConnection } from "./database-away";
import type { Availability } from "./database-state";
import { lost } from "./postgresql-client";

/** A request waits so long for a connection while the database is away: a failover takes less, and people wait more. */
const patienceMs = 8_000;
const mostTries = 3;

/** Whoever watches the database, and is told when something goes wrong on a connection. */
interface Watch extends Pick<Availability, "whenAnswers"> {
  notice(error: unknown): void;
}

/**
 * A pool that outlives its database: a request that finds no connection waits for the database to be back, a
 * statement that only reads is sent again, and a connection that breaks is never left in use.
 */
export class SteadyPool extends Pool {
  readonly #availability: Watch;

  constructor(config: PoolConfig, availability: Watch) {
    super({ ...config, connectionTimeoutMillis: patienceMs });
    this.#availability = availability;
  }

  // Drizzle calls both without a callback.
  override connect = (() => this.#acquire()) as Pool["connect"];
  override query = ((config: unknown, values: unknown) => this.#ask(config, values)) as Pool["query"];

  async #acquire(): Promise<PoolClient> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const left = until - performance.now();
      if (!(await this.#availability.whenAnswers(left)))
        throw new DatabaseAway("the database does not answer", noConnection);
      try {
        return releasedOnce(await super.connect());
      } catch (error) {
        const why = unopened(error);
        if (why === null || this.ending) throw error;
        this.#availability.notice(why);
        if (performance.now() >= until) throw new DatabaseAway(why.message, noConnection, { cause: why });
        await wait(50);
      }
    }
  }

  async #ask(config: unknown, values: unknown): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const client = await this.#acquire();
      try {
        const result = await (client.query as (...args: unknown[]) => Promise<unknown>)(config, values);
        client.release();
        return result;
      } catch (error) {
        client.release(spoilsConnection(error));
        if (awayCode(error) === null) throw error;
        this.#availability.notice(error);
        // It may have been carried out, so only what changes nothing is asked again.
        if (tries >= mostTries || !onlyReads(config)) throw error;
      }
    }
  }
}

/**
 * Whoever has the connection gives it back at most once, and if it breaks meanwhile it is given back by itself:
 * Drizzle does not if the very start of a transaction fails.
 */
function releasedOnce(client: PoolClient): PoolClient {
  const { release } = client;
  let released = false;
  const once = (failed?: Error | boolean) => {
    if (released) return;
    released = true;
    client.off("end", broken);
    release(failed);
  };
  const broken = () => once(true);
  client.once("end", broken);
  client.release = once;
  return client;
}

/** Why no connection was opened, if it is worth another try; `null` if the server has refused it for good. */
function unopened(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  const said = "code" in error && typeof error.code === "string";
  if (!said) return new DatabaseAway(error.message, "no_connection", { cause: error });
  return awayCode(error) === null ? null : lost(error);
}

function onlyReads(config: unknown): boolean {
  const text = typeof config === "object" && config !== null && "text" in config ? config.text : config;
  return typeof text === "string" && /^\s*select\b/i.test(text);
}
