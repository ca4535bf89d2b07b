import { and, eq, inArray, type Placeholder } from "drizzle-orm";
import { linkedIdentities, signInAttempts } from "@/drizzle/schema/connections";
import { memberships } from "@/drizzle/schema/people";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { SignInAttempts } from "@/lib/ports/connections";
import type { Database } from "../driver/database";
import { openRow, prepared, written } from "../driver/prepared";
import { linkedIdentitiesIn } from "./linked-identities";
import { sessionsIn } from "./sessions";

/** What was needed to get to an attempt's end is needed no longer. */
export const forgotten = { secretsSealed: null, identitySealed: null };

/** The attempt, while it has not ended. */
export const unfinished = (id: string | Placeholder) =>
  and(eq(signInAttempts.id, id), inArray(signInAttempts.status, ["started", "answered"]));

const endOne = prepared(["attemptId", "email", "userId", "sessionId", "cause", "at"], (db, open) =>
  db.update(signInAttempts).set(admittedBy(open)).where(unfinished(open.attemptId)),
);

function admittedBy(open: Record<"email" | "userId" | "sessionId" | "cause" | "at", Placeholder>) {
  const { email, userId, sessionId, cause, finishedAt } = signInAttempts;
  return {
    ...forgotten,
    status: "admitted" as const,
    refusalCode: null,
    email: written(open.email, email),
    userId: written(open.userId, userId),
    sessionId: written(open.sessionId, sessionId),
    cause: written(open.cause, cause),
    finishedAt: written(open.at, finishedAt),
  };
}

const endInOne = prepared(
  [
    "organizationId",
    "attemptId",
    "attemptConnectionId",
    "email",
    "cause",
    "id",
    "userId",
    "createdAt",
    "lastSeenAt",
    "expiresAt",
    "endedAt",
    "endedReason",
    "address",
    "userAgent",
    "spaceId",
    "way",
    "connectionId",
    "providerSession",
    "admittedAt",
    "endsAt",
  ],
  (db, open) => {
    const { id, userId, spaceId, createdAt, organizationId, attemptConnectionId } = open;
    const opened = db
      .$with("opened")
      .as(db.insert(sessions).values(openRow(sessions, open)).returning({ id: sessions.id }));
    const entered = db.$with("entered").as(
      db
        .insert(sessionSpaces)
        .values(openRow(sessionSpaces, { ...open, sessionId: id }))
        .returning({ id: sessionSpaces.sessionId }),
    );
    const person = db.$with("person").as(
      db
        .update(users)
        .set({ lastSignInAt: written(createdAt, users.lastSignInAt) })
        .where(eq(users.id, userId))
        .returning({ id: users.id }),
    );
    const member = db.$with("member").as(
      db
        .update(memberships)
        .set({ lastSignInAt: written(createdAt, memberships.lastSignInAt) })
        .where(and(eq(memberships.spaceId, spaceId), eq(memberships.userId, userId)))
        .returning({ id: memberships.userId }),
    );
    const link = db.$with("link").as(
      db
        .update(linkedIdentities)
        .set({ lastUsedAt: written(createdAt, linkedIdentities.lastUsedAt) })
        .where(
          and(
            eq(linkedIdentities.organizationId, organizationId),
            eq(linkedIdentities.connectionId, attemptConnectionId),
            eq(linkedIdentities.userId, userId),
          ),
        )
        .returning({ id: linkedIdentities.id }),
    );
    return db
      .with(opened, entered, person, member, link)
      .update(signInAttempts)
      .set(admittedBy({ ...open, sessionId: id, at: createdAt }))
      .where(unfinished(open.attemptId));
  },
);

/** Ends a sign-in with somebody let in: everything that is written then, at once where one space was entered. */
export function admitAttemptIn(db: Database): SignInAttempts["admit"] {
  return async (attempt, { email, cause }, session, spaces, signedInTo) => {
    const { id: attemptId, organizationId, connectionId } = attempt;
    const [space, ...more] = spaces;
    if (space && more.length === 0 && signedInTo.length === 1 && signedInTo[0] === space.spaceId) {
      const named = { attemptId, organizationId, attemptConnectionId: connectionId, email, cause };
      await endInOne(db, { ...session, ...space, endsAt: space.endsAt ?? null, ...named });
      return;
    }
    const { id: sessionId, userId, createdAt: at } = session;
    const identities = linkedIdentitiesIn(db, organizationId);
    const link = await identities.byUser(connectionId, userId);
    if (link) await identities.touch(link.id, at);
    await sessionsIn(db).insert(session, spaces, signedInTo);
    await endOne(db, { attemptId, email, userId, sessionId, cause, at });
  };
}
