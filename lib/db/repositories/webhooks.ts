import { and, eq, getTableColumns, inArray, lte, ne, notInArray, sql } from "drizzle-orm";
import { spaces } from "@/drizzle/schema/spaces";
import { webhookDeliveries, webhooks } from "@/drizzle/schema/webhooks";
import { newId } from "@/lib/infra/crypto/new-id";
import {
  deliveryStatuses,
  installationOwner,
  type Webhook,
  type WebhookDelivery,
} from "@/lib/model/webhooks/webhook";
import type { WebhookEvent } from "@/lib/model/webhooks/webhook-event";
import type { WebhookEventType } from "@/lib/model/webhooks/webhook-events";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching, within } from "../driver/paging";

/** A message that this process must send now. */
export type DueDelivery = WebhookDelivery &
  Pick<typeof webhooks.$inferSelect, "url" | "secretSealed" | "previousSecretSealed" | "previousSecretUntil">;

/** How long a claimed message is left to the process that claimed it. */
const claimMinutes = 2;

function webhookOf(row: typeof webhooks.$inferSelect): Webhook {
  const { secretSealed: _, previousSecretSealed: __, ...shown } = row;
  // Written by `insert` and `update` below, from the same type.
  return { ...shown, events: shown.events as WebhookEventType[] };
}

function messageFor(
  { id, owner }: Pick<Webhook, "id" | "owner">,
  spaceId: string | null,
  { type, at, data }: WebhookEvent,
  place: object,
): WebhookDelivery {
  return {
    id: newId("msg"),
    owner,
    spaceId,
    webhookId: id,
    type,
    payload: { type, timestamp: at.toISOString(), data: { ...place, ...data } },
    status: "waiting",
    attempts: 0,
    nextAttemptAt: at,
    responseCode: null,
    excerpt: null,
    createdAt: at,
    finishedAt: null,
  };
}

/** Each message has some twelve parameters, of 65,535 in a statement. */
const messagesAStatement = 500;

/**
 * Writes a message for every enabled webhook of the space and of the installation that subscribes to each of the events,
 * in their order; part of the caller's transaction. The vendor's messages name the space by its slug and the vendor's own
 * id as well.
 */
export async function enqueueWebhooks(
  db: Database,
  spaceId: string,
  events: readonly WebhookEvent[],
): Promise<void> {
  const wanting = new Map<WebhookEvent["type"], Target[]>();
  for (const type of new Set(events.map((event) => event.type)))
    wanting.set(type, await subscribedTo(db, spaceId, type));
  const forVendor = [...wanting.values()].flat().some(({ owner }) => owner === installationOwner);
  const space = forVendor ? await nameOf(db, spaceId) : null;
  const messages = events.flatMap((event) =>
    (wanting.get(event.type) ?? []).map((target) => {
      const place = target.owner === installationOwner ? { spaceId, space } : { spaceId };
      return messageFor(target, spaceId, event, place);
    }),
  );
  for (let from = 0; from < messages.length; from += messagesAStatement)
    await db.insert(webhookDeliveries).values(messages.slice(from, from + messagesAStatement));
}

type Target = Pick<Webhook, "id" | "owner">;

async function subscribedTo(db: Database, spaceId: string, type: WebhookEvent["type"]): Promise<Target[]> {
  return db
    .select({ id: webhooks.id, owner: webhooks.owner })
    .from(webhooks)
    .where(
      and(
        inArray(webhooks.owner, [spaceId, installationOwner]),
        eq(webhooks.enabled, true),
        sql`${webhooks.events} @> ${JSON.stringify([type])}::jsonb`,
      ),
    );
}

async function nameOf(db: Database, spaceId: string) {
  const { id, slug, externalId } = spaces;
  const [row] = await db.select({ id, slug, externalId }).from(spaces).where(eq(id, spaceId));
  return row ?? null;
}

