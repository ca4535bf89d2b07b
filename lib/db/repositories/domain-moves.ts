import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { linkedIdentities } from "@/drizzle/schema/connections";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import type { Role } from "@/lib/model/people/roles";
import type { DomainMoves } from "@/lib/ports/domain-moves";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";

/** Carrying the people of some spaces from one domain to another. */
export function domainMovesIn(db: Database, spaceIds: readonly string[]): DomainMoves {
  // Addresses are kept normalised: one @, the domain in ASCII form and lower case.
  const domainOf = sql`split_part(${users.email}, '@', 2)`;
  const at = (to: string) => sql<string>`split_part(${users.email}, '@', 1) || '@' || ${to}::text`;
  const here = inArray(memberships.spaceId, [...spaceIds]);
  return {
    async movers(from, to) {
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
          >`(select json_agg(distinct every.role) from memberships every where every.user_id = ${users.id})`,
          spaceIds: sql<string[]>`json_agg(${memberships.spaceId} order by ${memberships.spaceId})`,
          elsewhere: sql<boolean>`(select count(*) from memberships every where every.user_id = ${users.id}) > count(*)`,
        })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(here, sql`${domainOf} = ${from}`))
        .groupBy(users.id)
        .orderBy(asc(users.email));
    },
    async move(userIds, from, to) {
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
    async allowRelink(organizationId, userIds) {
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
