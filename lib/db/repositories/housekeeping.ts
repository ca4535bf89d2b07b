import { and, eq, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { accessSignals } from "@/drizzle/schema/access-signals";
import {
  applicationLogouts,
  applicationSessions,
  applicationTrials,
  providerRecords,
  signingKeys,
} from "@/drizzle/schema/applications";
import { jacksonStore, messages, rateLimits } from "@/drizzle/schema/audit";
import { directoryCredentials, directoryRequests, directoryReviews } from "@/drizzle/schema/directories";
import { idempotencyKeys } from "@/drizzle/schema/programs";
import { idTokens, passwordResets, sessions } from "@/drizzle/schema/sessions";
import { setupSessions } from "@/drizzle/schema/setup";
import { webhookDeliveries } from "@/drizzle/schema/webhooks";
import type { Database } from "../driver/database";

const day = 24 * 60 * 60 * 1000;
/** Ended sessions and used links are kept as long as the sign-in log, to investigate what happened. */
const keptDays = 90;
/** The delivery log of webhooks. */
const deliveryDays = 30;
/** The request log of directories. */
const requestDays = 30;

/** Deletes expired rows, in every tenant. */
export function housekeepingIn(db: Database) {
  const remove = async (table: PgTable, where: SQL | undefined) =>
    (await db.delete(table).where(where).returning({ one: sql<number>`1` })).length;
  return {
    /** Deletes rows that expired before `now`, of any tenant; returns how many by table. */
    async prune(now: Date): Promise<Record<string, number>> {
      const before = new Date(now.getTime() - keptDays * day);
      const gone = and(isNotNull(jacksonStore.expiresAt), lte(jacksonStore.expiresAt, now));
      return {
        setup_sessions: await remove(setupSessions, lte(setupSessions.expiresAt, now)),
        password_resets: await remove(passwordResets, lt(passwordResets.expiresAt, before)),
        // Needed while the person may still sign out, and the minute after.
        id_tokens: await remove(idTokens, overBy(db, new Date(now.getTime() - day))),
        sessions: await remove(sessions, lt(sessions.expiresAt, before)),
        access_signals: await remove(accessSignals, lt(accessSignals.receivedAt, before)),
        // Unsent messages stay: operators read them in the outbox.
        messages: await remove(messages, lt(messages.sentAt, before)),
        webhook_deliveries: await remove(
          webhookDeliveries,
          lt(webhookDeliveries.finishedAt, new Date(now.getTime() - deliveryDays * day)),
        ),
        directory_requests: await remove(
          directoryRequests,
          lt(directoryRequests.at, new Date(now.getTime() - requestDays * day)),
        ),
        // Pages of a dry run, which is made again whenever somebody asks.
        directory_reviews: await remove(
          directoryReviews,
          lt(directoryReviews.at, new Date(now.getTime() - day)),
        ),
        directory_access_tokens: await remove(
          directoryCredentials,
          and(
            eq(directoryCredentials.kind, "access"),
            lt(directoryCredentials.expiresAt, new Date(now.getTime() - day)),
          ),
        ),
        idempotency_keys: await remove(idempotencyKeys, lte(idempotencyKeys.expiresAt, now)),
        provider_records: await remove(providerRecords, lte(providerRecords.expiresAt, now)),
        application_sessions: await remove(applicationSessions, lt(applicationSessions.endedAt, before)),
        application_logouts: await remove(
          applicationLogouts,
          lt(applicationLogouts.finishedAt, new Date(now.getTime() - deliveryDays * day)),
        ),
        application_trials: await remove(applicationTrials, lte(applicationTrials.expiresAt, now)),
        signing_keys: await remove(signingKeys, lt(signingKeys.goneAt, before)),
        rate_limits: await remove(rateLimits, lt(rateLimits.expire, now.getTime())),
        jackson_store: await remove(jacksonStore, gone),
      };
    },
  };
}

/** True if the session of a row has ended or expired by then. */
function overBy(db: Database, then: Date) {
  const over = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(or(lt(sessions.endedAt, then), lt(sessions.expiresAt, then)));
  return inArray(idTokens.sessionId, over);
}

export type Housekeeping = ReturnType<typeof housekeepingIn>;