/** The webhooks of one space, or of the installation (`null`). */
// Over 60 lines: one short method per query, over one handle.
export function webhooksIn(db: Database, spaceId: string | null) {
  const owner = spaceId ?? installationOwner;
  const here = eq(webhooks.owner, owner);
  const one = (id: string) => and(here, eq(webhooks.id, id));
  const sent = (webhookId: string, id?: string) =>
    and(
      eq(webhookDeliveries.owner, owner),
      eq(webhookDeliveries.webhookId, webhookId),
      id === undefined ? undefined : eq(webhookDeliveries.id, id),
    );
  return {
    async all(): Promise<Webhook[]> {
      return (await db.select().from(webhooks).where(here).orderBy(webhooks.createdAt, webhooks.id)).map(
        webhookOf,
      );
    },
    async byId(id: string): Promise<Webhook | null> {
      const [row] = await db.select().from(webhooks).where(one(id));
      return row ? webhookOf(row) : null;
    },
    /** Until the transaction ends, nobody else counts them. */
    async lock() {
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks:${owner}`}, 0))`);
    },
    async insert(webhook: Webhook & { secretSealed: string }) {
      await db.insert(webhooks).values({ ...webhook, owner, spaceId });
    },
    async update(
      id: string,
      change: Partial<Pick<Webhook, "url" | "events" | "enabled">>,
    ): Promise<Webhook | null> {
      const [row] = await db.update(webhooks).set(change).where(one(id)).returning();
      return row ? webhookOf(row) : null;
    },
    /** The sealed secret of one webhook, which nobody else changes until the transaction ends; `null`: there is no such webhook. */
    async lockSecret(id: string): Promise<string | null> {
      const { secretSealed } = webhooks;
      const [row] = await db.select({ secretSealed }).from(webhooks).where(one(id)).for("update");
      return row?.secretSealed ?? null;
    },
    async replaceSecret(
      id: string,
      secrets: Pick<
        typeof webhooks.$inferSelect,
        "secretSealed" | "previousSecretSealed" | "previousSecretUntil"
      >,
    ): Promise<Webhook | null> {
      const [row] = await db.update(webhooks).set(secrets).where(one(id)).returning();
      return row ? webhookOf(row) : null;
    },
    async remove(id: string) {
      return (await db.delete(webhooks).where(one(id)).returning({ id: webhooks.id })).length > 0;
    },
    /** Writes a message for one webhook, whatever its subscriptions. */
    async emitTo(webhookId: string, event: WebhookEvent): Promise<WebhookDelivery> {
      const place = spaceId === null ? { space: null } : { spaceId };
      const message = messageFor({ id: webhookId, owner }, spaceId, event, place);
      await db.insert(webhookDeliveries).values(message);
      return message;
    },
    /** Newest first. */
    deliveries(
      webhookId: string,
      query: PageQuery & Period & { status?: string },
    ): Promise<Page<WebhookDelivery>> {
      const status = deliveryStatuses.find((known) => known === query.status);
      const where = and(
        sent(webhookId),
        status && eq(webhookDeliveries.status, status),
        within(webhookDeliveries.createdAt, query),
        searching(query, webhookDeliveries.type, webhookDeliveries.id),
      );
      const order = listOrder(
        query,
        sortable,
        { sort: "createdAt", direction: "desc" },
        webhookDeliveries.id,
      );
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(webhookDeliveries), place: order.place })
            .from(webhookDeliveries)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(webhookDeliveries, where),
        (row): WebhookDelivery => row,
      );
    },
    async delivery(webhookId: string, id: string): Promise<WebhookDelivery | null> {
      const [row] = await db.select().from(webhookDeliveries).where(sent(webhookId, id));
      return row ?? null;
    },
    /** Makes a message due again and resets its tries; `false` if there is none or it is waiting anyway. */
    async redeliver(webhookId: string, id: string, now: Date) {
      const rows = await db
        .update(webhookDeliveries)
        .set({ status: "waiting", attempts: 0, nextAttemptAt: now, finishedAt: null })
        .where(and(sent(webhookId, id), ne(webhookDeliveries.status, "waiting")))
        .returning({ id: webhookDeliveries.id });
      return rows.length > 0;
    },
  };
}

const sortable = { createdAt: webhookDeliveries.createdAt, type: webhookDeliveries.type };

/** The messages to be sent, of every owner. */
// Over 60 lines: one short method per query, over one handle.
export function webhookQueueIn(db: Database) {
  return {
    /** As `enqueueWebhooks`, for one event. Call it inside the transaction of the change. */
    enqueue: (spaceId: string, event: WebhookEvent) => enqueueWebhooks(db, spaceId, [event]),
    /**
     * Claims messages that are due, one of each owner at most and none of the owners named, and counts their tries,
     * so that no second process sends them too. One statement.
     */
    async claimDue(now: Date, limit: number, exceptOwners: readonly string[]): Promise<DueDelivery[]> {
      const isDue = and(
        eq(webhookDeliveries.status, "waiting"),
        lte(webhookDeliveries.nextAttemptAt, now),
        eq(webhooks.enabled, true),
        notInArray(webhookDeliveries.owner, [...exceptOwners]),
      );
      const { id, owner, nextAttemptAt } = webhookDeliveries;
      const first = db
        .selectDistinctOn([owner], { id, nextAttemptAt })
        .from(webhookDeliveries)
        .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
        .where(isDue)
        .orderBy(owner, nextAttemptAt, id)
        .as("first_of_each_owner");
      // A message that another process has claimed meanwhile is locked, or no longer due when its lock is released.
      const due = db
        .select({ id })
        .from(webhookDeliveries)
        .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
        .innerJoin(first, eq(first.id, id))
        .where(isDue)
        .orderBy(nextAttemptAt, id)
        .limit(limit)
        .for("update", { of: webhookDeliveries, skipLocked: true });
      const claimed = await db
        .update(webhookDeliveries)
        .set({
          attempts: sql`${webhookDeliveries.attempts} + 1`,
          // If a process dies while sending it, it is released.
          nextAttemptAt: new Date(now.getTime() + claimMinutes * 60_000),
        })
        .where(inArray(webhookDeliveries.id, due))
        .returning();
      if (claimed.length === 0) return [];
      const targets = await db
        .select({
          id: webhooks.id,
          url: webhooks.url,
          secretSealed: webhooks.secretSealed,
          previousSecretSealed: webhooks.previousSecretSealed,
          previousSecretUntil: webhooks.previousSecretUntil,
        })
        .from(webhooks)
        .where(inArray(webhooks.id, [...new Set(claimed.map(({ webhookId }) => webhookId))]));
      const byId = new Map(targets.map(({ id, ...target }) => [id, target]));
      return claimed.flatMap((row) => {
        const target = byId.get(row.webhookId);
        return target ? [{ ...row, ...target }] : [];
      });
    },
    async finish(
      id: string,
      end: Pick<WebhookDelivery, "status" | "responseCode" | "excerpt" | "nextAttemptAt" | "finishedAt">,
    ) {
      await db.update(webhookDeliveries).set(end).where(eq(webhookDeliveries.id, id));
    },
    async disable(webhookId: string) {
      await db.update(webhooks).set({ enabled: false }).where(eq(webhooks.id, webhookId));
    },
  };
}
