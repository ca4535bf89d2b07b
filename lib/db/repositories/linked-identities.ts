import {
  and,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  inArray,
  ne,
  notExists,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { connections, formerIdentities, linkedIdentities, signInOptions } from "@/drizzle/schema/connections";
import { domains } from "@/drizzle/schema/organizations";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import { verifiedStatuses } from "@/lib/model/organizations/organization";
import type { User } from "@/lib/model/people/person";
import { compareRoles, type Role, roles } from "@/lib/model/people/roles";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import { subjectKey } from "@/lib/model/sign-in/subject";
import type { Database } from "../driver/database";
import { isOneOf } from "../driver/parts";
import { prepared, written } from "../driver/prepared";
import { userOf } from "./users";

/** The former form of a row is this file's own concern. */
const { subjectFolded, ...identityColumns } = getTableColumns(linkedIdentities);

const onePerson = prepared(
  ["organizationId", "connectionId", "issuer", "subject", "asSent", "foldedBefore", "domain"],
  (db, { organizationId, connectionId, issuer, subject, asSent, foldedBefore, domain }) => {
    const verified = db
      .select({ one: sql`1` })
      .from(domains)
      .where(
        and(
          eq(domains.organizationId, organizationId),
          eq(domains.name, domain),
          inArray(domains.status, verifiedStatuses),
        ),
      );
    return db
      .select({ link: identityColumns, user: users, domainIsOurs: sql<boolean>`${exists(verified)}` })
      .from(connections)
      .leftJoin(
        linkedIdentities,
        and(
          eq(linkedIdentities.organizationId, connections.organizationId),
          eq(linkedIdentities.connectionId, connections.id),
          eq(linkedIdentities.issuer, issuer),
          // A list rather than alternatives, so that the index finds them all; the third matters for old rows only.
          inArray(linkedIdentities.subject, [subject, asSent, foldedBefore]),
          or(
            eq(linkedIdentities.subject, asSent),
            eq(linkedIdentities.subject, subject),
            linkedIdentities.subjectFolded,
          ),
        ),
      )
      .leftJoin(users, eq(users.id, linkedIdentities.userId))
      .where(and(eq(connections.organizationId, organizationId), eq(connections.id, connectionId)))
      .orderBy(
        desc(sql`coalesce(${linkedIdentities.subject} = ${asSent}, false)`),
        desc(sql`coalesce(${linkedIdentities.subject} = ${subject}, false)`),
      )
      .limit(1);
  },
);

const useNow = prepared(["organizationId", "id", "at"], (db, { organizationId, id, at }) =>
  db
    .update(linkedIdentities)
    .set({ lastUsedAt: written(at, linkedIdentities.lastUsedAt) })
    .where(and(eq(linkedIdentities.organizationId, organizationId), eq(linkedIdentities.id, id))),
);

/** People's identities at one organization's providers. */
// Over 60 lines: one short method per query, over one handle.
export function linkedIdentitiesIn(db: Database, organizationId: string) {
  const here = eq(linkedIdentities.organizationId, organizationId);
  const one = (id: string) => and(here, eq(linkedIdentities.id, id));
  const ofConnection = (id: string) => and(here, eq(linkedIdentities.connectionId, id));
  /** True if nobody else of the connection has the issuer and subject. */
  const other = alias(linkedIdentities, "other");
  const free = (issuer: SQL, subject: SQL) =>
    notExists(
      db
        .select({ one: sql`1` })
        .from(other)
        .where(
          and(
            eq(other.connectionId, linkedIdentities.connectionId),
            eq(other.issuer, issuer),
            eq(other.subject, subject),
            ne(other.id, linkedIdentities.id),
          ),
        ),
    );
  const guarded = db
    .select({ one: sql`1` })
    .from(memberships)
    .where(and(eq(memberships.userId, users.id), memberships.isItAdministrator));
  /** A higher role than this one in a space that the connection leads to. */
  const above = (connectionId: string, upTo: Role) =>
    db
      .select({ one: sql`1` })
      .from(memberships)
      .innerJoin(signInOptions, eq(signInOptions.spaceId, memberships.spaceId))
      .where(
        and(
          eq(memberships.userId, linkedIdentities.userId),
          eq(signInOptions.connectionId, connectionId),
          inArray(
            memberships.role,
            roles.filter((role) => compareRoles(role, upTo) > 0),
          ),
        ),
      );
  return {
    /**
     * The identity that a subject names, with its person, if they still exist, and whether the organization has
     * verified the domain. A subject that was stored exactly as sent comes before one that compares equal. One
     * statement.
     */
    async recognise(
      connectionId: string,
      claimed: {
        issuer: string;
        subject: string;
        domain: string;
        subjectAsSent?: string;
        subjectFoldedBefore?: string | null;
      },
    ): Promise<{ link: LinkedIdentity | null; user: User | null; domainIsOurs: boolean }> {
      const { issuer, subject, domain, subjectAsSent: asSent = subject, subjectFoldedBefore } = claimed;
      const foldedBefore = subjectFoldedBefore ?? subject;
      const names = { issuer, subject, asSent, foldedBefore, domain };
      const [row] = await onePerson(db, { organizationId, connectionId, ...names });
      if (!row) return { link: null, user: null, domainIsOurs: false };
      return { ...row, user: row.user && userOf(row.user) };
    },
    async byUser(connectionId: string, userId: string): Promise<LinkedIdentity | null> {
      const [row] = await db
        .select(identityColumns)
        .from(linkedIdentities)
        .where(
          and(here, eq(linkedIdentities.connectionId, connectionId), eq(linkedIdentities.userId, userId)),
        );
      return row ?? null;
    },
    /** The users with exactly one of these subjects at the connection, whatever issuer. */
    async usersOfSubjects(
      connectionId: string,
      subjects: readonly string[],
    ): Promise<{ subject: string; userId: string }[]> {
      const { subject, userId } = linkedIdentities;
      return db
        .selectDistinct({ subject, userId })
        .from(linkedIdentities)
        .where(and(here, eq(linkedIdentities.connectionId, connectionId), isOneOf(subject, subjects)));
    },
    /** Who signs in at the connection under this name. */
    async ofSubject(
      connectionId: string,
      { issuer, subject }: { issuer: string; subject: string },
    ): Promise<LinkedIdentity | null> {
      const [row] = await db
        .select(identityColumns)
        .from(linkedIdentities)
        .where(
          and(
            ofConnection(connectionId),
            eq(linkedIdentities.issuer, issuer),
            inArray(linkedIdentities.subject, [subject, subjectKey(subject)]),
          ),
        )
        .orderBy(desc(sql`${linkedIdentities.subject} = ${subject}`))
        .limit(1);
      return row ?? null;
    },
    async ofUser(userId: string): Promise<LinkedIdentity[]> {
      return db
        .select(identityColumns)
        .from(linkedIdentities)
        .where(and(here, eq(linkedIdentities.userId, userId)))
        .orderBy(linkedIdentities.firstUsedAt, linkedIdentities.id);
    },
    async insert(identity: LinkedIdentity) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(eq(connections.organizationId, organizationId), eq(connections.id, identity.connectionId)),
        );
      if (!connection) throw new Error("an identity needs a connection of the same organization");
      const rows = await db
        .insert(linkedIdentities)
        .values({ ...identity, organizationId })
        .onConflictDoNothing()
        .returning({ id: linkedIdentities.id });
      return rows.length > 0;
    },
    /** New subject after an administrator's relink, and the time of the last use. */
    async update(
      id: string,
      change: Partial<Pick<LinkedIdentity, "issuer" | "subject" | "relinkAllowed" | "lastUsedAt">>,
    ) {
      if (Object.values(change).every((value) => value === undefined)) return;
      const kept = change.subject === undefined ? change : { ...change, subjectFolded: false };
      await db.update(linkedIdentities).set(kept).where(one(id));
    },
    /** How many people are linked to the connection, without those whose next sign-in may bring another subject. */
    async count(connectionId: string) {
      const [row] = await db
        .select({ people: count() })
        .from(linkedIdentities)
        .where(and(ofConnection(connectionId), eq(linkedIdentities.relinkAllowed, false)));
      return row?.people ?? 0;
    },
    /** Stores everybody's subject under the live basis, for `restore`. */
    async remember(connectionId: string, basis: string) {
      await db
        .insert(formerIdentities)
        .select(
          db
            .select({
              organizationId: linkedIdentities.organizationId,
              linkId: linkedIdentities.id,
              basis: sql<string>`${basis}::text`.as("basis"),
              issuer: linkedIdentities.issuer,
              subject: linkedIdentities.subject,
            })
            .from(linkedIdentities)
            .where(ofConnection(connectionId)),
        )
        .onConflictDoUpdate({
          target: [formerIdentities.linkId, formerIdentities.basis],
          set: { issuer: sql`excluded.issuer`, subject: sql`excluded.subject` },
        });
    },
    /**
     * Takes everybody's subject of an issuer out of use, once it is remembered: the same text names somebody else from now on.
     * The links stay, so that their people are refused or linked again rather than taken for new ones.
     */
    async retire(connectionId: string, issuer: string, basis: string): Promise<void> {
      await db
        .update(linkedIdentities)
        .set({ issuer: sql`'former ' || ${basis}::text || ' ' || ${linkedIdentities.id}` })
        .where(and(ofConnection(connectionId), eq(linkedIdentities.issuer, issuer)));
    },
    /** Restores everybody's subject under that basis; returns how many changed. */
    async restore(connectionId: string, basis: string) {
      const rows = await db
        .update(linkedIdentities)
        .set({
          issuer: sql`${formerIdentities.issuer}`,
          subject: sql`${formerIdentities.subject}`,
          relinkAllowed: false,
        })
        .from(formerIdentities)
        .where(
          and(
            ofConnection(connectionId),
            eq(formerIdentities.linkId, linkedIdentities.id),
            eq(formerIdentities.basis, basis),
            or(
              ne(linkedIdentities.issuer, formerIdentities.issuer),
              ne(linkedIdentities.subject, formerIdentities.subject),
              linkedIdentities.relinkAllowed,
            ),
            free(sql`${formerIdentities.issuer}`, sql`${formerIdentities.subject}`),
          ),
        )
        .returning({ id: linkedIdentities.id });
      return rows.length;
    },
    /** Moves the subjects to another issuer, except those that exist there; nobody above the role. Returns how many. */
    async moveIssuer(connectionId: string, from: string, to: string, upTo: Role) {
      const rows = await db
        .update(linkedIdentities)
        .set({ issuer: to, relinkAllowed: false })
        .where(
          and(
            ofConnection(connectionId),
            eq(linkedIdentities.issuer, from),
            notExists(above(connectionId, upTo)),
            free(sql`${to}`, sql`${linkedIdentities.subject}`),
          ),
        )
        .returning({ id: linkedIdentities.id });
      return rows.length;
    },
    /**
     * Allows the next sign-in of everybody another subject whose address is of a domain that the organization has
     * verified; not operators and IT administrators, and nobody above the role, nor (`beyond`) anybody who is not
     * above that one. Returns how many.
     */
    async allowRelink(connectionId: string, upTo: Role, beyond?: Role) {
      const theirs = db
        .select({ id: users.id })
        .from(users)
        .innerJoin(
          domains,
          and(
            eq(domains.organizationId, organizationId),
            eq(domains.name, sql`split_part(${users.email}, '@', 2)`),
            inArray(domains.status, verifiedStatuses),
          ),
        )
        .where(and(eq(users.isOperator, false), notExists(guarded)));
      const rows = await db
        .update(linkedIdentities)
        .set({ relinkAllowed: true })
        .where(
          and(
            ofConnection(connectionId),
            inArray(linkedIdentities.userId, theirs),
            notExists(above(connectionId, upTo)),
            beyond ? exists(above(connectionId, beyond)) : undefined,
          ),
        )
        .returning({ id: linkedIdentities.id });
      return rows.length;
    },
    /** Deletes the person's former subject: their link was created again by hand. */
    async forgetFormer(id: string) {
      await db
        .delete(formerIdentities)
        .where(and(eq(formerIdentities.organizationId, organizationId), eq(formerIdentities.linkId, id)));
    },
    /** The time of the last use. */
    async touch(id: string, at: Date) {
      await useNow(db, { organizationId, id, at });
    },
    async remove(id: string) {
      await db.delete(linkedIdentities).where(one(id));
    },
  };
}
