import { and, count, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { memberships } from "@/drizzle/schema/people";
import { recoveryCodes } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { User } from "@/lib/model/people/person";
import type { Users } from "@/lib/ports/people";
import type { Database } from "../driver/database";
import { insertMany, isOneOf, parts } from "../driver/parts";
import { unlessTaken } from "../driver/unless-taken";

/** The stored row without its secrets. */
export function userOf(row: typeof users.$inferSelect): User {
  return {
    id: row.id,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    hasPassword: row.passwordHash !== null,
    hasTwoFactor: row.totpEnabledAt !== null,
    passwordChangedAt: row.passwordChangedAt,
    ssoOnlyOrganizationId: row.ssoOnlyOrganizationId,
    isOperator: row.isOperator,
    createdAt: row.createdAt,
    lastSignInAt: row.lastSignInAt,
    lastPasswordSignInAt: row.lastPasswordSignInAt,
  };
}

/** The name to show, as `displayName` of the core gives it, for search and order. */
export const nameOfUser = sql<string>`coalesce(nullif(trim(${users.firstName} || ' ' || ${users.lastName}), ''), ${users.email})`;

/** Persons, in whatever space. */
export function usersIn(db: Database): Users {
  return {
    async byId(id) {
      const [row] = await db.select().from(users).where(eq(users.id, id));
      return row ? userOf(row) : null;
    },
    async byEmail(email) {
      const [row] = await db.select().from(users).where(eq(users.email, email));
      return row ? userOf(row) : null;
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .select()
        .from(users)
        .where(inArray(users.id, [...ids]));
      return rows.map(userOf);
    },
    async byEmails(emails) {
      const found: Pick<User, "id" | "email">[] = [];
      for (const part of parts(emails)) {
        found.push(
          ...(await db
            .select({ id: users.id, email: users.email })
            .from(users)
            .where(isOneOf(users.email, part))),
        );
      }
      return found;
    },
    async credentialsOf(userId) {
      const [row] = await db
        .select({
          userId: users.id,
          passwordHash: users.passwordHash,
          totpSealed: users.totpSealed,
          totpEnabledAt: users.totpEnabledAt,
          totpLastStep: users.totpLastStep,
        })
        .from(users)
        .where(eq(users.id, userId));
      return row ?? null;
    },
    async insert(user) {
      const rows = await db
        .insert(users)
        .values(user)
        .onConflictDoNothing({ target: users.email })
        .returning({ id: users.id });
      return rows.length > 0;
    },
    async insertMany(records) {
      await insertMany(db, users, records, sql`(email) do nothing`);
    },
    async update(id, change) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db.update(users).set(change).where(eq(users.id, id));
    },
    changeAddress(id, email) {
      return unlessTaken(db, "users_email", false, async (tx) => {
        await tx.update(users).set({ email }).where(eq(users.id, id));
        return true;
      });
    },
    async endSsoOnly(organizationId) {
      const rows = await db
        .update(users)
        .set({ ssoOnlyOrganizationId: null })
        .where(eq(users.ssoOnlyOrganizationId, organizationId))
        .returning({ id: users.id });
      return rows.length;
    },
    async useTotpStep(userId, step) {
      const rows = await db
        .update(users)
        .set({ totpLastStep: step })
        .where(
          and(
            eq(users.id, userId),
            or(isNull(users.totpLastStep), sql`${users.totpLastStep}::bigint < ${step}::bigint`),
          ),
        )
        .returning({ id: users.id });
      return rows.length > 0;
    },
    async replaceRecoveryCodes(userId, hashes) {
      await db.transaction(async (tx) => {
        await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
        if (hashes.length > 0)
          await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash })));
      });
    },
    async useRecoveryCode(userId, hash, now) {
      const rows = await db
        .update(recoveryCodes)
        .set({ usedAt: now })
        .where(
          and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)),
        )
        .returning({ hash: recoveryCodes.hash });
      return rows.length > 0;
    },
    async unusedRecoveryCodes(userId) {
      const [row] = await db
        .select({ left: count() })
        .from(recoveryCodes)
        .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
      return row?.left ?? 0;
    },
    async membershipsOf(userId) {
      return db
        .select()
        .from(memberships)
        .where(eq(memberships.userId, userId))
        .orderBy(memberships.createdAt, memberships.spaceId);
    },
  };
}
