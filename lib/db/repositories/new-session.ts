import { and, eq, type Placeholder, sql } from "drizzle-orm";
import { memberships } from "@/drizzle/schema/people";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import type { Database } from "../driver/database";
import { openRow, written } from "../driver/prepared";

/** The placeholders of a statement that writes a session: the columns of its row, and two lists as documents. */
export const sessionValues = [
  "id",
  "userId",
  "createdAt",
  "lastSeenAt",
  "expiresAt",
  "endedAt",
  "endedReason",
  "address",
  "userAgent",
  "spaces",
  "signedInTo",
] as const;

type SessionValue = (typeof sessionValues)[number];

/** A new session as those values. It sets the person's last sign-in, and their last to each of `signedInTo`. */
export function newSession(
  session: Omit<Session, "spaces">,
  spaces: readonly SessionSpace[],
  signedInTo: readonly string[],
): Record<SessionValue, unknown> {
  return { ...session, spaces: JSON.stringify(spaces), signedInTo: JSON.stringify(signedInTo) };
}

/**
 * The parts of a statement that write a session, the spaces that admit it, and when the person last signed in. Both
 * lists are documents, so that one statement serves any number of spaces.
 */
export function writingSession(db: Database, open: Record<SessionValue, Placeholder>) {
  const opened = db
    .$with("opened")
    .as(db.insert(sessions).values(openRow(sessions, open)).returning({ id: sessions.id }));
  const entered = db
    .$with("entered")
    .as(
      db
        .insert(sessionSpaces)
        .select(
          sql`select ${open.id}::text, "spaceId", way, "connectionId", "providerSession", "admittedAt", "endsAt", proof from jsonb_to_recordset(${open.spaces}::jsonb) as given("spaceId" text, way text, "connectionId" text, "providerSession" text, "admittedAt" timestamptz, "endsAt" timestamptz, proof jsonb)`,
        )
        .returning({ id: sessionSpaces.sessionId }),
    );
  const person = db.$with("person").as(
    db
      .update(users)
      .set({ lastSignInAt: written(open.createdAt, users.lastSignInAt) })
      .where(eq(users.id, open.userId))
      .returning({ id: users.id }),
  );
  const member = db.$with("member").as(
    db
      .update(memberships)
      .set({ lastSignInAt: written(open.createdAt, memberships.lastSignInAt) })
      .where(
        and(
          eq(memberships.userId, open.userId),
          sql`${memberships.spaceId} in (select jsonb_array_elements_text(${open.signedInTo}::jsonb))`,
        ),
      )
      .returning({ id: memberships.userId }),
  );
  return [opened, entered, person, member] as const;
}
