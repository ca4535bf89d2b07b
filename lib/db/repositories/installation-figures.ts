import { and, asc, count, eq, exists, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { applicationLogouts } from "@/drizzle/schema/applications";
import { messages } from "@/drizzle/schema/audit";
import { configurations, connections, signInOptions } from "@/drizzle/schema/connections";
import { jobs } from "@/drizzle/schema/jobs";
import { webhookDeliveries } from "@/drizzle/schema/webhooks";
import type { InstallationFigures } from "@/lib/ports/installation-figures";
import type { Database } from "../driver/database";

const days = [0, 7, 30] as const;
const dayMs = 86_400_000;
const secondsBetween = (from: Date | null, to: Date): number =>
  from ? Math.max(0, (to.getTime() - from.getTime()) / 1000) : 0;

/**
 * The figures of the whole installation at that moment. They are counts for the operator's monitoring and name neither
 * a space nor a person, so no tenant is asked for.
 */
export async function installationFigures(db: Database, now: Date): Promise<InstallationFigures> {
  const [mail, hooks, logouts, schedule] = await Promise.all([
    waiting(
      db,
      messages,
      messages.createdAt,
      and(isNull(messages.sentAt), isNotNull(messages.nextAttemptAt)),
    ),
    waiting(db, webhookDeliveries, webhookDeliveries.createdAt, eq(webhookDeliveries.status, "waiting")),
    waiting(db, applicationLogouts, applicationLogouts.createdAt, eq(applicationLogouts.status, "waiting")),
    db.select().from(jobs).orderBy(asc(jobs.name)),
  ]);
  const backlog = { mail, webhooks: hooks, back_channel_logouts: logouts };
  return {
    backlog: Object.entries(backlog).map(([queue, { many, oldest }]) => ({
      queue,
      waiting: many,
      oldestSeconds: secondsBetween(oldest, now),
    })),
    jobs: schedule.map(({ name, nextRunAt, lastError }) => ({
      job: name,
      overdueSeconds: secondsBetween(nextRunAt, now),
      failed: lastError !== null,
    })),
    certificatesEnding: await certificatesEnding(db, now),
  };
}

async function waiting(
  db: Database,
  table: PgTable,
  createdAt: PgColumn,
  where: SQL | undefined,
): Promise<{ many: number; oldest: Date | null }> {
  const oldest = sql<string | null>`min(${createdAt})`;
  const [row] = await db.select({ many: count(), oldest }).from(table).where(where);
  return { many: row?.many ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}

async function certificatesEnding(
  db: Database,
  now: Date,
): Promise<InstallationFigures["certificatesEnding"]> {
  const inUse = db
    .select({ id: signInOptions.id })
    .from(signInOptions)
    .where(and(eq(signInOptions.connectionId, connections.id), eq(signInOptions.status, "active")));
  const rows = await db
    .select({ end: configurations.certificatesEnd })
    .from(connections)
    .innerJoin(configurations, eq(configurations.id, connections.liveConfigurationId))
    .where(and(lte(configurations.certificatesEnd, new Date(now.getTime() + 30 * dayMs)), exists(inUse)));
  return days.map((within) => ({
    days: within,
    connections: rows.filter(({ end }) => end && end.getTime() <= now.getTime() + within * dayMs).length,
  }));
}
