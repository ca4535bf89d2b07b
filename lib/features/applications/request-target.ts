import type { Store } from "@/lib/db/store";
import { discoverOptions } from "@/lib/features/sign-in/discover-sign-in";
import { type OfferedOption, signInOptions } from "@/lib/features/sign-in/sign-in-options";
import type { Application } from "@/lib/model/applications/application";
import { openToSpace } from "@/lib/model/applications/may-use";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { Space } from "@/lib/model/spaces/space";

/** What an application's request says about the person's space. */
export interface WantedPlace {
  /** A space's slug or external ID. */
  organization: string | null;
  /** A connection's id or reference. */
  connection: string | null;
  loginHint: string | null;
  domainHint: string | null;
}

export type RequestTarget =
  /** The person signs in to this space, optionally by this connection. */
  | { outcome: "space"; space: Space; option: OfferedOption | null }
  /** The request names nothing, or nothing that exists: the person decides. */
  | { outcome: "any" }
  | { outcome: "refused"; code: "organization_unknown" | "connection_unknown"; message: string };

/**
 * Resolves which space an application's request is for (docs/model.md#which-space): `organization`, else
 * `connection`, else what the hints lead to. Reveals the existence of a space only if the application is open to it.
 */
export async function requestTarget(
  store: Store,
  application: Application,
  wanted: WantedPlace,
): Promise<RequestTarget> {
  if (wanted.organization !== null) {
    const space = await spaceNamed(store, wanted.organization);
    if (!space || !(await isOpenTo(store, application, space)))
      return organizationUnknown(wanted.organization);
    if (wanted.connection === null) return { outcome: "space", space, option: null };
    const option = await optionNamed(store, space, wanted.connection);
    return option ? { outcome: "space", space, option } : connectionUnknown(wanted.connection);
  }
  if (wanted.connection !== null) return byConnection(store, application, wanted.connection);
  return byHints(store, application, wanted);
}

async function spaceNamed(store: Store, name: string): Promise<Space | null> {
  return (await store.spaces.bySlug(name)) ?? (await store.spaces.byExternalId(name));
}

/** Whether the application is open to the space. */
export async function isOpenTo(store: Store, application: Application, space: Space): Promise<boolean> {
  if (openToSpace(application, null)) return true;
  return (await store.applicationsOf(space.id).find(application.id)) !== null;
}

async function optionNamed(store: Store, space: Space, name: string): Promise<OfferedOption | null> {
  const options = await signInOptions(store, space);
  const same = (text: string) => text.toLowerCase() === name.toLowerCase();
  return options.find(({ connectionId, reference }) => connectionId === name || same(reference)) ?? null;
}

/** An id names one connection; the space that owns it comes first, as in discovery. */
async function byConnection(store: Store, application: Application, id: string): Promise<RequestTarget> {
  const connection = await store.connectionLookup.byId(id);
  if (!connection) return connectionUnknown(id);
  const options = await store.organizationOptionsOf(connection.organizationId).active();
  const spaces = await store.spaces.byIds(
    options.filter(({ connectionId }) => connectionId === id).map(({ spaceId }) => spaceId),
  );
  const owned = await Promise.all(
    spaces.map(async (space) => ({
      space,
      own: (await store.organizationsOf(space.id).own())?.id === connection.organizationId,
    })),
  );
  for (const { space } of owned.toSorted((a, b) => Number(b.own) - Number(a.own))) {
    if (!(await isOpenTo(store, application, space))) continue;
    const option = await optionNamed(store, space, id);
    if (option) return { outcome: "space", space, option };
  }
  return connectionUnknown(id);
}

/** The domain of an address or of `domain_hint`, if it leads to one space that the application is open to. */
async function byHints(
  store: Store,
  application: Application,
  { loginHint, domainHint }: WantedPlace,
): Promise<RequestTarget> {
  const address = loginHint ?? (domainHint === null ? null : `anybody@${domainHint}`);
  const domain = address === null ? null : parseEmailAddress(address)?.domain;
  if (!domain) return { outcome: "any" };
  const offers = [];
  for (const offer of await discoverOptions(store, domain)) {
    const space = await store.spaces.bySlug(offer.spaceSlug);
    if (space && (await isOpenTo(store, application, space))) offers.push({ offer, space });
  }
  const [first] = offers;
  if (!first || offers.some(({ space }) => space.id !== first.space.id)) return { outcome: "any" };
  return { outcome: "space", space: first.space, option: offers.length === 1 ? first.offer : null };
}

function organizationUnknown(received: string): RequestTarget {
  const message = `There is no organization ${quoted(received)} that this application is open to.`;
  return { outcome: "refused", code: "organization_unknown", message };
}

function connectionUnknown(received: string): RequestTarget {
  const message = `There is no active connection ${quoted(received)} that this application can use.`;
  return { outcome: "refused", code: "connection_unknown", message };
}

/** RFC 6749 §4.1.2.1: a description contains neither quotation marks nor anything beyond ASCII. */
function quoted(text: string): string {
  return `'${text.slice(0, 60).replace(/[^\x20-\x7e]|["\\]/g, "?")}'`;
}
