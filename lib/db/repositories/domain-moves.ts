import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { linkedIdentities } from "@/drizzle/schema/connections";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import type { Role } from "@/lib/model/people/roles";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";
import { qualified } from "../driver/qualified";

/** A member whose address is at the old domain. */
export interface Mover {
  userId: string;
  email: string;
  firstName: string;
  /** The address at the new domain. */
  target: string;
  /** True if somebody else has that address. */
  taken: boolean;
  isOperator: boolean;
  /** Their roles in every space. */
  roles: Role[];
  /** Those of the given spaces to which they belong. */
  spaceIds: string[];
  /** True if they are a member of another space too. */
  elsewhere: boolean;
}

/** Moves the people of some spaces from one domain to another. */
export function domainMovesIn(db: Database, spaceIds: readonly string[]) {
  // Addresses are stored normalised: one @, the domain in ASCII form and lower case.
  const domainOf = sql`split_part(${users.email}, '@', 2)`;
  const at = (to: string) => sql<string>`split_part(${users.email}, '@', 1) || '@' || ${to}::text`;
  const here = inArray(memberships.spaceId, [...spaceIds]);
  return {
    /** In the order of their addresses, each once. */
    async movers(from: string, to: string): Promise<Mover[]> {
      return db
        .select({
          userId: users.id,
          email: users.email,
          firstName: users.firstName,
          target: at(to),
          taken: sql<boolean>`exists (select 1 from users other where other.email = ${at(to)})`,
          isOperator: users.isOperator,
          roles: sql<
            Role[]
          >`(select json_agg(distinct every.role) from memberships every where every.user_id = ${qualified(users.id)})`,
          spaceIds: sql<string[]>`json_agg(${memberships.spaceId} order by ${memberships.spaceId})`,
          elsewhere: sql<boolean>`(select count(*) from memberships every where every.user_id = ${qualified(users.id)}) > count(*)`,
        })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(here, sql`${domainOf} = ${from}`))
        .groupBy(users.id)
        .orderBy(asc(users.email));
    },
    /** Gives these people their address at the new domain; returns how many. */
    async move(userIds: readonly string[], from: string, to: string) {
      let moved = 0;
      const members = db.select({ id: memberships.userId }).from(memberships).where(here);
      for (const part of parts(userIds)) {
        const rows = await db
          .update(users)
          .set({ email: at(to) })
          .where(and(isOneOf(users.id, part), sql`${domainOf} = ${from}`, inArray(users.id, members)))
          .returning({ id: users.id });
        moved += rows.length;
      }
      return moved;
    },
    /** Allows these people's next sign-in a new subject, at every connection of the organization. */
    async allowRelink(organizationId: string, userIds: readonly string[]) {
      let allowed = 0;
      for (const part of parts(userIds)) {
        const rows = await db
          .update(linkedIdentities)
          .set({ relinkAllowed: true })
          .where(
            and(eq(linkedIdentities.organizationId, organizationId), isOneOf(linkedIdentities.userId, part)),
          )
          .returning({ id: linkedIdentities.id });
        allowed += rows.length;
      }
      return allowed;
    },
  };
}
