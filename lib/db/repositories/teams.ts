import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { accounts, memberships, teamMembers, teams } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import type { Account, AssignmentSource, Membership, Team } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, ofType, readPage, searching } from "../driver/paging";
import { insertMany, isOneOf, parts } from "../driver/parts";
import { qualified } from "../driver/qualified";
import { unlessTaken } from "../driver/unless-taken";
import { accepted, nameOfMember } from "./accepted-members";

export type TeamOfPerson = Team & { source: AssignmentSource };

/** A person in a team. */
export interface TeamMember {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  status: Membership["status"];
  lastSignInAt: Date | null;
  source: AssignmentSource;
}

/** The teams of one space. */
// Over 60 lines: one short method per query, over one handle.
export function teamsIn(db: Database, spaceId: string) {
  const here = eq(teams.spaceId, spaceId);
  return {
    async byId(id: string): Promise<Team | null> {
      const [row] = await db
        .select()
        .from(teams)
        .where(and(here, eq(teams.id, id)));
      return row ?? null;
    },
    async all(): Promise<Team[]> {
      return db.select().from(teams).where(here).orderBy(caseless(teams.name), teams.id);
    },
    page(query: PageQuery): Promise<Page<Team & { members: number }>> {
      const where = and(here, searching(query, teams.name));
      const order = listOrder(query, sortable, { sort: "name", direction: "asc" }, teams.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ team: teams, members, place: order.place })
            .from(teams)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(teams, where),
        (row) => ({ ...row.team, members: row.members }),
      );
    },
    async insert(team: Team) {
      const rows = await db
        .insert(teams)
        .values({ ...team, spaceId })
        .onConflictDoNothing({ target: [teams.spaceId, teams.name] })
        .returning({ id: teams.id });
      return rows.length > 0;
    },
    async update(id: string, change: Partial<Pick<Team, "name" | "defaultRole">>) {
      if (Object.values(change).every((value) => value === undefined)) return true;
      return unlessTaken(db, "teams_name", false, async (tx) => {
        const rows = await tx
          .update(teams)
          .set(change)
          .where(and(here, eq(teams.id, id)))
          .returning({ id: teams.id });
        return rows.length > 0;
      });
    },
    async remove(id: string) {
      await db.delete(teams).where(and(here, eq(teams.id, id)));
    },
    async addMember(teamId: string, userId: string) {
      // Both the team and the person must belong to the space.
      const ours = db
        .select({
          spaceId: sql<string>`${spaceId}::text`.as("space_id"),
          teamId: teams.id,
          userId: memberships.userId,
          source: sql<"manual">`'manual'`.as("source"),
        })
        .from(teams)
        .innerJoin(memberships, eq(memberships.spaceId, teams.spaceId))
        .where(and(here, eq(teams.id, teamId), eq(memberships.userId, userId)));
      await db
        .insert(teamMembers)
        .select(ours)
        .onConflictDoUpdate({ target: [teamMembers.teamId, teamMembers.userId], set: { source: "manual" } });
    },
    /** As `addMember`, many in a few statements; teams and people must belong to the space. */
    async addMembers(pairs: readonly { teamId: string; userId: string }[]) {
      const ours = new Set((await db.select({ id: teams.id }).from(teams).where(here)).map(({ id }) => id));
      const rows = pairs
        .filter(({ teamId }) => ours.has(teamId))
        .map((pair) => ({ ...pair, spaceId, source: "manual" as const }));
      for (const part of parts(rows)) {
        const inSpace = await db
          .select({ userId: memberships.userId })
          .from(memberships)
          .where(
            and(
              eq(memberships.spaceId, spaceId),
              isOneOf(
                memberships.userId,
                part.map(({ userId }) => userId),
              ),
            ),
          );
        const members = new Set(inSpace.map(({ userId }) => userId));
        const kept = part.filter(({ userId }) => members.has(userId));
        await insertMany(db, teamMembers, kept, sql`(team_id, user_id) do update set source = 'manual'`);
      }
    },
    /** Those of the people who are in the team. */
    async amongMembers(teamId: string, userIds: readonly string[]): Promise<Set<string>> {
      const found = new Set<string>();
      for (const part of parts(userIds)) {
        const rows = await db
          .select({ userId: teamMembers.userId })
          .from(teamMembers)
          .where(
            and(
              eq(teamMembers.spaceId, spaceId),
              eq(teamMembers.teamId, teamId),
              isOneOf(teamMembers.userId, part),
            ),
          );
        for (const { userId } of rows) found.add(userId);
      }
      return found;
    },
    async removeMember(teamId: string, userId: string) {
      await db
        .delete(teamMembers)
        .where(
          and(
            eq(teamMembers.spaceId, spaceId),
            eq(teamMembers.teamId, teamId),
            eq(teamMembers.userId, userId),
          ),
        );
    },
    /** The people of a team; search covers name and address. */
    members(teamId: string, query: PageQuery): Promise<Page<TeamMember>> {
      const where = and(
        eq(teamMembers.spaceId, spaceId),
        eq(teamMembers.teamId, teamId),
        searching(query, users.email, nameOfMember),
      );
      const order = listOrder(query, sortableMembers, { sort: "name", direction: "asc" }, teamMembers.userId);
      const joined = (after?: SQL) =>
        db
          .select({
            userId: users.id,
            email: users.email,
            firstName: sql<string>`case when ${accepted} then ${users.firstName} else '' end`,
            lastName: sql<string>`case when ${accepted} then ${users.lastName} else '' end`,
            role: memberships.role,
            status: memberships.status,
            lastSignInAt: memberships.lastSignInAt,
            source: teamMembers.source,
            place: order.place,
          })
          .from(teamMembers)
          .innerJoin(
            memberships,
            and(eq(memberships.spaceId, teamMembers.spaceId), eq(memberships.userId, teamMembers.userId)),
          )
          .innerJoin(users, eq(users.id, teamMembers.userId))
          .where(and(where, after));
      return readPage(
        query,
        order,
        (limit, offset) =>
          joined(order.after)
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        async () => {
          const [row] = await db.select({ rows: count() }).from(joined().as("people"));
          return row?.rows ?? 0;
        },
        (row) => row,
      );
    },
  };
}

