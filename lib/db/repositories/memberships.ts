import { and, count, eq, exists, inArray, isNotNull, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { linkedIdentities } from "@/drizzle/schema/connections";
import { memberConnections } from "@/drizzle/schema/member-connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { memberships, teamMembers, teams } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import { asSeenBySpace } from "@/lib/model/people/acceptance";
import type { Member, Membership, MembershipOrigin, SignInMeans } from "@/lib/model/people/person";
import { holds, permissions, type Role } from "@/lib/model/people/roles";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, ofType, readPage, searching } from "../driver/paging";
import { insertMany, isOneOf, parts } from "../driver/parts";
import { prepared } from "../driver/prepared";
import { accepted, nameOfMember } from "./accepted-members";
import { type PersonLeftOut, peopleLeftOutWithout } from "./people-left-out";
import type { TeamOfPerson } from "./teams";
import { userOf } from "./users";

export interface MemberFilter {
  role?: Role;
  status?: string;
  team?: string;
  /** `password`: has a password; `sso`: linked to a connection. */
  signIn?: SignInMeans;
  /** How they became members. */
  origin?: MembershipOrigin;
  itAdministrator?: boolean;
  /** False: has never signed in to the space. */
  hasSignedIn?: boolean;
  /** Linked to this connection. */
  connectionId?: string;
}

/** Live facts for the Prepare step. */
export interface MemberCounts {
  active: number;
  /** Of the active ones, those who have never signed in to the space. */
  notSignedIn: number;
  invited: number;
  pending: number;
  deactivated: number;
  administrators: number;
  itAdministrators: number;
  withPassword: number;
  withTwoFactor: number;
}

type MemberRow = { memberships: typeof memberships.$inferSelect; users: typeof users.$inferSelect };

function memberOf(row: MemberRow): Member {
  return asSeenBySpace({ ...row.memberships, user: userOf(row.users) });
}

const oneOfUser = prepared(["spaceId", "userId"], (db, { spaceId, userId }) =>
  db
    .select()
    .from(memberships)
    .where(and(eq(memberships.spaceId, spaceId), eq(memberships.userId, userId))),
);

const standingOf = prepared(["spaceId", "userId"], (db, { spaceId, userId }) => {
  const chosen = db
    .select({ id: memberConnections.connectionId })
    .from(memberConnections)
    .where(and(eq(memberConnections.spaceId, spaceId), eq(memberConnections.userId, userId)));
  const mapped = db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(
      and(
        eq(teamMembers.spaceId, spaceId),
        eq(teamMembers.userId, userId),
        eq(teamMembers.source, "mapping"),
      ),
    );
  return db
    .select({
      membership: memberships,
      chosenConnections: sql<string[]>`array(${chosen})`,
      mappedTeams: sql<string[]>`array(${mapped})`,
    })
    .from(memberships)
    .where(and(eq(memberships.spaceId, spaceId), eq(memberships.userId, userId)));
});

const oneMember = prepared(["spaceId", "userId"], (db, { spaceId, userId }) =>
  db
    .select()
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.spaceId, spaceId), eq(memberships.userId, userId))),
);

const teamsOfOne = prepared(["spaceId", "userId"], (db, { spaceId, userId }) =>
  db
    .select({ team: teams, source: teamMembers.source })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teams.spaceId, spaceId), eq(teamMembers.userId, userId)))
    .orderBy(caseless(teams.name)),
);

