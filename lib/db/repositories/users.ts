import { and, count, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { memberships } from "@/drizzle/schema/people";
import { recoveryCodes } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { Credentials, Membership, User } from "@/lib/model/people/person";
import type { Database } from "../driver/database";
import { insertMany, isOneOf, parts } from "../driver/parts";
import { unlessTaken } from "../driver/unless-taken";

/** The writable fields of a user; secrets are passed hashed or sealed. */
export type UserRecord = Omit<typeof users.$inferSelect, "totpLastStep">;

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

/** The name to show, as the model's `displayName` computes it, for search and order. */
export const nameOfUser = sql<string>`coalesce(nullif(trim(${users.firstName} || ' ' || ${users.lastName}), ''), ${users.email})`;

/** People, of any space. */
// Over 60 lines: one short method per query, over one handle.
export function usersIn(db: Database) {
  return {
    async byId(id: string): Promise<User | null> {
      const [row] = await db.select().from(users).where(eq(users.id, id));
      return row ? userOf(row) : null;
    },
    /** The address must be normalised. */
    async byEmail(email: string): Promise<User | null> {
      const [row] = await db.select().from(users).where(eq(users.email, email));
      return row ? userOf(row) : null;
    },
    async byIds(ids: readonly string[]): Promise<User[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .select()
        .from(users)
        .where(inArray(users.id, [...ids]));
      return rows.map(userOf);
    },
    /** The users with these addresses, in a few statements whatever their number. Normalised. */
    async byEmails(emails: readonly string[]): Promise<Pick<User, "id" | "email">[]> {
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
    async credentialsOf(userId: string): Promise<Credentials | null> {
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
    /** `false` if the address is taken. */
    async insert(user: UserRecord) {
      const rows = await db
        .insert(users)
        .values(user)
        .onConflictDoNothing({ target: users.email })
        .returning({ id: users.id });
      return rows.length > 0;
    },
    /** As `insert`, many in a few statements; taken addresses are skipped. */
    async insertMany(records: readonly UserRecord[]) {
      await insertMany(db, users, records, sql`(email) do nothing`);
    },
    async update(id: string, change: Partial<Omit<UserRecord, "id">>) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db.update(users).set(change).where(eq(users.id, id));
    },
    /** Gives the person another address, normalised; `false` if somebody has it. */
    changeAddress(id: string, email: string) {
      return unlessTaken(db, "users_email", false, async (tx) => {
        await tx.update(users).set({ email }).where(eq(users.id, id));
        return true;
      });
    },
    /** Lets everybody whom the organization converted to SSO only set a password again; returns how many. */
    async endSsoOnly(organizationId: string) {
      const rows = await db
        .update(users)
        .set({ ssoOnlyOrganizationId: null })
        .where(eq(users.ssoOnlyOrganizationId, organizationId))
        .returning({ id: users.id });
      return rows.length;
    },
    /** How many people the organization has converted to SSO only. */
    async countSsoOnly(organizationId: string): Promise<number> {
      return await db.$count(users, eq(users.ssoOnlyOrganizationId, organizationId));
    },
    /** Marks a TOTP step as used; `false` if this or a later one was used before. One statement. */
    async useTotpStep(userId: string, step: string) {
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
    async replaceRecoveryCodes(userId: string, hashes: readonly string[]) {
      await db.transaction(async (tx) => {
        await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
        if (hashes.length > 0)
          await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash })));
      });
    },
    /** Consumes a recovery code; `false` if it is unknown or was used. One statement. */
    async useRecoveryCode(userId: string, hash: string, now: Date) {
      const rows = await db
        .update(recoveryCodes)
        .set({ usedAt: now })
        .where(
          and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)),
        )
        .returning({ hash: recoveryCodes.hash });
      return rows.length > 0;
    },
    async unusedRecoveryCodes(userId: string) {
      const [row] = await db
        .select({ left: count() })
        .from(recoveryCodes)
        .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
      return row?.left ?? 0;
    },
    /** Every membership of a person, in any space. */
    async membershipsOf(userId: string): Promise<Membership[]> {
      return db
        .select()
        .from(memberships)
        .where(eq(memberships.userId, userId))
        .orderBy(memberships.createdAt, memberships.spaceId);
    },
  };
}
