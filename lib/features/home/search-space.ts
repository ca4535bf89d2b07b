import { listConnections } from "@/lib/features/connections/list-connections";
import { listPeople } from "@/lib/features/people/list-people";
import { listTeams } from "@/lib/features/people/read-teams";
import { holds } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What the search of a space found of each kind; a kind that the member may not open is empty. */
export interface SpaceSearch {
  people: { id: string; name: string; email: string }[];
  connections: { id: string; name: string; reference: string }[];
  teams: { id: string; name: string }[];
}

const most = 5;

/**
 * People, connections and teams of the space whose name, address or reference has these words, at most five of each:
 * people and teams by `manage_people`, connections by `manage_auth_integrations`.
 */
export async function searchSpace(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space"> & { membership: Parameters<typeof holds>[0] },
  words: string,
): Promise<SpaceSearch> {
  const found: SpaceSearch = { people: [], connections: [], teams: [] };
  const query = { search: words, pageSize: most };
  if (holds(ctx.membership, "manage_people")) {
    const people = await listPeople(deps, ctx, query);
    found.people = people.rows.map(({ id, email, firstName, lastName }) => ({
      id,
      name: `${firstName} ${lastName}`.trim() || email,
      email,
    }));
    const teams = await listTeams(deps, ctx, query);
    found.teams = teams.rows.map(({ id, name }) => ({ id, name }));
  }
  if (holds(ctx.membership, "manage_auth_integrations")) {
    const view = async (
      _: typeof deps,
      __: unknown,
      { connection }: { connection: SpaceSearch["connections"][0] },
    ) => connection;
    const connections = await listConnections(deps, ctx, query, view);
    found.connections = connections.rows.map(({ id, name, reference }) => ({ id, name, reference }));
  }
  return found;
}
