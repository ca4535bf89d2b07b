import { isVerified, type Organization } from "@/lib/core/model/organization";
import type {
  GuestView,
  OrganizationDetails,
  OrganizationLine,
  OrganizationList,
} from "@/lib/schemas/organization";
import { nameInSpace } from "./organization-links";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import type { OrganizationGuest, OrganizationLink } from "./ports/organizations";
import type { Store } from "./ports/store";
import { providerLabel } from "./views/test-result-view";

type Reads = Pick<Dependencies, "store">;

/** The organizations of a space: its own, the linked ones, and what it has asked for. */
export async function listOrganizations(
  { store }: Reads,
  { space }: Pick<Acting, "space">,
): Promise<OrganizationList> {
  const organizations = store.organizationsOf(space.id);
  const lines: OrganizationLine[] = [];
  for (const link of await organizations.linked()) lines.push(await lineOf(store, space.id, link));
  const requests = [];
  for (const { slug, status, requestedBy, createdAt } of await organizations.requests())
    requests.push({
      slug,
      status,
      requestedBy: await nameInSpace(store, space.id, requestedBy),
      createdAt: createdAt.toISOString(),
    });
  return { organizations: lines, requests };
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
    // What was only asked for is in no list of links.
    status: status as OrganizationLine["status"],
    activeHere: connections.filter(({ id }) => active.has(id)).length,
    guests: guests.filter((guest) => guest.status !== "requested").length,
    waiting: guests.filter((guest) => guest.status === "requested").length,
  };
}

/** One organization of the space with its connections as they are used here; `null` for any other. */
export async function readOrganization(
  { store }: Reads,
  { space }: Pick<Acting, "space">,
  organizationId: string,
): Promise<OrganizationDetails | null> {
  const link = await store.organizationsOf(space.id).byId(organizationId);
  if (!link) return null;
  const isOwn = link.status === "own";
  const domains = await store.domainsOf(organizationId).all();
  const guests = isOwn ? await store.organizationGuestsOf(organizationId).all() : [];
  return {
    ...(await lineOf(store, space.id, link)),
    // What another organization has not proved yet is its own affair.
    domains: domains
      .filter((domain) => isOwn || isVerified(domain))
      .map(({ name, status }) => ({ name, status })),
    connections: await connectionsOf(store, space.id, link.organization, isOwn),
    spaces: guests.map(guestView),
  };
}

async function connectionsOf(store: Store, spaceId: string, { id }: Organization, isOwn: boolean) {
  const lines: OrganizationDetails["connections"] = [];
  for (const connection of await store.connectionsOf(id).all()) {
    // A linked space sees what is live; drafts belong to whoever edits them.
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
