import { createHash } from "node:crypto";
import {
  and,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type Placeholder,
  type SQL,
} from "drizzle-orm";
import { connections, signInAttempts, testRuns, usedAssertions } from "@/drizzle/schema/connections";
import type { Connection } from "@/lib/model/connections/connection";
import { openStatuses, type SignInAttempt } from "@/lib/model/sign-in/attempt";
import { sessionLifetime } from "@/lib/model/sign-in/session-life";
import type { WebhookEvent } from "@/lib/model/webhooks/webhook-event";
import type { Database } from "../driver/database";
import { prepared, preparedInsert, written } from "../driver/prepared";
import { admitAttemptIn, forgotten, unfinished } from "./admit-attempt";
import { bindingsIn } from "./attempt-bindings";
import { type AttemptRow, attemptOf } from "./attempt-row";
import { connectionOf } from "./connections";
import { signInLogIn } from "./sign-in-log";
import { enqueueWebhooks } from "./webhooks";

/** What only the use cases of signing in may read of an attempt. */
export type AttemptSecrets = Pick<
  typeof signInAttempts.$inferSelect,
  "stateHash" | "secretsSealed" | "ticketHash" | "identitySealed"
>;

/** The stored row as the use cases of signing in may read it. */
export function withSecrets(row: AttemptRow): SignInAttempt & AttemptSecrets {
  const { stateHash, secretsSealed, ticketHash, identitySealed } = row;
  return { ...attemptOf(row), stateHash, secretsSealed, ticketHash, identitySealed };
}

/** The attempt whose ticket this is, while it can be traded. */
function waiting(ticketHash: string | Placeholder, now: Date | SQL) {
  return and(
    eq(signInAttempts.ticketHash, ticketHash),
    isNull(signInAttempts.ticketUsedAt),
    eq(signInAttempts.status, "answered"),
    gt(signInAttempts.expiresAt, now),
  );
}

const insertOne = preparedInsert(signInAttempts);

const withIdempotency = prepared(
  [
    "id",
    "connectionId",
    "assertionHash",
    "assertionExpiresAt",
    "identitySealed",
    "ticketHash",
    "cause",
    "now",
  ],
  (db, open) => {
    const used = db.$with("used").as(
      db
        .insert(usedAssertions)
        .values({
          connectionId: open.connectionId,
          assertionHash: open.assertionHash,
          usedAt: open.now,
          expiresAt: open.assertionExpiresAt,
        })
        .onConflictDoNothing({ target: [usedAssertions.connectionId, usedAssertions.assertionHash] })
        .returning({ hash: usedAssertions.assertionHash }),
    );
    return db
      .with(used)
      .update(signInAttempts)
      .set({
        identitySealed: written(open.identitySealed, signInAttempts.identitySealed),
        ticketHash: written(open.ticketHash, signInAttempts.ticketHash),
        cause: written(open.cause, signInAttempts.cause),
        refusalCode: null,
        email: null,
        status: "answered",
        answeredAt: written(open.now, signInAttempts.answeredAt),
      })
      .where(
        and(
          eq(signInAttempts.id, open.id),
          eq(signInAttempts.status, "started"),
          gt(signInAttempts.expiresAt, written(open.now, signInAttempts.expiresAt)),
          exists(db.select().from(used)),
        ),
      )
      .returning({ id: signInAttempts.id });
  },
);

const redeemOne = prepared(["ticketHash", "now"], (db, { ticketHash, now }) => {
  const redeemed = db.$with("redeemed").as(
    db
      .update(signInAttempts)
      .set({ ticketUsedAt: written(now, signInAttempts.ticketUsedAt) })
      .where(waiting(ticketHash, written(now, signInAttempts.expiresAt)))
      .returning(),
  );
  return db
    .with(redeemed)
    .select()
    .from(redeemed)
    .leftJoin(connections, eq(connections.id, redeemed.connectionId));
});