const members = ofType(
  "integer",
  sql<number>`(select ${count()} from ${teamMembers} where ${qualified(teamMembers.teamId)} = ${qualified(teams.id)})`.mapWith(
    Number,
  ),
);

const sortableMembers = { name: caseless(nameOfMember), email: users.email, role: memberships.role };

const sortable = { name: caseless(teams.name), createdAt: teams.createdAt, members };

/** The machine identities of one space. */
export function accountsIn(db: Database, spaceId: string) {
  const here = eq(accounts.spaceId, spaceId);
  const columns = {
    id: accounts.id,
    spaceId: accounts.spaceId,
    name: accounts.name,
    createdAt: accounts.createdAt,
  };
  return {
    async byId(id: string): Promise<Account | null> {
      const [row] = await db
        .select(columns)
        .from(accounts)
        .where(and(here, eq(accounts.id, id)));
      return row ?? null;
    },
    async byName(name: string): Promise<Account | null> {
      const [row] = await db
        .select(columns)
        .from(accounts)
        .where(and(here, eq(accounts.name, name)));
      return row ?? null;
    },
    async all(): Promise<Account[]> {
      return db.select(columns).from(accounts).where(here).orderBy(caseless(accounts.name), accounts.id);
    },
    async insert(account: Account & { createdBy: string | null }) {
      const rows = await db
        .insert(accounts)
        .values({ ...account, spaceId })
        .onConflictDoNothing({ target: [accounts.spaceId, accounts.name] })
        .returning({ id: accounts.id });
      return rows.length > 0;
    },
  };
}
