import { forEachAtOnce } from "@/lib/features/for-each-at-once";
import { metadataChanged } from "@/lib/features/notifications/messages/metadata-changed";
import { writeToAdministrators } from "@/lib/features/notifications/write-to-administrators";
import type { Connection } from "@/lib/model/connections/connection";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import type {
  MetadataFindings,
  MetadataOutcome,
  MetadataRefresh,
} from "@/lib/model/connections/metadata-refresh";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import { metadataExplanations } from "@/lib/model/explanations/metadata";
import { oneLine } from "@/lib/model/text/one-line";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { IdpMetadata } from "@/lib/protocols/saml/metadata/idp-metadata";
import { readIdpMetadata } from "@/lib/protocols/saml/metadata/read-idp-metadata";

const batch = 50;
/** How many addresses are fetched at once: one that hangs takes ten seconds, and there may be thousands. */
const atOnce = 8;

type RefreshDependencies = Pick<SsoDependencies, "store" | "now" | "secrets" | "log" | "appUrl" | "outbound">;

/**
 * The daily check of every metadata address of a live connection. Findings are stored and administrators notified,
 * once for each change; nothing is applied: the live version stays until an administrator has tested another.
 */
export async function refreshMetadata(deps: RefreshDependencies): Promise<Record<MetadataOutcome, number>> {
  const counts: Record<MetadataOutcome, number> = { same: 0, changed: 0, other_entity_id: 0, failed: 0 };
  let after: string | null = null;
  for (;;) {
    const page: Connection[] = await deps.store.connectionLookup.withMetadataUrl(batch, after);
    await forEachAtOnce(page, atOnce, async (connection) => {
      try {
        const look = await refreshConnectionMetadata(deps, connection);
        if (look) counts[look.outcome] += 1;
      } catch (error) {
        deps.log.error("a metadata address could not be checked", { connectionId: connection.id, error });
      }
    });
    after = page.at(-1)?.id ?? null;
    if (page.length < batch) return counts;
  }
}

/** Checks one connection's address; `null` if it has none that is live. The request is sent before the transaction. */
export async function refreshConnectionMetadata(
  deps: RefreshDependencies,
  connection: Connection,
): Promise<MetadataRefresh | null> {
  const { organizationId, liveConfigurationId } = connection;
  if (liveConfigurationId === null) return null;
  const live = await deps.store.connectionsOf(organizationId).configuration(liveConfigurationId);
  const settings = settingsAs("saml", live?.settings);
  if (!live || !settings?.metadataUrl) return null;
  const inItsName = { ...deps, outbound: deps.outbound.onBehalfOf(connection.id) };
  const found = await validate(inItsName, settings, settings.metadataUrl);
  const now = deps.now();

  return deps.store.transaction(async (tx) => {
    const inside = { ...deps, store: tx };
    const looks = tx.metadataRefreshesOf(organizationId);
    const previous = await looks.byConnection(connection.id);
    const good = found.outcome === "same" || found.outcome === "changed";
    const look: MetadataRefresh = {
      connectionId: connection.id,
      organizationId,
      configurationId: live.id,
      ...found,
      lookedAt: now,
      lastGoodAt: good ? now : (previous?.lastGoodAt ?? null),
    };
    await looks.record(look);
    if (!isNews(previous, look)) return look;
    const spaceId = await tx.domainDirectory.ownerSpaceId(organizationId);
    const space = spaceId === null ? null : await tx.spaces.byId(spaceId);
    const text = space && metadataChanged({ space, connection, look, appUrl: deps.appUrl });
    if (space && text) await writeToAdministrators(inside, space.id, "manage_auth_integrations", text);
    return look;
  });
}

/** A failure is reported when it begins, whatever each day's reason; a change whenever it differs from the last. */
function isNews(previous: MetadataRefresh | null, look: MetadataRefresh): boolean {
  if (look.outcome === "same") return false;
  if (previous?.outcome !== look.outcome) return true;
  if (look.outcome === "failed") return false;
  return fingerprintOf(previous.findings) !== fingerprintOf(look.findings);
}

function fingerprintOf({ entityId, changed, newFingerprints }: MetadataFindings): string {
  return JSON.stringify([entityId, changed, newFingerprints]);
}

type Found = Pick<MetadataRefresh, "outcome" | "findings">;

async function validate(deps: RefreshDependencies, live: SamlConfiguration, url: string): Promise<Found> {
  const answer = await deps.outbound.fetchDocument(url, {
    accept: "application/samlmetadata+xml, application/xml, text/xml",
  });
  if (answer.outcome === "refused") return failed(answer.error.message);
  // In a document with several providers, the chosen one is still the one that counts.
  const reading = readIdpMetadata(answer.document.bytes, deps.now(), {
    entityId: live.entityId,
    loginUrlOptional: live.loginUrl === null,
  });
  if (reading.outcome === "refused") return failed(metadataExplanations[reading.refusal.code].cause);
  return compare(live, reading.metadata);
}

const failed = (sentence: string): Found => ({
  outcome: "failed",
  findings: { sentence: oneLine(sentence, 300), entityId: null, changed: [], newFingerprints: [] },
});

/** The document's values that differ from the live version. */
export function compare(live: SamlConfiguration, metadata: IdpMetadata): Found {
  const { entityId } = metadata;
  if (entityId !== live.entityId) {
    const sentence = `The document's entity ID is ${oneLine(entityId, 200)}; the connection's is ${oneLine(live.entityId, 200)}.`;
    return {
      outcome: "other_entity_id",
      findings: { sentence, entityId, changed: ["entityId"], newFingerprints: [] },
    };
  }
  const current = certificatesOf(live.certificates).map(({ fingerprintSha256 }) => fingerprintSha256);
  const offered = metadata.certificates.map(({ fingerprintSha256 }) => fingerprintSha256);
  const fresh = offered.filter((fingerprint) => !current.includes(fingerprint));
  const gone = current.filter((fingerprint) => !offered.includes(fingerprint));
  const offeredAddress = live.binding === "post" ? metadata.ssoPostUrl : metadata.ssoRedirectUrl;
  // Without a login URL every sign-in begins at the provider, whatever its own page.
  const address = live.loginUrl === null ? null : offeredAddress;
  const sentences = [
    fresh.length > 0
      ? `It has ${fresh.length === 1 ? "a new certificate" : `${fresh.length} new certificates`}.`
      : null,
    gone.length > 0
      ? `${gone.length === 1 ? "A certificate" : `${gone.length} certificates`} of the live version ${gone.length === 1 ? "is" : "are"} no longer in it.`
      : null,
    address !== null && address !== live.loginUrl
      ? `The login URL is now ${oneLine(address, 200)}.`
      : address === null && live.loginUrl !== null
        ? "It no longer offers the binding that the connection uses."
        : null,
  ].filter((sentence) => sentence !== null);
  const changed = [
    ...(fresh.length + gone.length > 0 ? ["certificates"] : []),
    ...(address === live.loginUrl ? [] : ["loginUrl"]),
  ];
  return {
    outcome: changed.length > 0 ? "changed" : "same",
    findings: { sentence: sentences.join(" ") || null, entityId, changed, newFingerprints: fresh.toSorted() },
  };
}
