import { setTimeout as wait } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { awayCode, isSilence } from "./database-away";
import { type Availability, type DatabaseState, tolerableClockMs } from "./database-state";
import { type Connections, lost, silentAfterMs } from "./postgresql-client";
import { databaseCode } from "./unless-taken";

const everyMs = 1_000;
/** While it is away. */
const againAfterMs = 250;
/** A write is tried as often. */
const writesEveryMs = 5_000;
const sweepsEveryMs = 250;

const look = "select clock_timestamp() as now, current_setting('transaction_read_only') = 'on' as read_only";
/**
 * Needs a new page of the table's file nearly every time, which a full disk refuses. Rolled back; what it leaves is
 * removed by autovacuum.
 */
const tryToWrite = `begin; insert into write_checks (filler)
  select string_agg(md5(random()::text), '') from generate_series(1, 240); rollback`;

interface Listeners {
  onChange(state: DatabaseState): void;
  /** Once, when the clocks are found to differ. */
  onClock(aheadMs: number): void;
}

/**
 * Asks the database every second on a connection of its own, so that neither a full pool nor a dead connection in it
 * says anything about the database, and drops connections that turn out to be dead.
 */
export class DatabaseWatch implements Availability {
  readonly #config: ClientConfig;
  readonly #connections: Connections;
  readonly #listeners: Listeners;
  #clockIsOff = false;
  #state: DatabaseState = { fault: null, clockAheadMs: null };
  #client: Client | null = null;
  #faultAt = Number.NEGATIVE_INFINITY;
  #wroteAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();
  #sweeper: NodeJS.Timeout | undefined;
  #wake = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor(config: ClientConfig, connections: Connections, listeners: Listeners) {
    this.#config = { ...config, connectionTimeoutMillis: silentAfterMs };
    this.#connections = connections;
    this.#listeners = listeners;
  }

  get state(): DatabaseState {
    return this.#state;
  }

  /** Begins to watch. The database is taken to answer until it is found not to. */
  start(): void {
    this.#sweeper = setInterval(() => this.#connections.dropSilent(performance.now()), sweepsEveryMs);
    this.#sweeper.unref();
    this.#running = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweeper);
    this.#wake.abort();
    this.#client?.connection.stream.destroy();
    this.#release();
    await this.#running;
  }

  async whenAnswers(withinMs: number): Promise<boolean> {
    if (this.#stopped || !isSilence(this.#state.fault)) return true;
    const limit = new AbortController();
    const answers = new Promise<true>((resolve) => {
      const told = () => resolve(true);
      this.#waiting.add(told);
      limit.signal.addEventListener("abort", () => this.#waiting.delete(told));
    });
    const tooLate = wait(Math.max(0, withinMs), false, { ref: false, signal: limit.signal }).catch(
      () => false,
    );
    const came = await Promise.race([answers, tooLate]);
    limit.abort();
    return came;
  }

  /** Whether it was away, or a statement found it so, since a moment of `performance.now()`. */
  faultSince(moment: number): boolean {
    return this.#state.fault !== null || this.#faultAt >= moment;
  }

  notice(error: unknown): void {
    const code = databaseCode(error)?.code;
    this.#faultAt = performance.now();
    // What a look alone does not show: it is asked to write at once.
    if (code === "53100" || code === "25006") {
      this.#wroteAt = Number.NEGATIVE_INFINITY;
      this.#learn({ ...this.#state, fault: faultOf(error) });
    }
    this.#wake.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      const hadClient = this.#client !== null;
      try {
        await this.#round();
      } catch (error) {
        if (this.#stopped) return;
        this.#drop();
        // A connection that was fine a second ago may only have been closed: one look at a new one decides.
        if (hadClient) {
          if (awayCode(error) === "silent") this.#connections.suspectAll(performance.now());
          continue;
        }
        if (isSilence(faultOf(error))) this.#connections.suspectAll(performance.now());
        this.#learn({ ...this.#state, fault: faultOf(error) });
      }
      await this.#pause(this.#state.fault === null ? everyMs : againAfterMs);
    }
  }

  async #pause(ms: number): Promise<void> {
    this.#wake = new AbortController();
    // Never more often than a few times a second, however much goes wrong.
    await wait(Math.min(ms, againAfterMs), undefined, { ref: false });
    if (ms <= againAfterMs || this.#stopped) return;
    await wait(ms - againAfterMs, undefined, { ref: false, signal: this.#wake.signal }).catch(
      () => undefined,
    );
  }

  async #round(): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    const asked = Date.now();
    const { rows } = await answered(client, client.query<{ now: Date; read_only: boolean }>(look));
    const answeredAt = Date.now();
    const [row] = rows;
    const clockAheadMs = row ? (asked + answeredAt) / 2 - row.now.getTime() : null;
    if (row?.read_only) {
      // It may be a former primary: the name may lead to another server by now.
      this.#drop();
      if (this.#state.fault !== "read_only") this.#connections.suspectAll(performance.now());
      this.#learn({ fault: "read_only", clockAheadMs });
      return;
    }
    this.#learn({ fault: await this.#writeFault(client), clockAheadMs });
  }

  async #writeFault(client: Client): Promise<string | null> {
    if (performance.now() - this.#wroteAt < writesEveryMs) return null;
    try {
      await answered(client, client.query(tryToWrite));
      this.#wroteAt = performance.now();
      return null;
    } catch (error) {
      if (awayCode(error) === "silent") throw error;
      await answered(client, client.query("rollback"));
      return faultOf(error);
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#config);
    client.on("error", () => {
      if (this.#client === client) this.#client = null;
    });
    try {
      await client.connect();
    } catch (error) {
      client.connection.stream.destroy();
      throw lost(error);
    }
    if (this.#stopped) client.connection.stream.destroy();
    this.#client = client;
    return client;
  }

  #drop(): void {
    this.#client?.connection.stream.destroy();
    this.#client = null;
  }

  #learn(state: DatabaseState): void {
    const changed = state.fault !== this.#state.fault;
    if (this.#state.fault !== null) this.#faultAt = performance.now();
    this.#state = state;
    if (!isSilence(state.fault)) this.#release();
    if (changed) this.#listeners.onChange(state);
    const isOff = state.clockAheadMs !== null && Math.abs(state.clockAheadMs) > tolerableClockMs;
    if (isOff && !this.#clockIsOff) this.#listeners.onClock(state.clockAheadMs ?? 0);
    this.#clockIsOff = isOff;
  }

  #release(): void {
    for (const told of this.#waiting) told();
    this.#waiting.clear();
  }
}

function faultOf(error: unknown): string {
  const code = awayCode(error) ?? databaseCode(error)?.code ?? "failed";
  if (code === "25006") return "read_only";
  return code === "53100" ? "disk_full" : code;
}

/** The same answer, or the error of a connection that is silent. */
async function answered<T>(client: Client, answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  const silence = wait(silentAfterMs, undefined, { ref: false, signal: over.signal })
    // If this process itself was busy, the answer has arrived and waits to be read.
    .then(() => new Promise((resolve) => setImmediate(() => setImmediate(resolve))))
    .then(
      () => client.connection.stream.destroy(Object.assign(new Error("silent"), { code: "silent" })),
      () => undefined,
    );
  try {
    return await answer;
  } catch (error) {
    throw lostUnlessSaid(error);
  } finally {
    over.abort();
    await silence;
  }
}

function lostUnlessSaid(error: unknown): unknown {
  const code = databaseCode(error)?.code;
  return code?.length === 5 ? error : lost(error);
}
