import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { applicationTrials } from "@/drizzle/schema/applications";
import type { Database } from "../driver/database";

type Row = typeof applicationTrials.$inferSelect;

/** An operator's trial of an application, without what it was answered. */
export type ApplicationTrial = Omit<Row, "secretHash" | "resultSealed">;

function trialOf({ secretHash: _, resultSealed: __, ...trial }: Row): ApplicationTrial {
  return trial;
}

/** Operators' trials of applications. */
export function applicationTrialsIn(db: Database) {
  const of = (secretHash: string, now: Date) =>
    and(eq(applicationTrials.secretHash, secretHash), gt(applicationTrials.expiresAt, now));
  return {
    async insert(trial: ApplicationTrial & { secretHash: string }) {
      await db.insert(applicationTrials).values({ ...trial, resultSealed: null });
    },
    /** The one of this browser that has not been redeemed. */
    async open(secretHash: string, now: Date): Promise<ApplicationTrial | null> {
      const [row] = await db
        .select()
        .from(applicationTrials)
        .where(and(of(secretHash, now), isNull(applicationTrials.redeemedAt)));
      return row ? trialOf(row) : null;
    },
    /** Redeems it; `null` if this browser has none of this id, or it was redeemed already. One statement. */
    async redeem(id: string, secretHash: string, now: Date): Promise<ApplicationTrial | null> {
      const [row] = await db
        .update(applicationTrials)
        .set({ redeemedAt: now })
        .where(and(eq(applicationTrials.id, id), of(secretHash, now), isNull(applicationTrials.redeemedAt)))
        .returning();
      return row ? trialOf(row) : null;
    },
    async keepResult(id: string, resultSealed: string) {
      await db.update(applicationTrials).set({ resultSealed }).where(eq(applicationTrials.id, id));
    },
    /** Takes the result out, so that it is shown once; `null` if there is none for this browser. */
    async takeResult(
      id: string,
      secretHash: string,
      now: Date,
    ): Promise<{ trial: ApplicationTrial; sealed: string } | null> {
      return db.transaction(async (tx) => {
        const wanted = and(
          eq(applicationTrials.id, id),
          of(secretHash, now),
          isNotNull(applicationTrials.resultSealed),
        );
        const [row] = await tx.select().from(applicationTrials).where(wanted).for("update");
        if (!row?.resultSealed) return null;
        await tx.update(applicationTrials).set({ resultSealed: null }).where(wanted);
        return { trial: trialOf(row), sealed: row.resultSealed };
      });
    },
  };
}
