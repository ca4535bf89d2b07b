import { linkedIdentities } from "@/drizzle/schema/connections";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import type { Database } from "@/lib/db/driver/database";
import { insertRows } from "@/lib/db/testing/insert-rows";
import { named, type Size } from "./names";
import { createdAt, type WorldSettings } from "./settings";

/** Members who have signed in by both connections of their space before. */
export async function fillPeople(db: Database, size: Size, world: WorldSettings): Promise<void> {
  const people = Array.from({ length: size.people }, (_, number) => {
    const visitor = { space: number % size.spaces, person: Math.floor(number / size.spaces) };
    return { ...visitor, id: named.user(visitor), email: named.email(visitor) };
  });
  await insertRows(
    db,
    users,
    people.map(({ id, email, person }) => ({
      id,
      email,
      firstName: "Bench",
      lastName: `Person ${person}`,
      isOperator: false,
      createdAt,
    })),
  );
  await insertRows(
    db,
    memberships,
    people.map(({ id, space }) => ({
      spaceId: named.spaceId(space),
      userId: id,
      role: "reader",
      status: "active",
      licence: "reader",
      isItAdministrator: false,
      permissions: [],
      origin: "sso",
      originConnectionId: named.connection(space, "saml"),
      roleSource: "mapping",
      createdAt,
    })),
  );
  await insertRows(
    db,
    linkedIdentities,
    people.flatMap(({ id, email, space }) =>
      (["saml", "oidc"] as const).map((protocol) => ({
        id: `link_${protocol}${id}`,
        organizationId: named.organization(space),
        connectionId: named.connection(space, protocol),
        userId: id,
        issuer: protocol === "saml" ? named.samlEntityId(space) : world.oidcIssuer,
        subject: email,
        relinkAllowed: false,
        firstUsedAt: createdAt,
        lastUsedAt: createdAt,
      })),
    ),
  );
}
