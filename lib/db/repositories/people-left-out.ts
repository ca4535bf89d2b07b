import { and, eq, exists, inArray, isNull, notExists, notInArray, sql } from "drizzle-orm";
import { connections, linkedIdentities, signInOptions } from "@/drizzle/schema/connections";
import { memberConnections } from "@/drizzle/schema/member-connections";
import { domains } from "@/drizzle/schema/organizations";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import { verifiedStatuses } from "@/lib/model/organizations/organization";
import type { Membership, User } from "@/lib/model/people/person";
import type { Database } from "../driver/database";

/** A person whose only way to sign in would be a password that they do not have yet. */
export type PersonLeftOut = Pick<Membership, "role" | "status" | "isItAdministrator"> &
  Pick<User, "email" | "ssoOnlyOrganizationId"> & {
    /** Other connections were chosen for them: a password would be refused. */
    connectionsChosen: boolean;
  };

/**
 * The active people of a space who have signed in through one of the connections, have no password, and could use no other
 * active connection of the space: none that they are linked to, and none whose organization has verified the domain of
 * their address. One statement.
 */
// Over 60 lines: one SQL statement.
export async function peopleLeftOutWithout(
  db: Database,
  spaceId: string,
  connectionIds: readonly string[],
): Promise<PersonLeftOut[]> {
  const gone = [...connectionIds];
  if (gone.length === 0) return [];
  // The few other connections and domains, and the few people with chosen ones, are read once and not for each person.
  const others = db
    .select({ connectionId: signInOptions.connectionId, organizationId: connections.organizationId })
    .from(signInOptions)
    .innerJoin(connections, eq(connections.id, signInOptions.connectionId))
    .where(
      and(
        eq(signInOptions.spaceId, spaceId),
        eq(signInOptions.status, "active"),
        notInArray(signInOptions.connectionId, gone),
      ),
    )
    .as("others");
  const chosen = db
    .select({
      userId: memberConnections.userId,
      ids: sql<string[]>`array_agg(${memberConnections.connectionId})`.as("ids"),
    })
    .from(memberConnections)
    .where(and(eq(memberConnections.spaceId, spaceId), notInArray(memberConnections.connectionId, gone)))
    .groupBy(memberConnections.userId)
    .as("chosen");
  const allowed = sql`(${chosen.ids} is null or ${others.connectionId} = any(${chosen.ids}))`;
  const linked = db
    .select({ one: sql`1` })
    .from(linkedIdentities)
    .where(and(eq(linkedIdentities.userId, users.id), inArray(linkedIdentities.connectionId, gone)));
  const linkedElsewhere = db
    .select({ one: sql`1` })
    .from(linkedIdentities)
    .innerJoin(others, eq(others.connectionId, linkedIdentities.connectionId))
    .where(and(eq(linkedIdentities.userId, users.id), allowed));
  const domainIsTheirs = db
    .select({ one: sql`1` })
    .from(domains)
    .innerJoin(others, eq(others.organizationId, domains.organizationId))
    .where(
      and(
        inArray(domains.status, verifiedStatuses),
        eq(domains.name, sql`split_part(${users.email}, '@', 2)`),
        allowed,
      ),
    );
  return db
    .select({
      email: users.email,
      role: memberships.role,
      status: memberships.status,
      isItAdministrator: memberships.isItAdministrator,
      ssoOnlyOrganizationId: users.ssoOnlyOrganizationId,
      connectionsChosen: sql<boolean>`${chosen.ids} is not null`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(chosen, eq(chosen.userId, users.id))
    .where(
      and(
        eq(memberships.spaceId, spaceId),
        eq(memberships.status, "active"),
        isNull(users.passwordHash),
        exists(linked),
        notExists(linkedElsewhere),
        notExists(domainIsTheirs),
      ),
    )
    .orderBy(users.email);
}