/** Sign-in attempts and the assertions that were used. */
// Over 60 lines: one short method per query, over one handle.
export function attemptsIn(db: Database) {
  const attempts = signInAttempts;
  return {
    async insert(attempt: SignInAttempt & AttemptSecrets) {
      await insertOne(db, { ...attempt, ticketUsedAt: null });
    },
    /** The sealed attributes of an admitted sign-in: by its own id, which a session names. */
    async keptOf(id: string): Promise<{ organizationId: string; identitySealed: string } | null> {
      const { organizationId, identitySealed } = attempts;
      const [row] = await db
        .select({ organizationId, identitySealed })
        .from(attempts)
        .where(and(eq(attempts.id, id), eq(attempts.status, "admitted")));
      return row?.identitySealed ? { ...row, identitySealed: row.identitySealed } : null;
    },
    async byId(id: string): Promise<SignInAttempt | null> {
      const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
      return row ? attemptOf(row) : null;
    },
    /** The newest attempt of a test run, which identifies its browser. */
    async byTestRun(testRunId: string): Promise<SignInAttempt | null> {
      const [row] = await db
        .select()
        .from(attempts)
        .where(eq(attempts.testRunId, testRunId))
        .orderBy(desc(attempts.createdAt), desc(attempts.id))
        .limit(1);
      return row ? attemptOf(row) : null;
    },
    /**
     * The newest test of a connection that waits for an answer which begins at the provider, opened from the address;
     * `null`: from any address.
     */
    async awaitingProvider(connectionId: string, { address, now }: { address: string | null; now: Date }) {
      const [row] = await db
        .select()
        .from(attempts)
        .where(
          and(
            eq(attempts.connectionId, connectionId),
            eq(attempts.status, "started"),
            isNotNull(attempts.testRunId),
            isNull(attempts.requestId),
            eq(attempts.initiatedBy, "identity_provider"),
            gt(attempts.expiresAt, now),
            address === null ? undefined : eq(attempts.address, address),
          ),
        )
        .orderBy(desc(attempts.createdAt), desc(attempts.id))
        .limit(1);
      return row ? withSecrets(row) : null;
    },
    /** From `started` to `answered` with a ticket; `false` if it was answered or has expired. One statement. */
    async answer(
      id: string,
      answer: {
        ticketHash: string;
        identitySealed: string | null;
        refusalCode: string | null;
        cause: unknown;
        email: string | null;
      },
      now: Date,
    ) {
      const rows = await db
        .update(attempts)
        .set({ ...answer, status: "answered", answeredAt: now })
        .where(and(eq(attempts.id, id), eq(attempts.status, "started"), gt(attempts.expiresAt, now)))
        .returning({ id: attempts.id });
      return rows.length > 0;
    },
    /**
     * `useAssertion` and `answer` in one statement, for an accepted answer; `false` if either refuses, and then
     * nothing is answered. The two themselves tell which it was.
     */
    async answerByAssertion(
      { id, connectionId }: Pick<SignInAttempt, "id" | "connectionId">,
      assertion: { id: string; expiresAt: Date },
      answer: { ticketHash: string; identitySealed: string; cause: NonNullable<unknown> },
      now: Date,
    ) {
      const { identitySealed, ticketHash, cause } = answer;
      const rows = await withIdempotency(db, {
        id,
        connectionId,
        assertionHash: hashOf(assertion.id),
        assertionExpiresAt: assertion.expiresAt,
        identitySealed,
        ticketHash,
        cause,
        now,
      });
      return rows.length > 0;
    },
    /** Adds the result of an answered attempt whose outcome was unknown when it was claimed (OIDC, OAuth 2). */
    async complete(
      id: string,
      outcome: {
        identitySealed: string | null;
        refusalCode: string | null;
        cause: unknown;
        email: string | null;
      },
    ) {
      await db
        .update(attempts)
        .set(outcome)
        .where(and(eq(attempts.id, id), eq(attempts.status, "answered")));
    },
    ...bindingsIn(db),
    ...signInLogIn(db),
    /** The attempt whose ticket waits to be traded, without trading it. */
    async byTicket(ticketHash: string, now: Date): Promise<(SignInAttempt & AttemptSecrets) | null> {
      const [row] = await db.select().from(attempts).where(waiting(ticketHash, now));
      return row ? withSecrets(row) : null;
    },
    /** The attempt of a ticket, in any state, and whether the ticket was traded. */
    async byTicketHash(ticketHash: string) {
      const [row] = await db.select().from(attempts).where(eq(attempts.ticketHash, ticketHash));
      return row ? { attempt: withSecrets(row), traded: row.ticketUsedAt !== null } : null;
    },
    /** The attempt of a code flow by its `state`, of any connection. */
    async byState(stateHash: string) {
      const [row] = await db.select().from(attempts).where(eq(attempts.stateHash, stateHash));
      return row ? withSecrets(row) : null;
    },
    /** The SAML attempts that an answer names by request or by RelayState, of any connection. */
    async namedBy({ requestIds, attemptId }: { requestIds: readonly string[]; attemptId: string | null }) {
      const named = [
        ...(requestIds.length > 0 ? [inArray(attempts.requestId, [...requestIds])] : []),
        ...(attemptId === null ? [] : [eq(attempts.id, attemptId)]),
      ];
      if (named.length === 0) return [];
      const rows = await db
        .select()
        .from(attempts)
        .where(and(eq(attempts.protocol, "saml"), or(...named)));
      return rows.map(withSecrets);
    },
    /**
     * Trades a ticket for its attempt and its connection, if that still exists; `null` if unknown, traded or expired.
     * One statement.
     */
    async redeem(
      ticketHash: string,
      now: Date,
    ): Promise<{ attempt: SignInAttempt & AttemptSecrets; connection: Connection | null } | null> {
      const [row] = await redeemOne(db, { ticketHash, now });
      return row
        ? { attempt: withSecrets(row.redeemed), connection: row.connections && connectionOf(row.connections) }
        : null;
    },
    /**
     * Ends an admitted sign-in, and opens the session; sets the time of last use of the person, their link and their
     * memberships of `signedInTo`. One statement.
     */
    admit: admitAttemptIn(db),
    /** Ends an attempt that has not ended yet: admitted, or with its refusal. */
    async finish(
      id: string,
      end: {
        status: "admitted" | "refused";
        refusalCode: string | null;
        cause: unknown;
        email: string | null;
        userId: string | null;
        sessionId: string | null;
      },
      at: Date,
    ) {
      const write = (on: Database) =>
        on
          .update(attempts)
          .set({ ...end, ...forgotten, finishedAt: at })
          .where(unfinished(id))
          .returning();
      if (end.status === "admitted") {
        await write(db);
        return;
      }
      await db.transaction(async (tx) => {
        const [attempt] = await write(tx);
        if (attempt && attempt.testRunId === null && attempt.linkUserId === null)
          await enqueueWebhooks(tx, attempt.spaceId, [refusedSignIn(attempt, at)]);
      });
    },
    /** Remembers that an assertion was used; `false` if it was before. One statement. */
    async useAssertion(connectionId: string, assertionId: string, now: Date, expiresAt: Date) {
      const rows = await db
        .insert(usedAssertions)
        .values({ connectionId, assertionHash: hashOf(assertionId), usedAt: now, expiresAt })
        .onConflictDoNothing({ target: [usedAssertions.connectionId, usedAssertions.assertionHash] })
        .returning({ usedAt: usedAssertions.usedAt });
      return rows.length > 0;
    },
    /** Removes attempts from before `before` and used assertions that expired before `now`. */
    async prune(before: Date, now: Date) {
      await db.delete(attempts).where(lt(attempts.createdAt, before));
      await db.delete(usedAssertions).where(lte(usedAssertions.expiresAt, now));
      await db
        .update(attempts)
        .set({ status: "expired", secretsSealed: null, identitySealed: null })
        .where(and(inArray(attempts.status, openStatuses), lte(attempts.expiresAt, now)));
      const sessionOver = new Date(now.getTime() - sessionLifetime);
      await db
        .update(attempts)
        .set(forgotten)
        .where(
          and(
            eq(attempts.status, "admitted"),
            isNotNull(attempts.identitySealed),
            lte(attempts.finishedAt, sessionOver),
          ),
        );
      await db
        .update(testRuns)
        .set({ status: "expired" })
        .where(and(inArray(testRuns.status, ["created", "started"]), lte(testRuns.expiresAt, now)));
    },
  };
}

const hashOf = (assertionId: string) => createHash("sha256").update(assertionId).digest("base64url");

/** What programs receive about a refused sign-in: enough to look it up. */
function refusedSignIn(attempt: AttemptRow, at: Date): WebhookEvent {
  const { id, connectionId, connectionName, protocol, email, refusalCode } = attempt;
  const data = {
    attemptId: id,
    connection: { id: connectionId, name: connectionName },
    protocol,
    email,
    refusalCode,
  };
  return { type: "sign_in.refused", at, data };
}
