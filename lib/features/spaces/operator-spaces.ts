import type { MemberCounts } from "@/lib/db/repositories/memberships";
import type { OptionStatus } from "@/lib/model/connections/connection";
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
  connections: { id: string; name: string; status: OptionStatus }[];
  domains: number;
}

export async function readSpaceCard(deps: Reads, spaceId: string): Promise<SpaceCard | null> {
  const { store } = deps;
  const space = await store.spaces.byId(spaceId);
  if (!space) return null;
  const memberships = store.membershipsOf(spaceId);
  const organization = await store.organizationsOf(spaceId).own();
  const connections = organization ? await store.connectionsOf(organization.id).all() : [];
  const options = await store.optionsOf(spaceId).all();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  return {
    space,
    seatsInUse: await memberships.seatsInUse(),
    people: await memberships.counts(),
    connections: connections.map(({ id, name }) => ({
      id,
      name,
      status: options.find((option) => option.connectionId === id)?.status ?? "draft",
    })),
    domains: domains.length,
  };
}
