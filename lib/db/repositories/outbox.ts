import { and, eq, getTableColumns, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import { messages } from "@/drizzle/schema/audit";
import type { Message } from "@/lib/model/audit/audit";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching } from "../driver/paging";
import { insertMany } from "../driver/parts";

/** How long a claimed message is left to the process that claimed it. */
const claimMinutes = 5;

function messageOf({ nextAttemptAt: _next, ...row }: typeof messages.$inferSelect): Message {
  return row;
}

/** Messages to be sent, and the operator's outbox. */
// Over 60 lines: one short method per query, over one handle.
export function outboxIn(db: Database) {
  return {
    /** Many in a few statements. Features write through `sendMessage` only, which keeps line breaks out of subjects. */
    async insert(rows: readonly Message[]) {
      const due = rows.map((message) => ({ ...message, nextAttemptAt: message.createdAt }));
      await insertMany(db, messages, due, sql`do nothing`);
    },
    /** Claims messages that are due so that no second process sends them too. */
    async claimDue(now: Date, limit: number): Promise<Message[]> {
      const due = db
        .select({ id: messages.id })
        .from(messages)
        .where(and(isNull(messages.sentAt), lte(messages.nextAttemptAt, now)))
        .orderBy(messages.nextAttemptAt, messages.id)
        .limit(limit)
        .for("update", { skipLocked: true });
      const rows = await db
        .update(messages)
        .set({
          attempts: sql`${messages.attempts} + 1`,
          // If a process dies while sending it, it is released.
          nextAttemptAt: new Date(now.getTime() + claimMinutes * 60_000),
        })
        .where(inArray(messages.id, due))
        .returning();
      return rows.map(messageOf);
    },
    async markSent(id: string, at: Date) {
      await db
        .update(messages)
        .set({ sentAt: at, nextAttemptAt: null, lastError: null })
        .where(eq(messages.id, id));
    },
    async markFailed(id: string, error: string, nextAttemptAt: Date | null) {
      await db.update(messages).set({ lastError: error, nextAttemptAt }).where(eq(messages.id, id));
    },
    page(query: PageQuery): Promise<Page<Message>> {
      const where = searching(query, messages.recipient, messages.subject);
      const order = listOrder(query, sortable, { sort: "createdAt", direction: "desc" }, messages.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(messages), place: order.place })
            .from(messages)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(messages, where),
        messageOf,
      );
    },
    /** True if the same was sent to the same person since then: nobody wants a notice for every try. */
    async wroteSince(recipient: string, subject: string, since: Date) {
      const [row] = await db
        .select({ id: messages.id })
        .from(messages)
        .where(
          and(
            eq(messages.recipient, recipient),
            eq(messages.subject, subject),
            gte(messages.createdAt, since),
          ),
        )
        .limit(1);
      return row !== undefined;
    },
    async byId(id: string): Promise<Message | null> {
      const [row] = await db.select().from(messages).where(eq(messages.id, id));
      return row ? messageOf(row) : null;
    },
  };
}

const sortable = {
  createdAt: messages.createdAt,
  recipient: messages.recipient,
  subject: messages.subject,
  sentAt: messages.sentAt,
};
