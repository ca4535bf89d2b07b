import type { Store } from "@/lib/db/store";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { connectionLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { findMember } from "@/lib/features/people/find-member";
import { roleAboveOwn } from "@/lib/features/people/own-role";
import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Member } from "@/lib/model/people/person";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { highestRole } from "./highest-role";

export interface RelinkedPeople {
  /** How many may bring another subject at their next sign-in. */
  allowed: number;
  /** Names that are no members of the space or not linked to the connection. */
  notLinked: string[];
}

/** The number of people linked to a connection of the space's own; `null` for any other. */
export async function linkedPeople(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<number | null> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  if (found?.link.status !== "own") return null;
  return store.connectionsOf(found.connection.organizationId).identities.count(connectionId);
}

/**
 * Allows the next sign-in of many people a new subject, as `changeLink` does for one: those who are named, by id or
 * address, or (`null`) everybody who is linked and has an address of a domain that the organization has verified,
 * except IT administrators and operators. Nobody above the role of the person who asks: if named they are refused,
 * among everybody they are skipped. Named people are notified by email at once; everybody else when it happens.
 */
export async function relinkPeople(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; users: readonly string[] | null },
): Promise<Outcome<RelinkedPeople>> {
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    const { connection } = found;
    const { identities } = tx.connectionsOf(connection.organizationId);
    const now = deps.now();
    if (input.users === null) {
      const allowed = await identities.allowRelink(connection.id, ctx.role);
      await tx.auditOf(ctx.space.id).append(
        {
          actor: ctx.actor,
          action: "connection.relink_allowed",
          target: { kind: "connection", id: connection.id, name: connection.name },
          details: { people: allowed },
        },
        now,
      );
      return done({ allowed, notLinked: [] });
    }
    const named = await namedPeople(tx, ctx, connection, input.users);
    if (!named.ok) return named;
    const { linked, notLinked } = named.value;
    for (const person of linked) await allowRelink({ ...deps, store: tx }, ctx, connection, person);
    return done({ allowed: linked.length, notLinked });
  });
}

interface LinkedPerson {
  member: Member;
  link: LinkedIdentity;
}

/** The named people who are linked, and the names that are not; refused if one of them is above that role. */
async function namedPeople(
  tx: Store,
  ctx: Context,
  connection: Connection,
  users: readonly string[],
): Promise<Outcome<{ linked: LinkedPerson[]; notLinked: string[] }>> {
  const { identities } = tx.connectionsOf(connection.organizationId);
  const notLinked: string[] = [];
  const linked: LinkedPerson[] = [];
  for (const named of new Set(users)) {
    const member = await findMember(tx, ctx.space.id, named);
    const link = member && (await identities.byUser(connection.id, member.userId));
    if (!link) {
      notLinked.push(named);
      continue;
    }
    const highest = await highestRole(tx, connection, member.userId);
    const above = roleAboveOwn(ctx, highest, `users.${users.indexOf(named)}`);
    if (above) return above;
    linked.push({ member, link });
  }
  return done({ linked, notLinked });
}

/** Allows one person's next sign-in a new subject, with audit event and email. */
async function allowRelink(
  deps: Dependencies,
  { space, actor }: Context,
  connection: Connection,
  { member, link }: LinkedPerson,
): Promise<void> {
  const now = deps.now();
  const { identities } = deps.store.connectionsOf(connection.organizationId);
  await identities.update(link.id, { relinkAllowed: true });
  await identities.forgetFormer(link.id);
  await deps.store.auditOf(space.id).append(
    {
      actor,
      action: "connector.relink_allowed",
      target: { kind: "user", id: member.userId, name: member.user.email },
      details: { connection: connection.name, connectionId: connection.id, subject: link.subject },
    },
    now,
  );
  const facts = { connectionName: connection.name, spaceName: space.name, at: now, address: null };
  const text = connectionLinkChanged("relink_allowed", facts);
  await sendMessage(deps, { spaceId: space.id, recipient: member.user.email, ...text });
}
