import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Store } from "@/lib/db/store";
import { createStore } from "../store";
import type { Database } from "./database";

/** Readiness probes wait a few seconds only; a database that takes longer serves nobody. */
const answersWithinMs = 3_000;

/** Called for every statement: how long its answer took, and whether it failed. */
export type OnQuery = (seconds: number, failed: boolean) => void;

/** A database that was opened and migrated. */
export interface OpenDatabase {
  kind: "embedded" | "postgresql";
  db: Database;
  store: Store;
  /** The state of its connections, if it has several. */
  pool: (() => { inUse: number; idle: number; waiting: number }) | null;
  /** Whether it answers now; never throws. */
  answers(): Promise<boolean>;
  /** Ends running statements and closes it; a second call does nothing. */
  close(): Promise<void>;
}

/** Combines what the two ways of opening have in common. */
export function openedOn(
  kind: OpenDatabase["kind"],
  db: Database,
  end: () => Promise<void>,
  pool: OpenDatabase["pool"] = null,
): OpenDatabase {
  let ended: Promise<void> | undefined;
  let asked: Promise<boolean> | undefined;
  return {
    kind,
    db,
    store: createStore(db),
    pool,
    async answers() {
      // One probe at a time: repeated probes must not take every connection of a database that hangs.
      asked ??= db
        .execute(sql`select 1`)
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          asked = undefined;
        });
      const waited = new AbortController();
      const silence = wait(answersWithinMs, false, { ref: false, signal: waited.signal }).catch(() => false);
      const answer = await Promise.race([asked, silence]);
      waited.abort();
      return answer;
    },
    close() {
      ended ??= end();
      return ended;
    },
  };
}
