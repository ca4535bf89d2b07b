import { and, asc, eq, gt } from "drizzle-orm";
import { auditEvents } from "@/drizzle/schema/audit";
import type { Database } from "../driver/database";
import { auditHash, firstHash } from "./audit-hash";
import { auditEventOf } from "./audit-log";

export type ChainVerdict =
  | { whole: true; events: number; lastHash: string }
  | { whole: false; sequence: number; reason: "missing" | "not_the_successor" | "changed" };

const atOnce = 500;

/**
 * Reads a whole chain (a space's id, or `operator`) and checks that every event follows the one before it and still
 * has the hash it was written with; otherwise returns where it breaks first, and how.
 */
export async function verifyChain(db: Database, chain: string): Promise<ChainVerdict> {
  let sequence = 0;
  let lastHash = firstHash;
  for (;;) {
    const rows = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.chain, chain), gt(auditEvents.sequence, sequence)))
      .orderBy(asc(auditEvents.sequence))
      .limit(atOnce);
    for (const row of rows) {
      sequence += 1;
      if (row.sequence !== sequence) return { whole: false, sequence, reason: "missing" };
      if (row.previousHash !== lastHash) return { whole: false, sequence, reason: "not_the_successor" };
      if (auditHash(auditEventOf(row)) !== row.hash) return { whole: false, sequence, reason: "changed" };
      lastHash = row.hash;
    }
    if (rows.length < atOnce) return { whole: true, events: sequence, lastHash };
  }
}

/** The existing chains. */
export async function chainsIn(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ chain: auditEvents.chain })
    .from(auditEvents)
    .orderBy(auditEvents.chain);
  return rows.map(({ chain }) => chain);
}
