import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Store } from "@/lib/db/store";
import { createStore } from "../store";
import type { Database } from "./database";
import type { Availability, DatabaseState } from "./database-state";

/** Readiness probes wait a few seconds only; a database that takes longer serves nobody. */
const answersWithinMs = 3_000;

/** A database that was opened and migrated. */
export interface OpenDatabase extends Availability {
  kind: "embedded" | "postgresql";
  db: Database;
  store: Store;
  /** The state of its connections, if it has several. */
  pool: (() => { inUse: number; idle: number; waiting: number }) | null;
  /** Whether it answers and can be written now, and what its clock says; never throws. */
  state(): Promise<DatabaseState>;
  /** Ends running statements and closes it; a second call does nothing. */
  close(): Promise<void>;
}

/** Combines what the two ways of opening have in common. */
export function openedOn(
  kind: OpenDatabase["kind"],
  db: Database,
  parts: {
    end: () => Promise<void>;
    pool?: OpenDatabase["pool"];
    /** On a server: whoever asks it all the time. Otherwise it is asked when somebody wants to know. */
    watch?: Availability & { readonly state: DatabaseState };
  },
): OpenDatabase {
  const { watch, pool = null, end } = parts;
  let ended: Promise<void> | undefined;
  const ask = asking(db);
  return {
    kind,
    db,
    store: createStore(db),
    pool,
    async state() {
      if (ended) return { fault: "closed", clockAheadMs: null };
      return watch?.state ?? ask();
    },
    async whenAnswers(withinMs) {
      return watch?.whenAnswers(withinMs) ?? true;
    },
    faultSince: (moment) => watch?.faultSince(moment) ?? false,
    close() {
      ended ??= end();
      return ended;
    },
  };
}

/** Asks the embedded database: it has one connection, and the clock of this machine. */
function asking(db: Database): () => Promise<DatabaseState> {
  let asked: Promise<string | null> | undefined;
  return async () => {
    // One probe at a time: they must not pile up behind a statement that hangs.
    asked ??= db
      .execute(sql`select 1`)
      .then(
        () => null,
        () => "failed",
      )
      .finally(() => {
        asked = undefined;
      });
    const over = new AbortController();
    const silence = wait(answersWithinMs, "silent", { ref: false, signal: over.signal }).catch(() => null);
    const fault = await Promise.race([asked, silence]);
    over.abort();
    return { fault, clockAheadMs: null };
  };
}
