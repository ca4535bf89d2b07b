import type { Application, ApplicationSpace } from "@/lib/model/applications/application";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Team } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ApplicationView } from "@/lib/schemas/application";
import { noSuchApplication } from "./application-view";
import type { ApplicationDependencies } from "./check-application";
import { changeApplication } from "./manage-applications";

/** What one space says of an application. */
export interface SpaceLimit {
  application: Application;
  space: Space;
  /** The space's own row; `null`: it has none. */
  chosen: Pick<ApplicationSpace, "roles" | "teamIds"> | null;
  teams: Pick<Team, "id" | "name">[];
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
  const chosen = (await store.applications.spaces(applicationId)).find((row) => row.spaceId === spaceId);
  return { application, space, chosen: chosen ?? null, teams: await store.teamsOf(spaceId).all() };
}

/** The space by its slug, for the form that names one. */
export async function findSpaceBySlug(
  { store }: Pick<Dependencies, "store">,
  slug: string,
): Promise<Outcome<Space>> {
  const space = await store.spaces.bySlug(slug);
  if (space) return done(space);
  const message = `There is no space “${slug}”. Use the slug from the list of spaces.`;
  return refused("invalid", "space_unknown", message, { field: "slug", received: slug });
}

/**
 * Sets who may use an application in one space: members with one of the roles, and members of one of the teams. `null`
 * removes the space's row: an application that is open to chosen spaces is then closed to it, any other open to everyone.
 */
export async function limitInSpace(
  deps: ApplicationDependencies,
  actor: Actor,
  input: {
    id: string;
    spaceId: string;
    limit: Pick<ApplicationSpace, "roles" | "teamIds"> | null;
  },
): Promise<Outcome<ApplicationView>> {
  const { id, spaceId, limit } = input;
  const application = await deps.store.applications.byId(id);
  if (!application) return noSuchApplication();
  const others = (await deps.store.applications.spaces(id))
    .filter((row) => row.spaceId !== spaceId)
    .map(({ spaceId: other, roles, teamIds }) => ({ spaceId: other, roles, teamIds }));
  const spaces = limit ? [...others, { spaceId, ...limit }] : others;
  // Somebody else's change between the two reads is not overwritten.
  return changeApplication(deps, actor, {
    id,
    expectedRevision: application.revision,
    change: { spaces },
  });
}
