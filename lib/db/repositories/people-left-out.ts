import { and, eq, exists, inArray, isNull, notExists, notInArray, or, sql } from "drizzle-orm";
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
  const linked = db
    .select({ one: sql`1` })
    .from(linkedIdentities)
    .where(and(eq(linkedIdentities.userId, users.id), inArray(linkedIdentities.connectionId, gone)));
  const chosenOf = and(eq(memberConnections.spaceId, spaceId), eq(memberConnections.userId, users.id));
  const chosenElsewhere = db
    .select({ one: sql`1` })
    .from(memberConnections)
    .where(and(chosenOf, notInArray(memberConnections.connectionId, gone)));
  const chosenThis = db
    .select({ one: sql`1` })
    .from(memberConnections)
    .where(and(chosenOf, eq(memberConnections.connectionId, signInOptions.connectionId)));
  const linkedThere = db
    .select({ one: sql`1` })
    .from(linkedIdentities)
    .where(
      and(
        eq(linkedIdentities.userId, users.id),
        eq(linkedIdentities.connectionId, signInOptions.connectionId),
      ),
    );
  const domainIsTheirs = db
    .select({ one: sql`1` })
    .from(domains)
    .where(
      and(
        eq(domains.organizationId, connections.organizationId),
        inArray(domains.status, verifiedStatuses),
        eq(domains.name, sql`split_part(${users.email}, '@', 2)`),
      ),
    );
  const otherWay = db
    .select({ one: sql`1` })
    .from(signInOptions)
    .innerJoin(connections, eq(connections.id, signInOptions.connectionId))
    .where(
      and(
        eq(signInOptions.spaceId, spaceId),
        eq(signInOptions.status, "active"),
        notInArray(signInOptions.connectionId, gone),
        or(notExists(chosenElsewhere), exists(chosenThis)),
        or(exists(linkedThere), exists(domainIsTheirs)),
      ),
    );
  return db
    .select({
      email: users.email,
      role: memberships.role,
      status: memberships.status,
      isItAdministrator: memberships.isItAdministrator,
      ssoOnlyOrganizationId: users.ssoOnlyOrganizationId,
      connectionsChosen: sql<boolean>`${exists(chosenElsewhere)}`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.spaceId, spaceId),
        eq(memberships.status, "active"),
        isNull(users.passwordHash),
        exists(linked),
        notExists(otherWay),
      ),
    )
    .orderBy(users.email);
}
