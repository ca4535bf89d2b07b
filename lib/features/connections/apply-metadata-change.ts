import type { MetadataLook } from "@/lib/model/connections/metadata-refresh";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { underLease } from "./keep-lease";
import { type SavedConfiguration, saveConfiguration } from "./save-configuration";

/**
 * What the daily look found that still waits for somebody; `null` where there is nothing to do: all is as it was, another
 * version went live since, or a newer draft is being worked on.
 */
export async function openMetadataLook(
  { store }: Pick<Dependencies, "store">,
  acting: Pick<Acting, "space">,
  connectionId: string,
): Promise<MetadataLook | null> {
  const found = await findConnection(store, acting.space.id, connectionId);
  if (!found?.live || found.link.status !== "own") return null;
  const look = await store.metadataLooksOf(found.connection.organizationId).byConnection(connectionId);
  if (!look || look.outcome === "same" || look.configurationId !== found.live.id) return null;
  if (look.outcome !== "failed" && found.draft && found.draft.createdAt >= look.lookedAt) return null;
  return look;
}

/**
 * Reads the connection's metadata address again and writes it as the draft, to be tested like any other. Refused where
 * the document names another provider than the one that the administrator was shown.
 */
export async function takeMetadataChange(
  deps: SsoDependencies,
  acting: Acting,
  wish: { connectionId: string; entityId: string },
): Promise<Outcome<SavedConfiguration>> {
  const found = await findConnection(deps.store, acting.space.id, wish.connectionId);
  if (!found?.live || found.link.status !== "own") return noSuchConnection();
  const { settings } = found.live;
  if (settings.protocol !== "saml" || !settings.metadataUrl)
    return refused(
      "conflict",
      "no_metadata_url",
      "This connection has no metadata address. Enter the provider's values by hand.",
    );
  const { metadataUrl } = settings;
  const look = await openMetadataLook(deps, acting, wish.connectionId);
  if (!look || look.outcome === "failed" || look.findings.entityId !== wish.entityId)
    return refused(
      "conflict",
      "look_changed",
      "What the metadata says has changed since this page was opened. Reload the page and look again.",
    );
  return underLease(deps, acting, null, async (leaseId) => {
    const saved = await saveConfiguration(deps, acting, {
      connectionId: wish.connectionId,
      leaseId,
      expectedRevision: found.connection.revision,
      // The entity ID goes along as it was seen: a third one, put there meanwhile, does not slip in.
      input: { protocol: "saml", saml: { metadataUrl, entityId: wish.entityId } },
    });
    return saved.ok ? done(saved.value) : saved;
  });
}
