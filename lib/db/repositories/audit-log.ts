import { and, asc, desc, eq, getTableColumns, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { auditEvents } from "@/drizzle/schema/audit";
import { newId } from "@/lib/infra/crypto/new-id";
import { currentRequestId } from "@/lib/infra/log/request-id";
import type { AuditEntry, AuditEvent } from "@/lib/model/audit/audit";
import { webhookEventOf } from "@/lib/model/webhooks/webhook-event";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching, within } from "../driver/paging";
import { auditHash, firstHash, recordable } from "./audit-hash";
import { enqueueWebhooks } from "./webhooks";

/** Each row has some fifteen parameters, of 65,535 in a statement. */
const rowsAStatement = 500;

/** The filters of a list of events. */
export interface AuditFilter extends Period {
  action?: string;
  actorId?: string;
  targetId?: string;
  /** Only events of a higher sequence number. */
  later?: number;
}

/** The chain of events that belong to no space. */
export const operatorChain = "operator";

/** A stored row in the model's terms. */
export function auditEventOf(row: typeof auditEvents.$inferSelect): AuditEvent {
  const { actorKind, actorId, actorName, address, targetKind, targetId, targetName, ...rest } = row;
  return {
    ...rest,
    actor: { kind: actorKind, id: actorId, name: actorName, address },
    target:
      targetKind !== null && targetId !== null ? { kind: targetKind, id: targetId, name: targetName } : null,
  };
}

/** Whoever did something in the last so many events is a recent actor. */
const recentEvents = 5_000;

/** The audit log of one space, or of the operators (`null`): rows that name the hash of the row before them. */
// Over 60 lines: one short method per query, over one handle.
export function auditLogIn(db: Database, spaceId: string | null) {
  const chain = spaceId ?? operatorChain;
  const here = eq(auditEvents.chain, chain);

  async function appendAll(entries: readonly AuditEntry[], at: Date): Promise<void> {
    if (entries.length === 0) return;
    await db.transaction(async (tx) => {
      // Locked until the transaction ends, so that nobody else reads the same last row.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${chain}`}, 0))`);
      const [last] = await tx
        .select({ sequence: auditEvents.sequence, hash: auditEvents.hash })
        .from(auditEvents)
        .where(here)
        .orderBy(desc(auditEvents.sequence))
        .limit(1);
      const rows = chained(entries, { at, chain, spaceId }, last ?? { sequence: 0, hash: firstHash });
      for (let from = 0; from < rows.length; from += rowsAStatement)
        await tx.insert(auditEvents).values(rows.slice(from, from + rowsAStatement));
      if (spaceId === null) return;
      await enqueueWebhooks(
        tx,
        spaceId,
        entries.flatMap((entry) => webhookEventOf(entry, at) ?? []),
      );
    });
  }

  return {
    /** Appends to the hash chain; must be called inside the transaction of the change. */
    append: (entry: AuditEntry, at: Date) => appendAll([entry], at),
    /** As `append`, many at once, in their order. */
    appendAll,
    page(query: PageQuery & AuditFilter): Promise<Page<AuditEvent>> {
      const where = and(
        here,
        searching(query, auditEvents.action, auditEvents.actorName, auditEvents.targetName),
        query.action ? eq(auditEvents.action, query.action) : undefined,
        query.actorId ? eq(auditEvents.actorId, query.actorId) : undefined,
        query.targetId ? eq(auditEvents.targetId, query.targetId) : undefined,
        within(auditEvents.at, query),
        query.later === undefined ? undefined : gt(auditEvents.sequence, query.later),
      );
      const order = listOrder(query, sortable, { sort: "at", direction: "desc" }, auditEvents.sequence);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(auditEvents), place: order.place })
            .from(auditEvents)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => {
          const all = db
            .select({ one: sql`1`.as("one") })
            .from(auditEvents)
            .where(where);
          return db.$count(
            (query.countUpTo === undefined ? all : all.limit(query.countUpTo + 1)).as("counted"),
          );
        },
        auditEventOf,
      );
    },
    /** The recent actors here, by name; 200 at most. */
    async actors(): Promise<{ id: string; name: string }[]> {
      const recent = db
        .select({ id: auditEvents.actorId, name: auditEvents.actorName, sequence: auditEvents.sequence })
        .from(auditEvents)
        .where(and(here, isNotNull(auditEvents.actorId)))
        .orderBy(desc(auditEvents.sequence))
        .limit(recentEvents)
        .as("recent");
      const rows = await db
        .select({ id: recent.id, name: sql<string | null>`max(${recent.name})` })
        .from(recent)
        .groupBy(recent.id)
        .orderBy(desc(sql`max(${recent.sequence})`))
        .limit(200);
      return rows
        .flatMap(({ id, name }) => (id === null ? [] : [{ id, name: name ?? id }]))
        .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
    },
    /** The newest event of one of these actions about a person or thing; `null` if there is none. */
    async newestAbout(targetId: string, actions: readonly string[]): Promise<AuditEvent | null> {
      const [row] = await db
        .select()
        .from(auditEvents)
        .where(and(here, eq(auditEvents.targetId, targetId), inArray(auditEvents.action, [...actions])))
        .orderBy(desc(auditEvents.sequence))
        .limit(1);
      return row ? auditEventOf(row) : null;
    },
    /** Events after a sequence number, oldest first. */
    async after(sequence: number, limit: number): Promise<AuditEvent[]> {
      const rows = await db
        .select()
        .from(auditEvents)
        .where(and(here, gt(auditEvents.sequence, sequence)))
        .orderBy(asc(auditEvents.sequence))
        .limit(limit);
      return rows.map(auditEventOf);
    },
  };
}

/** The rows of new events, each with the hash of the one before it. */
function chained(
  entries: readonly AuditEntry[],
  { at, chain, spaceId }: Pick<AuditEvent, "at" | "chain" | "spaceId">,
  last: Pick<AuditEvent, "sequence" | "hash">,
): (typeof auditEvents.$inferInsert)[] {
  let { sequence, hash } = last;
  return entries.map((entry) => {
    sequence += 1;
    const event: Omit<AuditEvent, "hash"> = recordable({
      id: newId("evt"),
      chain,
      spaceId,
      sequence,
      at,
      actor: entry.actor,
      action: entry.action,
      target: entry.target ? { ...entry.target, name: entry.target.name ?? null } : null,
      details: entry.details ?? {},
      requestId: currentRequestId(),
      previousHash: hash,
    });
    hash = auditHash(event);
    const { actor, target, ...rest } = event;
    return {
      ...rest,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      address: actor.address,
      targetKind: target?.kind,
      targetId: target?.id,
      targetName: target?.name,
      hash,
    };
  });
}

const sortable = {
  at: auditEvents.at,
  sequence: auditEvents.sequence,
  action: auditEvents.action,
  actor: auditEvents.actorName,
};
