import { createHash } from "node:crypto";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import { rateLimits } from "@/drizzle/schema/audit";
import type { RateLimitName, RateLimits, RateStanding } from "@/lib/ports/dependencies";
import { rateLimitKey } from "../driver/address-block";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const minute = 60;
const hour = 60 * minute;

/** The number of tries within a number of seconds. */
const limits: Record<RateLimitName, { tries: number; seconds: number }> = {
  password_by_account_and_address: { tries: 5, seconds: 15 * minute },
  password_by_device: { tries: 60, seconds: 15 * minute },
  password_by_account: { tries: 50, seconds: hour },
  password_by_address: { tries: 100, seconds: 15 * minute },
  second_factor: { tries: 5, seconds: 15 * minute },
  discovery_by_address: { tries: 60, seconds: minute },
  reset_by_account: { tries: 3, seconds: hour },
  reset_by_address: { tries: 20, seconds: hour },
  begin_by_address: { tries: 120, seconds: minute },
  test_run_by_space: { tries: 30, seconds: 10 * minute },
  outgoing_by_space: { tries: 30, seconds: minute },
  mail_by_space: { tries: 50, seconds: hour },
  mail_by_recipient: { tries: 5, seconds: 24 * hour },
  setup_by_address: { tries: 30, seconds: 15 * minute },
  api_by_token: { tries: 600, seconds: minute },
};

/** After this many counted tries the process deletes the windows that are over. */
const clearEvery = 500;

const countOne = prepared(["key", "expire", "at"], (db, { key, expire, at }) => {
  const over = sql`${rateLimits.expire} <= ${at}`;
  return db
    .insert(rateLimits)
    .values({ key, points: 1, expire })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then 1 else ${rateLimits.points} + 1 end`,
        expire: sql`case when ${over} then excluded.expire else ${rateLimits.expire} end`,
      },
    })
    .returning();
});

/**
 * Counts tries in windows that begin with the first try, in one statement each, so that the limits apply across
 * processes. `factor` multiplies every limit (for load tests).
 */
export function rateLimitsIn(db: Database, options: { factor?: number; now?: () => Date } = {}): RateLimits {
  const { factor = 1, now = () => new Date() } = options;
  let counted = 0;

  async function countTry(name: RateLimitName, key: string): Promise<RateStanding> {
    const { tries, seconds } = limits[name];
    const at = now().getTime();
    const [row] = await countOne(db, { key: rowOf(name, key), expire: at + seconds * 1000, at });
    counted += 1;
    if (counted % clearEvery === 0) await db.delete(rateLimits).where(lt(rateLimits.expire, at));
    const limit = tries * factor;
    const points = row?.points ?? 1;
    const resetSeconds = secondsUntil(row?.expire ?? null, at);
    return {
      limit,
      windowSeconds: seconds,
      remaining: Math.max(0, limit - points),
      resetSeconds,
      wait: points > limit ? resetSeconds : 0,
    };
  }

  return {
    count: countTry,
    async spend(name, key) {
      return (await countTry(name, key)).wait;
    },
    async peek(name, key) {
      const at = now().getTime();
      const [row] = await db
        .select()
        .from(rateLimits)
        .where(and(eq(rateLimits.key, rowOf(name, key)), gt(rateLimits.expire, at)));
      return row && row.points >= limits[name].tries * factor ? secondsUntil(row.expire, at) : 0;
    },
    async forgive(name, key) {
      await db.delete(rateLimits).where(eq(rateLimits.key, rowOf(name, key)));
    },
  };
}

// A digest: the table stores no addresses, and a key has a bounded length whatever was typed.
function rowOf(name: RateLimitName, key: string): string {
  return `${name}:${createHash("sha256").update(rateLimitKey(key)).digest("base64url")}`;
}

function secondsUntil(expire: number | null, at: number): number {
  return Math.max(1, Math.ceil(((expire ?? at) - at) / 1000));
}
