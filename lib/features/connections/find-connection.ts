import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import { refused } from "@/lib/model/outcome";
import type { OrganizationLink } from "@/lib/ports/organizations";
import type { Store } from "@/lib/ports/store";

/** A connection as one space sees it. */
export interface ConnectionInSpace {
  connection: Connection;
  link: OrganizationLink;
  /** The space's own link to it; `null` where an organization was linked but never connected. */
  option: SignInOption | null;
  /** Of the space's own connections only: what another organization still edits is its own affair. */
  draft: Configuration | null;
  live: Configuration | null;
}

/**
 * A connection that belongs to an organization of this space; `null` for any other, known or not. A link that was
 * asked for and that the organization has not agreed to shows nothing.
 */
export async function findConnection(
  store: Store,
  spaceId: string,
  connectionId: string,
): Promise<ConnectionInSpace | null> {
  const connection = await store.connectionLookup.byId(connectionId);
  if (!connection) return null;
  const link = await store.organizationsOf(spaceId).byId(connection.organizationId);
  if (!link || link.status === "requested") return null;
  return describeConnection(store, spaceId, connection, link);
}

/** Adds the option and the two versions that matter to a connection that was found in a space. */
export async function describeConnection(
  store: Store,
  spaceId: string,
  connection: Connection,
  link: OrganizationLink,
): Promise<ConnectionInSpace> {
  const connections = store.connectionsOf(connection.organizationId);
  const { liveConfigurationId: liveId } = connection;
  const draftId = link.status === "own" ? connection.draftConfigurationId : null;
  const draft = draftId ? await connections.configuration(draftId) : null;
  if (draftId && !draft) {
    // Somebody has saved between the two reads, and the draft that was pointed to is gone: look again.
    const since = await connections.byId(connection.id);
    if (since && since.draftConfigurationId !== draftId)
      return describeConnection(store, spaceId, since, link);
  }
  return {
    connection,
    link,
    option: await store.optionsOf(spaceId).byConnection(connection.id),
    draft,
    live: liveId ? await connections.configuration(liveId) : null,
  };
}

/** The answer for a connection that this space does not have. */
export const noSuchConnection = () =>
  refused(
    "not_found",
    "connection_not_found",
    "There is no such connection in this space. It may have been removed.",
  );
