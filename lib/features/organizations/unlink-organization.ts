import type { PersonLeftOut } from "@/lib/db/repositories/people-left-out";
import type { Store } from "@/lib/db/store";
import { type EndingChoices, endAtSwitch, endingDetails } from "@/lib/features/access/end-at-switch";
import { organizationUnlinked } from "@/lib/features/notifications/messages/organization-link";
import {
  freePasswords,
  notifyAboutPasswords,
  reopenPasswords,
  whoNeedsPassword,
} from "@/lib/features/passwords/password-fallback";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import type { Organization } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { appendInOrder, notifyHolders } from "./organization-links";

export interface Unlinked {
  /** The sign-in options removed from the space that was linked. */
  signInOptions: number;
  /** True if people signed in to the space by it: the person who unlinks it is signed out. */
  wasInUse: boolean;
}

/**
 * Ends the link to another space's organization and removes this space's options of its connections. As when a
 * connection is removed, if it was in use the person who unlinks it is signed out, and the space's tokens end unless
 * other connections are active.
 */
export async function unlinkOrganization(
  deps: Dependencies,
  ctx: Context,
  input: EndingChoices & { organizationId: string },
): Promise<Outcome<Unlinked>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const link = await tx.organizationsOf(ctx.space.id).byId(input.organizationId);
    if (!link || link.status === "own") return noSuchLink();
    const { organization } = link;
    const left = await leftOutOf(tx, organization, ctx.space);
    const gone = await takeOptionsAway(tx, organization, ctx.space);
    await tx.organizationsOf(ctx.space.id).leave(organization.id);
    const used = gone.filter(({ option }) => option.status !== "draft");
    const passwordsFreed = await freePasswords(tx, organization.id);
    const notified = await notifyPeople(deps, tx, ctx.space, { used, left, passwordsFreed });
    const [first] = used;
    const ending = first
      ? await endAtSwitch(deps, tx, ctx, {
          connection: first.connection,
          why: "sso_removed",
          choices: input,
        })
      : null;
    const owner = await tx.spaces.byId(organization.ownerSpaceId);
    const target = { kind: "organization", id: organization.id, name: organization.name };
    const action = "organization.unlinked";
    const details = { signInOptions: gone.length, ...endingDetails(ending), ...notified, passwordsFreed };
    await appendInOrder(
      tx,
      [
        [ctx.space.id, { actor: ctx.actor, action, target, details }],
        [
          organization.ownerSpaceId,
          {
            actor: outsideActor(ctx.space),
            action,
            target,
            details: { space: ctx.space.name, slug: ctx.space.slug },
          },
        ],
      ],
      deps.now(),
    );
    if (owner) {
      const page = `${deps.appUrl}/${owner.slug}/admin/organizations/${organization.id}`;
      const text = { by: ctx.space, organizationName: organization.name, signInOptions: null, page };
      await notifyHolders(deps, tx, owner, organizationUnlinked(text));
    }
    return done({ signInOptions: gone.length, wasInUse: used.length > 0 });
  });
}

/**
 * Ends the link from the owning side: the other space loses its options of the organization's connections and is
 * notified. Its tokens and sessions are left to its own administrators.
 */
export async function removeGuest(
  deps: Dependencies,
  ctx: Context,
  spaceId: string,
): Promise<Outcome<Unlinked>> {
  return deps.store.transaction(async (tx) => {
    const organization = await tx.organizationsOf(ctx.space.id).own();
    const guests = organization && tx.organizationGuestsOf(organization.id);
    if (!guests || !(await guests.bySpace(spaceId))) return noSuchLink();
    await tx.spaces.lock(spaceId);
    const guest = await tx.spaces.byId(spaceId);
    if (!guest || !(await guests.remove(spaceId, ["agreed", "connected"]))) return noSuchLink();
    const left = await leftOutOf(tx, organization, guest);
    const gone = await takeOptionsAway(tx, organization, guest);
    const used = gone.filter(({ option }) => option.status !== "draft");
    const passwordsFreed = await freePasswords(tx, organization.id);
    const notified = await notifyPeople(deps, tx, guest, { used, left, passwordsFreed });
    const target = { kind: "organization", id: organization.id, name: organization.name };
    const action = "organization.unlinked";
    const ours = { space: guest.name, slug: guest.slug, signInOptions: gone.length, passwordsFreed };
    await appendInOrder(
      tx,
      [
        [ctx.space.id, { actor: ctx.actor, action, target, details: ours }],
        [
          guest.id,
          {
            actor: outsideActor(ctx.space),
            action,
            target,
            details: { signInOptions: gone.length, ...notified },
          },
        ],
      ],
      deps.now(),
    );
    const page = `${deps.appUrl}/${guest.slug}/admin/organizations`;
    const text = { by: ctx.space, organizationName: organization.name, signInOptions: used.length, page };
    await notifyHolders(deps, tx, guest, organizationUnlinked(text));
    return done({ signInOptions: gone.length, wasInUse: false });
  });
}

interface Gone {
  connection: Connection;
  option: SignInOption;
}

async function takeOptionsAway(tx: Store, organization: Organization, space: Space): Promise<Gone[]> {
  const gone: Gone[] = [];
  const options = tx.optionsOf(space.id);
  for (const connection of await tx.connectionsOf(organization.id).all()) {
    const option = await options.byConnection(connection.id);
    if (!option) continue;
    await options.remove(option.id);
    // As when the connection itself is removed: people who sign in by this one only would have no way to sign in.
    await tx.memberConnectionsOf(space.id).forget(connection.id);
    gone.push({ connection, option });
  }
  return gone;
}

/** Read before the options are deleted: the people of the space who would have no other way to sign in. */
async function leftOutOf(tx: Store, organization: Organization, space: Space): Promise<PersonLeftOut[]> {
  const connections = await tx.connectionsOf(organization.id).all();
  return tx.membershipsOf(space.id).leftOutWithout(connections.map(({ id }) => id));
}

async function notifyPeople(
  deps: Dependencies,
  tx: Store,
  space: Space,
  {
    used,
    left,
    passwordsFreed,
  }: { used: readonly Gone[]; left: readonly PersonLeftOut[]; passwordsFreed: number },
) {
  const [first] = used;
  if (!first) return { notifiedAboutPassword: 0, passwordsAgain: false };
  const { connection } = first;
  const passwordsAgain = await reopenPasswords(tx, space);
  const people = whoNeedsPassword(
    left,
    passwordsAgain ? { passwordSignIn: "allowed" } : space,
    passwordsFreed > 0 ? connection.organizationId : null,
  );
  return {
    notifiedAboutPassword: await notifyAboutPasswords(deps, tx, space, { connection, people }),
    passwordsAgain,
  };
}

function noSuchLink() {
  return refused(
    "not_found",
    "organization_not_found",
    "There is no such link. The other space may already have ended it.",
  );
}
