import type { Store } from "@/lib/db/store";
import type { Application, ApplicationSecret, ApplicationSpace } from "@/lib/model/applications/application";
import type { ShownLogo } from "@/lib/model/brand/brand";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { ApplicationView } from "@/lib/schemas/application";
import { shownLogo } from "./application-logo";

type Reads = Pick<Dependencies, "store" | "now" | "appUrl">;

/** The answer for an application that does not exist. */
export const noSuchApplication = () =>
  refused("not_found", "application_not_found", "There is no such application. It may have been removed.");

/** What the operators' page shows and changes: without the spaces, of which there may be thousands. */
export type ApplicationSettings = Omit<ApplicationView, "spaces" | "logo"> & { logo: ShownLogo | null };

/** An application as operators see it. */
export async function viewApplication(
  deps: Pick<Reads, "appUrl" | "now">,
  store: Store,
  application: Application,
): Promise<ApplicationView> {
  const { logo, ...settings } = await viewSettings(deps, store, application);
  const chosen = await store.applications.spaces(application.id);
  const slugs = new Map(
    (await store.spaces.byIds(chosen.map(({ spaceId }) => spaceId))).map(({ id, slug }) => [id, slug]),
  );
  return {
    ...settings,
    logo: logo && { url: deps.appUrl + logo.href, width: logo.width, height: logo.height },
    spaces: chosen.map((space) => viewChosen(space, slugs.get(space.spaceId) ?? "")),
  };
}

async function viewSettings(
  { now }: Pick<Reads, "now">,
  store: Store,
  application: Application,
): Promise<ApplicationSettings> {
  const at = now();
  const { id, authMethod, idTokenAlgorithm, createdAt, lastUsedAt, ...rest } = application;
  const logos = await store.applicationLogos.of([id]);
  const secrets = await store.applications.secrets(id);
  return {
    ...rest,
    id,
    clientId: id,
    logo: shownLogo(id, logos.get(id)),
    tokenEndpointAuthMethod: authMethod,
    idTokenSignedResponseAlg: idTokenAlgorithm,
    secrets: secrets.filter(({ endsAt }) => !endsAt || endsAt > at).map(viewSecret),
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

/** One application for the operators' page; `null` if there is none. */
export async function readApplicationSettings(deps: Reads, id: string): Promise<ApplicationSettings | null> {
  const found = await deps.store.applications.byId(id);
  return found && viewSettings(deps, deps.store, found);
}

/** One application. */
export async function findApplication(deps: Reads, id: string): Promise<Outcome<ApplicationView>> {
  const found = await deps.store.applications.byId(id);
  return found ? done(await viewApplication(deps, deps.store, found)) : noSuchApplication();
}

/** The vendor's applications. */
export async function listApplications(deps: Reads, query: PageQuery): Promise<Page<ApplicationView>> {
  const page = await deps.store.applications.page(query);
  const rows: ApplicationView[] = [];
  for (const application of page.rows) rows.push(await viewApplication(deps, deps.store, application));
  return { ...page, rows };
}

/** An application in the operators' list. */
export type ApplicationRow = Pick<Application, "id" | "name" | "openTo" | "pkceRequired"> & {
  logo: ShownLogo | null;
  /** How many spaces it lists. */
  spaces: number;
  lastUsedAt: string | null;
  createdAt: string;
};

/** The vendor's applications, as a list shows them. */
export async function listApplicationRows(
  { store }: Pick<Reads, "store">,
  query: PageQuery,
): Promise<Page<ApplicationRow>> {
  const page = await store.applications.page(query);
  const ids = page.rows.map(({ id }) => id);
  const spaces = await store.applications.spaceCounts(ids);
  const logos = await store.applicationLogos.of(ids);
  const rows = page.rows.map(({ id, name, openTo, pkceRequired, createdAt, lastUsedAt }) => ({
    id,
    name,
    openTo,
    pkceRequired,
    logo: shownLogo(id, logos.get(id)),
    spaces: spaces.get(id) ?? 0,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }));
  return { ...page, rows };
}
