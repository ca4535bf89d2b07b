import type { Store } from "@/lib/db/store";
import type { MetadataRefresh } from "@/lib/model/connections/metadata-refresh";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf } from "@/lib/protocols";
import { type ConnectionInSpace, findConnection, noSuchConnection } from "./find-connection";
import { underLease } from "./keep-lease";
import { type SavedConfiguration, saveConfiguration } from "./save-configuration";

/**
 * What the daily check found that still needs a decision; `null` if there is nothing to do: nothing changed, another
 * version went live since, or somebody is working on a newer draft.
 */
export async function openMetadataRefresh(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<MetadataRefresh | null> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  return found && openRefreshOf(store, found);
}

/** The same for a connection that was read already. */
export async function openRefreshOf(
  store: Pick<Store, "metadataRefreshesOf">,
  { connection, live, draft, link }: ConnectionInSpace,
): Promise<MetadataRefresh | null> {
  if (!live || link.status !== "own" || !factsOf(live.settings).metadataUrl) return null;
  const look = await store.metadataRefreshesOf(connection.organizationId).byConnection(connection.id);
  if (!look || look.outcome === "same" || look.configurationId !== live.id) return null;
  if (look.outcome !== "failed" && draft && draft.createdAt >= look.lookedAt) return null;
  return look;
}

/**
 * Reads the connection's metadata address again and writes the result as the draft, to be tested like any other.
 * Refused if the document names a different provider than the one shown to the administrator.
 */
export async function applyMetadataChange(
  deps: SsoDependencies,
  ctx: Context,
  request: { connectionId: string; entityId: string },
): Promise<Outcome<SavedConfiguration>> {
  const found = await findConnection(deps.store, ctx.space.id, request.connectionId);
  if (!found?.live || found.link.status !== "own") return noSuchConnection();
  const { metadataUrl } = factsOf(found.live.settings);
  if (!metadataUrl)
    return refused(
      "conflict",
      "no_metadata_url",
      "This connection has no metadata address. Enter the provider's values by hand.",
    );
  const look = await openMetadataRefresh(deps, ctx, request.connectionId);
  if (!look || look.outcome === "failed" || look.findings.entityId !== request.entityId)
    return refused(
      "conflict",
      "look_changed",
      "The metadata has changed since this page was opened. Reload the page and review it again.",
    );
  return underLease(deps, ctx, null, async (leaseId) => {
    const saved = await saveConfiguration(deps, ctx, {
      connectionId: request.connectionId,
      leaseId,
      expectedRevision: found.connection.revision,
      // The entity ID is pinned to the one that was seen, so that a third one, put there meanwhile, does not slip in.
      input: { protocol: "saml", values: { metadataUrl, entityId: request.entityId } },
    });
    return saved.ok ? done(saved.value) : saved;
  });
}
