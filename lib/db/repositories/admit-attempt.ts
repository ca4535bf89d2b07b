import { and, eq, exists, inArray, type Placeholder, sql } from "drizzle-orm";
import { applications } from "@/drizzle/schema/applications";
import { linkedIdentities, signInAttempts } from "@/drizzle/schema/connections";
import { type AttemptCause, openStatuses, type SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Database } from "../driver/database";
import { prepared, written } from "../driver/prepared";
import { newSession, sessionValues, writingSession } from "./new-session";

/** Secrets of the attempt that are no longer needed after its end. */
export const forgotten = { secretsSealed: null, identitySealed: null };

/** The attempt, while it has not ended. */
export const unfinished = (id: string | Placeholder) =>
  and(eq(signInAttempts.id, id), inArray(signInAttempts.status, openStatuses));

const admitOne = prepared(
  ["organizationId", "attemptId", "connectionId", "email", "cause", "attributesSealed", ...sessionValues],
  (db, open) => {
    const { id, userId, createdAt } = open;
    const { email, cause, identitySealed } = signInAttempts;
    const anyApplication = exists(db.select({ one: sql`1` }).from(applications));
    const link = db.$with("link").as(
      db
        .update(linkedIdentities)
        .set({ lastUsedAt: written(createdAt, linkedIdentities.lastUsedAt) })
        .where(
          and(
            eq(linkedIdentities.organizationId, open.organizationId),
            eq(linkedIdentities.connectionId, open.connectionId),
            eq(linkedIdentities.userId, userId),
          ),
        )
        .returning({ id: linkedIdentities.id }),
    );
    return db
      .with(...writingSession(db, open), link)
      .update(signInAttempts)
      .set({
        ...forgotten,
        // For the scope `attributes` of applications; without any application nothing is stored.
        identitySealed: sql`case when ${anyApplication} then ${written(open.attributesSealed, identitySealed)} end`,
        status: "admitted",
        refusalCode: null,
        email: written(open.email, email),
        userId: written(userId, signInAttempts.userId),
        sessionId: written(id, signInAttempts.sessionId),
        cause: written(open.cause, cause),
        finishedAt: written(createdAt, signInAttempts.finishedAt),
      })
      .where(unfinished(open.attemptId));
  },
);

/** The end of an admitted sign-in: everything that it writes, in one statement. */
export function admitAttemptIn(db: Database) {
  return async (
    attempt: Pick<SignInAttempt, "id" | "organizationId" | "connectionId">,
    end: { cause: AttemptCause; email: string; attributesSealed: string },
    ...session: Parameters<typeof newSession>
  ) => {
    const { id: attemptId, organizationId, connectionId } = attempt;
    await admitOne(db, { ...newSession(...session), attemptId, organizationId, connectionId, ...end });
  };
}
