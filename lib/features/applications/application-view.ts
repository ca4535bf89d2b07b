import type { Store } from "@/lib/db/store";
import type { Application, ApplicationSecret, ApplicationSpace } from "@/lib/model/applications/application";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { ApplicationView } from "@/lib/schemas/application";

type Reads = Pick<Dependencies, "store" | "now">;

/** The answer for an application that does not exist. */
export const noSuchApplication = () =>
  refused("not_found", "application_not_found", "There is no such application. It may have been removed.");

/** An application as operators see it. */
export async function viewApplication(
  store: Store,
  application: Application,
  now: Date,
): Promise<ApplicationView> {
  const secrets = await store.applications.secrets(application.id);
  const chosen = await store.applications.spaces(application.id);
  const slugs = new Map(
    (await store.spaces.byIds(chosen.map(({ spaceId }) => spaceId))).map(({ id, slug }) => [id, slug]),
  );
  const { authMethod, idTokenAlgorithm, createdAt, lastUsedAt, ...rest } = application;
  return {
    ...rest,
    clientId: application.id,
    tokenEndpointAuthMethod: authMethod,
    idTokenSignedResponseAlg: idTokenAlgorithm,
    spaces: chosen.map((space) => viewChosen(space, slugs.get(space.spaceId) ?? "")),
    secrets: secrets.filter(({ endsAt }) => !endsAt || endsAt > now).map(viewSecret),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

function viewChosen({ spaceId, roles, teamIds }: ApplicationSpace, slug: string) {
  return { spaceId, slug, roles, teamIds };
}

function viewSecret({ id, prefix, createdAt, lastUsedAt, endsAt }: ApplicationSecret) {
  return {
    id,
    prefix,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  };
}

/** One application. */
export async function findApplication({ store, now }: Reads, id: string): Promise<Outcome<ApplicationView>> {
  const found = await store.applications.byId(id);
  return found ? done(await viewApplication(store, found, now())) : noSuchApplication();
}

/** The vendor's applications. */
export async function listApplications(
  { store, now }: Reads,
  query: PageQuery,
): Promise<Page<ApplicationView>> {
  const page = await store.applications.page(query);
  const rows: ApplicationView[] = [];
  for (const application of page.rows) rows.push(await viewApplication(store, application, now()));
  return { ...page, rows };
}
