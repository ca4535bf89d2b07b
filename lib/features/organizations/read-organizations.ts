import type { OrganizationGuest, OrganizationLink } from "@/lib/db/repositories/organizations";
import type { Store } from "@/lib/db/store";
import { pageOfRows } from "@/lib/features/page-of-rows";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import { isVerified, type Organization } from "@/lib/model/organizations/organization";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type {
  GuestView,
  LinkedConnection,
  OrganizationDetails,
  OrganizationLine,
  OrganizationRequestLine,
} from "@/lib/schemas/organization";
import { nameInSpace } from "./organization-links";

type Reads = Pick<Dependencies, "store">;

/** The columns that the list of organizations can be sorted by. */
export const organizationSorts = ["name", "owner"] as const;

/** A page of the organizations whose people can sign in to a space: its own one first, then the linked ones. */
export async function listOrganizations(
  { store }: Reads,
  { space }: Pick<Context, "space">,
  query: PageQuery & { status?: OrganizationLine["status"] } = {},
): Promise<Page<OrganizationLine>> {
  const links = await store.organizationsOf(space.id).linked();
  const owners = await store.spaces.byIds(links.map(({ organization }) => organization.ownerSpaceId));
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  const ownerOf = ({ organization }: OrganizationLink) => names.get(organization.ownerSpaceId) ?? "";
  const page = pageOfRows(
    links.filter(({ status }) => !query.status || status === query.status),
    query,
    {
      texts: (link) => [link.organization.name, ownerOf(link)],
      keys: {
        // The digit in front decides first.
        name: ({ organization, status }) => `${status === "own" ? 0 : 1} ${organization.name.toLowerCase()}`,
        owner: (link) => ownerOf(link).toLowerCase(),
      },
    },
  );
  const rows: OrganizationLine[] = [];
  for (const link of page.rows) rows.push(await lineOf(store, space.id, link));
  return { ...page, rows };
}

/** The columns that the list of requests can be sorted by. */
export const requestSorts = ["slug", "createdAt"] as const;

/** A page of a space's own requests, by the slugs that were typed. */
export async function listOrganizationRequests(
  { store }: Reads,
  { space }: Pick<Context, "space">,
  query: PageQuery & { status?: OrganizationRequestLine["status"] } = {},
): Promise<Page<OrganizationRequestLine>> {
  const requests = await store.organizationsOf(space.id).requests();
  const page = pageOfRows(
    requests.filter(({ status }) => !query.status || status === query.status),
    query,
    {
      texts: ({ slug }) => [slug],
      keys: { slug: (request) => request.slug, createdAt: (request) => request.createdAt.getTime() },
    },
  );
  const rows: OrganizationRequestLine[] = [];
  for (const { slug, status, requestedBy, createdAt } of page.rows)
    rows.push({
      slug,
      status,
      requestedBy: await nameInSpace(store, space.id, requestedBy),
      createdAt: createdAt.toISOString(),
    });
  return { ...page, rows };
}

async function lineOf(store: Store, spaceId: string, { organization, status }: OrganizationLink) {
  const owner = await store.spaces.byId(organization.ownerSpaceId);
  const connections = await store.connectionsOf(organization.id).all();
  const options = await store.optionsOf(spaceId).all();
  const active = new Set(
    options.filter((option) => option.status === "active").map(({ connectionId }) => connectionId),
  );
  const guests = status === "own" ? await store.organizationGuestsOf(organization.id).all() : [];
  return {
    id: organization.id,
    name: organization.name,
    ownerName: owner?.name ?? "",
    // Links that are only requested are in no list.
    status: status as OrganizationLine["status"],
    activeHere: connections.filter(({ id }) => active.has(id)).length,
    guests: guests.filter((guest) => guest.status !== "requested").length,
    waiting: guests.filter((guest) => guest.status === "requested").length,
  };
}

/**
 * The columns that the list within an organization can be sorted by: its other spaces, or for a linked one its
 * connections.
 */
export const organizationPartSorts = ["name"] as const;

/**
 * One organization of the space; `null` for any other. For its own, a page of the spaces that it is linked to, those
 * that wait first; for a linked one, a page of its connections as they are used here.
 */
export async function readOrganization(
  { store }: Reads,
  { space }: Pick<Context, "space">,
  organizationId: string,
  query: PageQuery = {},
): Promise<OrganizationDetails | null> {
  const link = await store.organizationsOf(space.id).byId(organizationId);
  if (!link) return null;
  const isOwn = link.status === "own";
  const domains = await store.domainsOf(organizationId).all();
  const connections = await connectionsOf(store, space.id, link.organization, isOwn);
  const guests = isOwn ? (await store.organizationGuestsOf(organizationId).all()).map(guestView) : [];
  return {
    ...(await lineOf(store, space.id, link)),
    // Another organization's unverified domains are hidden.
    domains: domains
      .filter((domain) => isOwn || isVerified(domain))
      .map(({ name, status }) => ({ name, status })),
    connectionCount: connections.length,
    usedHere: connections.filter(({ statusHere }) => statusHere).length,
    connections: pageOfRows(connections, query, {
      texts: ({ name, providerName }) => [name, providerName],
      keys: { name: ({ name }) => name.toLowerCase() },
    }),
    spaces: pageOfRows(guests, query, {
      texts: ({ name, slug }) => [name, slug],
      keys: { name: ({ name, status }) => `${status === "requested" ? 0 : 1} ${name.toLowerCase()}` },
    }),
  };
}

async function connectionsOf(store: Store, spaceId: string, { id }: Organization, isOwn: boolean) {
  const lines: LinkedConnection[] = [];
  for (const connection of await store.connectionsOf(id).all()) {
    // A linked space sees what is live; drafts belong to their editors.
    if (!isOwn && !connection.liveConfigurationId) continue;
    const option = await store.optionsOf(spaceId).byConnection(connection.id);
    lines.push({
      id: connection.id,
      name: connection.name,
      provider: connection.provider,
      providerName: providerLabel(connection),
      protocol: connection.protocol,
      statusHere: option && (isOwn || option.status !== "draft") ? option.status : null,
    });
  }
  return lines;
}

function guestView(guest: OrganizationGuest): GuestView {
  return {
    spaceId: guest.spaceId,
    name: guest.spaceName,
    slug: guest.spaceSlug,
    status: guest.status,
    since: (guest.decidedAt ?? guest.createdAt).toISOString(),
  };
}
