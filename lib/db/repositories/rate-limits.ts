import { createHash } from "node:crypto";
import { and, eq, gt, inArray, type Placeholder, sql } from "drizzle-orm";
import { rateLimits } from "@/drizzle/schema/audit";
import type { RateLimitName, RateLimits, RateStanding } from "@/lib/ports/dependencies";
import { rateLimitKey } from "../driver/address-block";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const minute = 60;
const hour = 60 * minute;

/** How many sign-ins may be begun within a minute from one address at one connection and come to nothing. */
export const usualBegins = 300;

interface Limit {
  tries: number;
  seconds: number;
}

/** The number of tries within a number of seconds. */
const usualLimits: Record<RateLimitName, Limit> = {
  password_by_account_and_address: { tries: 5, seconds: 15 * minute },
  password_by_device: { tries: 60, seconds: 15 * minute },
  password_by_account: { tries: 50, seconds: hour },
  password_by_address: { tries: 100, seconds: 15 * minute },
  second_factor: { tries: 5, seconds: 15 * minute },
  // A whole office may ask within one minute; a steady stream is limited by the second.
  discovery_by_address: { tries: 300, seconds: minute },
  discovery_by_address_steadily: { tries: 600, seconds: 10 * minute },
  reset_by_account: { tries: 3, seconds: hour },
  reset_by_address: { tries: 20, seconds: hour },
  begin_by_address_and_connection: { tries: usualBegins, seconds: minute },
  begin_by_address: { tries: 4 * usualBegins, seconds: 10 * minute },
  // Answers that nobody asked for and that are refused, refusals of what is not live, links.
  unasked_by_address: { tries: 120, seconds: minute },
  test_run_by_space: { tries: 30, seconds: 10 * minute },
  outgoing_by_space: { tries: 30, seconds: minute },
  mail_by_space: { tries: 50, seconds: hour },
  mail_by_recipient: { tries: 5, seconds: 24 * hour },
  setup_by_address: { tries: 30, seconds: 15 * minute },
  api_by_token: { tries: 600, seconds: minute },
  // Entra ID sends up to 25 requests a second for a tenant.
  scim_by_directory: { tries: 3000, seconds: minute },
  // A cloud provider asks for all of its customers from few addresses, for each once an hour.
  grants_by_address: { tries: 600, seconds: minute },
  grants_by_directory: { tries: 60, seconds: minute },
};

/** After this many counted tries the process deletes the windows that are over. */
const clearEvery = 500;

/** Milliseconds since 1970 by the database's clock, the same for every process; by the caller's in tests. */
const clock = (at: number | Placeholder | null) =>
  sql<number>`coalesce(${at}::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint)`;

const countOne = prepared(["key", "ms", "at"], (db, { key, ms, at }) => {
  const now = clock(at);
  const end = sql`${now} + ${ms}::bigint`;
  const over = sql`${rateLimits.expire} <= ${now}`;
  return db
    .insert(rateLimits)
    .values({ key, points: 1, expire: end })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then 1 else ${rateLimits.points} + 1 end`,
        expire: sql`case when ${over} then excluded.expire else ${rateLimits.expire} end`,
      },
    })
    .returning({
      points: rateLimits.points,
      leftMs: sql<number>`(${rateLimits.expire} - ${now})::float8`,
    });
});

/**
 * Counts tries in windows that begin with the first try, in one statement each, so that the limits apply across
 * processes. `factor` multiplies every limit (for load tests), `begins` replaces the number of begins, `onHit` is
 * called for each try above a limit.
 */
export function rateLimitsIn(
  db: Database,
  options: {
    factor?: number;
    begins?: number;
    now?: () => Date;
    onHit?: (name: RateLimitName) => void;
  } = {},
): RateLimits {
  const { factor = 1, now } = options;
  const limits = withBegins(options.begins ?? usualBegins);
  let counted = 0;

  async function countTry(name: RateLimitName, key: string): Promise<RateStanding> {
    const { tries, seconds } = limits[name];
    const at = now?.().getTime() ?? null;
    const [row] = await countOne(db, { key: rowOf(name, key), ms: seconds * 1000, at });
    counted += 1;
    if (counted % clearEvery === 0)
      await db.delete(rateLimits).where(sql`${rateLimits.expire} < ${clock(at)}`);
    const limit = tries * factor;
    const points = row?.points ?? 1;
    const resetSeconds = secondsOf(row?.leftMs ?? 0);
    const over = Math.max(0, points - limit);
    if (over > 0) options.onHit?.(name);
    return {
      limit,
      windowSeconds: seconds,
      remaining: Math.max(0, limit - points),
      resetSeconds,
      wait: over > 0 ? resetSeconds : 0,
      over,
    };
  }

  return {
    count: countTry,
    async spend(name, key) {
      return (await countTry(name, key)).wait;
    },
    async countAll(keys) {
      const standings: RateStanding[] = [];
      for (const { name, key } of keys) standings.push(await countTry(name, key));
      return standings;
    },
    async giveBack(keys) {
      const rows = keys.map(({ name, key }) => rowOf(name, key));
      await db
        .update(rateLimits)
        .set({ points: sql`${rateLimits.points} - 1` })
        .where(and(inArray(rateLimits.key, rows), gt(rateLimits.points, 0)));
    },
    async peek(name, key) {
      const moment = clock(now?.().getTime() ?? null);
      const [row] = await db
        .select({
          points: rateLimits.points,
          leftMs: sql<number>`(${rateLimits.expire} - ${moment})::float8`,
        })
        .from(rateLimits)
        .where(and(eq(rateLimits.key, rowOf(name, key)), sql`${rateLimits.expire} > ${moment}`));
      return row && row.points >= limits[name].tries * factor ? secondsOf(row.leftMs) : 0;
    },
    async forgive(name, key) {
      await db.delete(rateLimits).where(eq(rateLimits.key, rowOf(name, key)));
    },
  };
}

function withBegins(begins: number): Record<RateLimitName, Limit> {
  return {
    ...usualLimits,
    begin_by_address_and_connection: { tries: begins, seconds: minute },
    begin_by_address: { tries: 4 * begins, seconds: 10 * minute },
  };
}

// A digest: the table stores no addresses, and a key has a bounded length whatever was typed.
function rowOf(name: RateLimitName, key: string): string {
  return `${name}:${createHash("sha256").update(rateLimitKey(key)).digest("base64url")}`;
}

function secondsOf(leftMs: number): number {
  return Math.max(1, Math.ceil(leftMs / 1000));
}
