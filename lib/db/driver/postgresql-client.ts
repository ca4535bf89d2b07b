import { Client, type ClientConfig } from "pg";
import { storable } from "@/drizzle/schema/storable";
import { DatabaseAway } from "./database-away";
import type { OnQuery } from "./database-state";
import { StatementNames } from "./statement-names";

/** Longer than the server itself lets a statement run: then nobody is answering. */
const answersWithinMs = 35_000;
/** As long as another connection that was silent was listened to. */
export const silentAfterMs = 2_000;
/** From the look-up of the name until the server has admitted us. */
const connectsWithinMs = 3_000;

type Query = (...args: unknown[]) => unknown;

/** A connection of the pool, as whoever watches them sees it. */
interface Watched {
  /** Since when it waits for an answer; `null` if it is idle. */
  askedAt: number | null;
  /** Another connection from the same time is dead. */
  suspect: boolean;
  lose(reason: string): void;
}

/** All connections of a pool, to notice those that nobody answers. TCP alone takes a quarter of an hour. */
export class Connections {
  readonly #open = new Set<Watched>();

  add(connection: Watched): void {
    this.#open.add(connection);
  }

  remove(connection: Watched): void {
    this.#open.delete(connection);
  }

  /** One of them turned out to be dead: idle ones are dropped, and the others have a moment left to answer. */
  suspectAll(now: number): void {
    for (const connection of this.#open) {
      connection.suspect = true;
      if (connection.askedAt === null) connection.lose("another connection to it is dead");
    }
    this.dropSilent(now);
  }

  /** Drops those that wait for an answer in vain. */
  dropSilent(now: number): void {
    for (const { askedAt, suspect, lose } of this.#open) {
      if (askedAt === null || now - askedAt < (suspect ? silentAfterMs : answersWithinMs)) continue;
      lose(`it did not answer for ${Math.round((now - askedAt) / 1000)} s`);
    }
  }
}

/**
 * A client that replaces text that PostgreSQL cannot store, as the embedded one does, names frequent statements,
 * reports its times, and can be given up. If its connection breaks, its statement fails with `DatabaseAway`.
 */
export function clientClass(options: {
  connections: Connections;
  /** Whether frequent statements are prepared on the connection under a name. */
  named: boolean;
  onQuery: OnQuery | undefined;
}): typeof Client {
  const { connections, onQuery } = options;
  const names = new StatementNames();
  const named = (config: unknown): unknown => {
    if (!options.named || typeof config !== "object" || config === null || !("text" in config)) return config;
    const { text } = config;
    if (typeof text !== "string" || ("name" in config && config.name)) return config;
    return { ...config, name: names.of(text) };
  };

  return class extends Client {
    readonly #watched: Watched = {
      askedAt: null,
      suspect: false,
      lose: (reason) => {
        const error = new DatabaseAway(`the connection to the database was given up: ${reason}`, "silent");
        this.connection.stream.destroy(error);
      },
    };
    #lost: unknown = null;

    constructor(config?: string | ClientConfig) {
      super({ ...(config as ClientConfig), connectionTimeoutMillis: connectsWithinMs });
      this.once("connect", () => connections.add(this.#watched));
      this.once("end", () => connections.remove(this.#watched));
      // Always one: an error that nobody listens to ends the process, and the pool listens to idle connections only.
      this.on("error", (error) => {
        this.#lost ??= error;
        connections.remove(this.#watched);
      });
    }

    // `pg` supports many ways to call this. Drizzle uses one, a configuration with the values beside it.
    override query: Client["query"] = ((asked: unknown, values?: unknown, ...rest: unknown[]) => {
      const given = Array.isArray(values) ? values.map(storable) : values;
      const answer = (Client.prototype.query as Query).call(this, named(asked), given, ...rest);
      return answer instanceof Promise ? this.#followed(answer, textOf(asked)) : answer;
    }) as Client["query"];

    async #followed(answer: Promise<unknown>, text: string): Promise<unknown> {
      const started = performance.now();
      this.#watched.askedAt = started;
      let failed = true;
      try {
        const result = await answer;
        failed = false;
        return result;
      } catch (error) {
        throw this.#lost === null || hasState(error) ? error : lost(error);
      } finally {
        this.#watched.askedAt = null;
        this.#watched.suspect = this.#lost !== null;
        onQuery?.((performance.now() - started) / 1000, failed, text);
      }
    }
  };
}

/** Whether the server itself has said what is wrong, by an SQLSTATE. */
const hasState = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.length === 5;

/** An error of a broken connection: some of them have no code. */
export function lost(error: unknown): DatabaseAway {
  if (error instanceof DatabaseAway) return error;
  const { code, message } = error as Error & { code?: unknown };
  return new DatabaseAway(message, typeof code === "string" ? code : "connection_lost", { cause: error });
}

function textOf(asked: unknown): string {
  if (typeof asked === "string") return asked;
  return typeof asked === "object" && asked !== null && "text" in asked ? String(asked.text) : "";
}