/** The people of one space. */
// Over 60 lines: one short method per query, over one handle.
export function membershipsIn(db: Database, spaceId: string) {
  const here = eq(memberships.spaceId, spaceId);
  const members = () => db.select().from(memberships).innerJoin(users, eq(users.id, memberships.userId));
  async function countOf(query: Pick<PageQuery, "search"> & MemberFilter): Promise<number> {
    const where = and(here, searching(query, users.email, nameOfMember), ...filters(db, spaceId, query));
    const [row] = await db
      .select({ rows: count() })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(where);
    return row?.rows ?? 0;
  }

  return {
    /**
     * Active people who signed in through one of the connections, have no password, and could use no other active
     * connection of the space. One statement.
     */
    leftOutWithout: (connectionIds: readonly string[]): Promise<PersonLeftOut[]> =>
      peopleLeftOutWithout(db, spaceId, connectionIds),
    async byUser(userId: string): Promise<Membership | null> {
      const [row] = await oneOfUser(db, { spaceId, userId });
      return row ?? null;
    },
    /** The memberships of these people, whatever their status. */
    async byUsers(userIds: readonly string[]): Promise<Membership[]> {
      return db
        .select()
        .from(memberships)
        .where(and(here, isOneOf(memberships.userId, userIds)));
    },
    /**
     * A person's membership with what a sign-in needs besides it: the connections chosen for them, their mapped
     * teams.
     */
    async standing(
      userId: string,
    ): Promise<{ membership: Membership; chosenConnections: string[]; mappedTeams: string[] } | null> {
      const [row] = await standingOf(db, { spaceId, userId });
      return row ?? null;
    },
    async member(userId: string): Promise<Member | null> {
      const [row] = await oneMember(db, { spaceId, userId });
      return row ? memberOf(row) : null;
    },
    /** Search covers name and address. Sort: `name`, `email`, `role`, `status`, `lastSignInAt`, `createdAt`. */
    page(query: PageQuery & MemberFilter): Promise<Page<Member>> {
      const where = and(here, searching(query, users.email, nameOfMember), ...filters(db, spaceId, query));
      const order = listOrder(query, sortable, { sort: "name", direction: "asc" }, memberships.userId);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ memberships, users, place: order.place })
            .from(memberships)
            .innerJoin(users, eq(users.id, memberships.userId))
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => countOf(query),
        memberOf,
      );
    },
    /** How many a list with this query would have. */
    count: (query: Pick<PageQuery, "search"> & MemberFilter): Promise<number> => countOf(query),
    async administrators(): Promise<Member[]> {
      const active = and(here, eq(memberships.role, "admin"), eq(memberships.status, "active"));
      return (await members().where(active).orderBy(memberships.createdAt, memberships.userId)).map(memberOf);
    },
    /** The members among these people, whatever their status, by name. */
    async membersAmong(userIds: readonly string[]): Promise<Member[]> {
      const found: Member[] = [];
      for (const part of parts(userIds)) {
        const rows = await members()
          .where(and(here, isOneOf(memberships.userId, part)))
          .orderBy(caseless(nameOfMember), memberships.userId);
        found.push(...rows.map(memberOf));
      }
      return found;
    },
    /** Those of the people who are in the space, whatever their status. */
    async among(userIds: readonly string[]): Promise<Set<string>> {
      const found = new Set<string>();
      for (const part of parts(userIds)) {
        const rows = await db
          .select({ userId: memberships.userId })
          .from(memberships)
          .where(and(here, isOneOf(memberships.userId, part)));
        for (const { userId } of rows) found.add(userId);
      }
      return found;
    },
    /** How many wait for approval. */
    async waiting() {
      return await db.$count(memberships, and(here, eq(memberships.status, "pending")));
    },
    /** Members who have the permission: administrators and those to whom it was granted. */
    async holdersOf(permission: string): Promise<Member[]> {
      const active = await members()
        .where(and(here, eq(memberships.status, "active")))
        .orderBy(memberships.createdAt, memberships.userId);
      const known = permissions.find((name) => name === permission);
      return known === undefined ? [] : active.map(memberOf).filter((member) => holds(member, known));
    },
    /** `false` if one exists already. */
    async insert(membership: Membership) {
      const rows = await db
        .insert(memberships)
        .values({ ...membership, spaceId })
        .onConflictDoNothing({ target: [memberships.spaceId, memberships.userId] })
        .returning({ userId: memberships.userId });
      return rows.length > 0;
    },
    /** As `insert`, many in a few statements; existing people are skipped. */
    async insertMany(rows: readonly Membership[]) {
      const ours = rows.map((membership) => ({ ...membership, spaceId }));
      await insertMany(db, memberships, ours, sql`(space_id, user_id) do nothing`);
    },
    async update(userId: string, change: Partial<Omit<Membership, "spaceId" | "userId">>) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db
        .update(memberships)
        .set(change)
        .where(and(here, eq(memberships.userId, userId)));
    },
    /** The same change to many. */
    async updateMany(
      userIds: readonly string[],
      change: Partial<Pick<Membership, "role" | "status" | "licence" | "roleSource">>,
    ) {
      if (Object.values(change).every((value) => value === undefined)) return;
      for (const part of parts(userIds))
        await db
          .update(memberships)
          .set(change)
          .where(and(here, isOneOf(memberships.userId, part)));
    },
    /** Used seats per role: active and invited members by `licence`. */
    async seatsInUse(): Promise<Record<Role, number>> {
      const rows = await db
        .select({ licence: memberships.licence, seats: count() })
        .from(memberships)
        .where(and(here, inArray(memberships.status, ["active", "invited"]), isNotNull(memberships.licence)))
        .groupBy(memberships.licence);
      const used = { reader: 0, editor: 0, admin: 0 };
      for (const { licence, seats } of rows) if (licence) used[licence] = seats;
      return used;
    },
    async counts(): Promise<MemberCounts> {
      const active = sql`${memberships.status} = 'active'`;
      const [row] = await db
        .select({
          active: countWhere(active),
          notSignedIn: countWhere(sql`${active} and ${memberships.lastSignInAt} is null`),
          invited: countWhere(sql`${memberships.status} = 'invited'`),
          pending: countWhere(sql`${memberships.status} = 'pending'`),
          deactivated: countWhere(sql`${memberships.status} = 'deactivated'`),
          administrators: countWhere(sql`${active} and ${memberships.role} = 'admin'`),
          itAdministrators: countWhere(sql`${active} and ${memberships.isItAdministrator}`),
          withPassword: countWhere(sql`${active} and ${users.passwordHash} is not null`),
          withTwoFactor: countWhere(sql`${active} and ${users.totpEnabledAt} is not null`),
        })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(here);
      if (!row) throw new Error("an aggregate answered no row");
      return row;
    },
    /** The ids of the members whom a list shows with this query, by name; one more than `most` if there are more. */
    async idsMatching(query: Pick<PageQuery, "search"> & MemberFilter, most: number): Promise<string[]> {
      const rows = await db
        .select({ userId: memberships.userId })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(here, searching(query, users.email, nameOfMember), ...filters(db, spaceId, query)))
        .orderBy(caseless(nameOfMember), memberships.userId)
        .limit(most + 1);
      return rows.map(({ userId }) => userId);
    },
    /** With how the person came into each: by hand, or by a rule or default of single sign-on. */
    async teamsOf(userId: string): Promise<TeamOfPerson[]> {
      const rows = await teamsOfOne(db, { spaceId, userId });
      return rows.map(({ team, source }) => ({ ...team, source }));
    },
    /** Sets the person's mapped teams to exactly these; teams given by hand stay. */
    async setMappedTeams(userId: string, teamIds: readonly string[]) {
      const mapped = and(
        eq(teamMembers.spaceId, spaceId),
        eq(teamMembers.userId, userId),
        eq(teamMembers.source, "mapping"),
      );
      if (teamIds.length === 0) {
        await db.delete(teamMembers).where(mapped);
        return;
      }
      await db.transaction(async (tx) => {
        await tx.delete(teamMembers).where(and(mapped, notInArray(teamMembers.teamId, [...teamIds])));
        const known = await tx
          .select({ id: teams.id })
          .from(teams)
          .where(and(eq(teams.spaceId, spaceId), inArray(teams.id, [...teamIds])));
        if (known.length === 0) return;
        await tx
          .insert(teamMembers)
          .values(known.map(({ id }) => ({ spaceId, teamId: id, userId, source: "mapping" as const })))
          .onConflictDoNothing();
      });
    },
  };
}

