import type { MemberCounts } from "@/lib/db/repositories/memberships";
import {
  type ConnectionGlance,
  connectionsAtAGlance,
} from "@/lib/features/connections/connections-at-a-glance";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";

type Reads = Pick<Dependencies, "store">;

/** Every space, for operators. */
export async function listSpaces(deps: Reads, query: PageQuery): Promise<Page<Space>> {
  return deps.store.spaces.page(query);
}

/** A space as operators see it: plan, seats and number of people, but not who they are. */
export interface SpaceCard {
  space: Space;
  seatsInUse: Record<Role, number>;
  people: MemberCounts;
  connections: ConnectionGlance[];
  domains: number;
}

export async function readSpaceCard(
  deps: Pick<Dependencies, "store" | "now">,
  spaceId: string,
): Promise<SpaceCard | null> {
  const { store } = deps;
  const space = await store.spaces.byId(spaceId);
  if (!space) return null;
  const memberships = store.membershipsOf(spaceId);
  const organization = await store.organizationsOf(spaceId).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  return {
    space,
    seatsInUse: await memberships.seatsInUse(),
    people: await memberships.counts(),
    connections: await connectionsAtAGlance(deps, { space }),
    domains: domains.length,
  };
}
