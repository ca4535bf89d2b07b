import type { MemberCounts } from "@/lib/db/repositories/memberships";
import {
  type ConnectionGlance,
  connectionsAtAGlance,
} from "@/lib/features/connections/connections-at-a-glance";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The state of a space in a few numbers, for its administrators. */
export interface SpaceOverview {
  space: Space;
  people: MemberCounts;
  seatsInUse: Record<Role, number>;
  sessions: { sessions: number; people: number };
  tokens: { personal: number; integration: number };
  connections: ConnectionGlance[];
  domains: { verified: number; waiting: number };
}

export async function readSpaceOverview(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { space }: Pick<Context, "space">,
): Promise<SpaceOverview> {
  const memberships = store.membershipsOf(space.id);
  const organization = await store.organizationsOf(space.id).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  const verified = domains.filter(({ status }) => status === "verified" || status === "failing").length;
  return {
    space,
    people: await memberships.counts(),
    seatsInUse: await memberships.seatsInUse(),
    sessions: await store.sessionsOf(space.id).countLive(now()),
    tokens: await store.tokensOf(space.id).countLive(now()),
    connections: await connectionsAtAGlance({ store, now }, { space }),
    domains: { verified, waiting: domains.length - verified },
  };
}