function countWhere(condition: SQL) {
  return sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
}

const roleOrder = ofType(
  "integer",
  sql`array_position(array['reader', 'editor', 'admin'], ${memberships.role})`,
);

const sortable = {
  name: caseless(nameOfMember),
  email: users.email,
  role: roleOrder,
  // Active, active without a sign-in, and then those who are not in yet or no longer.
  status: ofType(
    "integer",
    sql`array_position(array['active', 'invited', 'pending', 'deactivated'], ${memberships.status}) * 2 + (${memberships.lastSignInAt} is null)::int`,
  ),
  lastSignInAt: memberships.lastSignInAt,
  createdAt: memberships.createdAt,
};

function filters(db: Database, spaceId: string, query: MemberFilter): (SQL | undefined)[] {
  return [
    query.role && eq(memberships.role, query.role),
    query.connectionId &&
      exists(
        db
          .select({ one: sql`1` })
          .from(linkedIdentities)
          .where(
            and(
              eq(linkedIdentities.userId, memberships.userId),
              eq(linkedIdentities.connectionId, query.connectionId),
            ),
          ),
      ),
    query.status ? sql`${memberships.status} = ${query.status}` : undefined,
    query.itAdministrator === undefined
      ? undefined
      : eq(memberships.isItAdministrator, query.itAdministrator),
    query.hasSignedIn === undefined
      ? undefined
      : query.hasSignedIn
        ? isNotNull(memberships.lastSignInAt)
        : isNull(memberships.lastSignInAt),
    query.team &&
      exists(
        db
          .select({ one: sql`1` })
          .from(teamMembers)
          .where(
            and(
              eq(teamMembers.spaceId, spaceId),
              eq(teamMembers.teamId, query.team),
              eq(teamMembers.userId, memberships.userId),
            ),
          ),
      ),
    query.origin && eq(memberships.origin, query.origin),
    query.signIn === "password" ? and(isNotNull(users.passwordHash), accepted) : undefined,
    query.signIn === "sso" ? and(exists(linksIn(db, spaceId)), accepted) : undefined,
  ].map((condition) => condition || undefined);
}

/** Links to connections that the space can see; those to another customer's are hidden. */
function linksIn(db: Database, spaceId: string) {
  return db
    .select({ one: sql`1` })
    .from(linkedIdentities)
    .innerJoin(organizationSpaces, eq(organizationSpaces.organizationId, linkedIdentities.organizationId))
    .where(and(eq(organizationSpaces.spaceId, spaceId), eq(linkedIdentities.userId, memberships.userId)));
}
