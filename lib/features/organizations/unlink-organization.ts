import { organizationUnlinked } from "@/lib/features/notifications/messages/organization-link";
import {
  freePasswords,
  reopenPasswords,
  tellAboutPasswords,
} from "@/lib/features/passwords/password-fallback";
import { endAccess, type SessionChoice } from "@/lib/features/sessions/end-access";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import type { Organization } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Store } from "@/lib/ports/store";
import { appendInOrder, tellHolders } from "./organization-links";

export interface Unlinked {
  /** Ways in that are gone from the space that was linked. */
  waysIn: number;
  /** True where the acting person's own space was signed in to by it: they are signed out. */
  wasInUse: boolean;
}

/**
 * Ends the link to another space's organization: this space's options of its connections go with it. As when a
 * connection is removed, the space's tokens end and the acting person is signed out where it was in use.
 */
export async function unlinkOrganization(
  deps: Dependencies,
  acting: Acting,
  wish: { organizationId: string; sessions: SessionChoice },
): Promise<Outcome<Unlinked>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const link = await tx.organizationsOf(acting.space.id).byId(wish.organizationId);
    if (!link || link.status === "own") return noSuchLink();
    const { organization } = link;
    const gone = await takeOptionsAway(tx, organization, acting.space);
    await tx.organizationsOf(acting.space.id).leave(organization.id);
    const used = gone.filter(({ option }) => option.status !== "draft");
    const passwordsFreed = await freePasswords(tx, organization.id);
    const told = await tellPeople(deps, tx, acting.space, used);
    const [first] = used;
    const ended = first
      ? await endAccess(deps, tx, acting, first.connection, "sso_removed", wish.sessions)
      : { personalTokens: 0, integrationTokens: 0, sessions: 0 };
    const owner = await tx.spaces.byId(organization.ownerSpaceId);
    const target = { kind: "organization", id: organization.id, name: organization.name };
    const action = "organization.unlinked";
    const details = { waysIn: gone.length, ...ended, ...told, passwordsFreed };
    await appendInOrder(
      tx,
      [
        [acting.space.id, { actor: acting.actor, action, target, details }],
        [
          organization.ownerSpaceId,
          {
            actor: outsideActor(acting.space),
            action,
            target,
            details: { space: acting.space.name, slug: acting.space.slug },
          },
        ],
      ],
      deps.now(),
    );
    if (owner) {
      const page = `${deps.appUrl}/${owner.slug}/admin/organizations/${organization.id}`;
      const text = { by: acting.space, organizationName: organization.name, waysIn: null, page };
      await tellHolders(deps, tx, owner, organizationUnlinked(text));
    }
    return done({ waysIn: gone.length, wasInUse: used.length > 0 });
  });
}

/**
 * Ends the link from the owning side: the other space loses its options of the organization's connections and is told.
 * Its tokens and sessions are its own administrators' business.
 */
export async function removeGuest(
  deps: Dependencies,
  acting: Acting,
  spaceId: string,
): Promise<Outcome<Unlinked>> {
  return deps.store.transaction(async (tx) => {
    const organization = await tx.organizationsOf(acting.space.id).own();
    const guests = organization && tx.organizationGuestsOf(organization.id);
    if (!guests || !(await guests.bySpace(spaceId))) return noSuchLink();
    await tx.spaces.lock(spaceId);
    const guest = await tx.spaces.byId(spaceId);
    if (!guest || !(await guests.remove(spaceId, ["agreed", "connected"]))) return noSuchLink();
    const gone = await takeOptionsAway(tx, organization, guest);
    const used = gone.filter(({ option }) => option.status !== "draft");
    const passwordsFreed = await freePasswords(tx, organization.id);
    const told = await tellPeople(deps, tx, guest, used);
    const target = { kind: "organization", id: organization.id, name: organization.name };
    const action = "organization.unlinked";
    const ours = { space: guest.name, slug: guest.slug, waysIn: gone.length, passwordsFreed };
    await appendInOrder(
      tx,
      [
        [acting.space.id, { actor: acting.actor, action, target, details: ours }],
        [
          guest.id,
          { actor: outsideActor(acting.space), action, target, details: { waysIn: gone.length, ...told } },
        ],
      ],
      deps.now(),
    );
    const page = `${deps.appUrl}/${guest.slug}/admin/organizations`;
    const text = { by: acting.space, organizationName: organization.name, waysIn: used.length, page };
    await tellHolders(deps, tx, guest, organizationUnlinked(text));
    return done({ waysIn: gone.length, wasInUse: false });
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
    // As when the connection itself is removed: whoever signs in by this one only would not get in at all.
    await tx.memberConnectorsOf(space.id).forget(connection.id);
    gone.push({ connection, option });
  }
  return gone;
}

async function tellPeople(deps: Dependencies, tx: Store, space: Space, used: readonly Gone[]) {
  const [first] = used;
  if (!first) return { toldAboutPassword: 0, passwordsAgain: false };
  // Whoever has another way in needs no password.
  const others = (await tx.optionsOf(space.id).all()).some(({ status }) => status === "active");
  return {
    toldAboutPassword: others ? 0 : await tellAboutPasswords(deps, tx, space, first.connection),
    passwordsAgain: await reopenPasswords(tx, space),
  };
}

function noSuchLink() {
  return refused(
    "not_found",
    "organization_not_found",
    "There is no such link. The other side may have ended it already.",
  );
}
