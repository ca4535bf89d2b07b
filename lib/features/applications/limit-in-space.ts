import type { Store } from "@/lib/db/store";
import type { Application, ApplicationSpace, ListedSpace } from "@/lib/model/applications/application";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Team } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { noSuchApplication } from "./application-view";
import { unknownSpace } from "./check-application";

/** What one space says of an application. */
export interface SpaceLimit {
  application: Application;
  space: Space;
  /** The space's own row; `null`: it has none. */
  chosen: (Pick<ApplicationSpace, "roles"> & { teams: Pick<Team, "id" | "name">[] }) | null;
  hasTeams: boolean;
}

/** Reads who may use an application in one space; `null` if either does not exist. */
export async function readSpaceLimit(
  { store }: Pick<Dependencies, "store">,
  applicationId: string,
  spaceId: string,
): Promise<SpaceLimit | null> {
  const application = await store.applications.byId(applicationId);
  const space = await store.spaces.byId(spaceId);
  if (!application || !space) return null;
  const row = await store.applicationSpacesOf(applicationId).byId(spaceId);
  const teams = await store.teamsOf(spaceId).all();
  const chosen = row && {
    roles: row.roles,
    teams: teams.filter(({ id }) => row.teamIds.includes(id)).map(({ id, name }) => ({ id, name })),
  };
  return { application, space, chosen, hasTeams: teams.length > 0 };
}

/** The spaces that an application lists, for operators. */
export function listSpacesOf(
  { store }: Pick<Dependencies, "store">,
  applicationId: string,
  query: PageQuery,
): Promise<Page<ListedSpace>> {
  return store.applicationSpacesOf(applicationId).page(query);
}

interface SpaceChange {
  id: string;
  spaceId: string;
  limit: Pick<ApplicationSpace, "roles" | "teamIds"> | null;
}

/**
 * Sets who may use an application in one space: members with one of the roles, and members of one of the teams. `null`
 * removes the space's row: an application that is open to chosen spaces is then closed to it, any other open to everyone.
 */
export function limitInSpace(
  deps: Dependencies,
  actor: Actor,
  { id, spaceId, limit }: SpaceChange,
): Promise<Outcome<null>> {
  return changeSpaces(deps, actor, id, async (tx) => {
    const spaces = tx.applicationSpacesOf(id);
    if (!limit) return (await spaces.remove(spaceId)) ? done({ closed: spaceId }) : done(null);
    const unknown = await unknownSpace(tx, [{ spaceId, ...limit }]);
    if (unknown) return unknown;
    await spaces.set({ spaceId, ...limit });
    return done({ spaceId, ...limit });
  });
}

/** Opens an application to more spaces; those in the list already keep their roles and teams. Returns how many are new. */
export async function addSpaces(
  deps: Dependencies,
  actor: Actor,
  { id, spaceIds }: { id: string; spaceIds: readonly string[] },
): Promise<Outcome<{ added: number }>> {
  let added: string[] = [];
  const outcome = await changeSpaces(deps, actor, id, async (tx) => {
    const known = await tx.spaces.byIds(spaceIds);
    if (known.length < new Set(spaceIds).size)
      return refused("invalid", "space_unknown", "One of these spaces no longer exists. Choose again.", {
        field: "spaceIds",
      });
    added = await tx.applicationSpacesOf(id).add(spaceIds);
    return done(added.length > 0 ? { opened: added } : null);
  });
  return outcome.ok ? done({ added: added.length }) : outcome;
}

/** One change of an application's spaces, with its event; `null` from it: nothing has changed. */
async function changeSpaces(
  { store, now }: Dependencies,
  actor: Actor,
  id: string,
  change: (tx: Store) => Promise<Outcome<object | null>>,
): Promise<Outcome<null>> {
  return store.transaction(async (tx) => {
    if (!(await tx.applications.lock(id))) return noSuchApplication();
    const outcome = await change(tx);
    if (!outcome.ok) return outcome;
    if (outcome.value === null) return done(null);
    const application = await tx.applications.update(id, {}, null);
    if (!application) return noSuchApplication();
    await tx.auditOf(null).append(
      {
        actor,
        action: "application.changed",
        target: { kind: "application", id, name: application.name },
        details: { changed: ["spaces"], ...outcome.value },
      },
      now(),
    );
    return done(null);
  });
}
