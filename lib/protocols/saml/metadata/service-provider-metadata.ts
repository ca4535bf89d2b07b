import { nameIdFormats } from "@/lib/model/connections/choices";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { protocolTraits, settingsAs } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { writeSpMetadata } from "@/lib/protocols/saml/metadata/write-sp-metadata";

/**
 * Our SAML metadata for a connection, with the certificates of all its keys during a rotation; `null` if there is no
 * such SAML connection. It is public: it contains only what providers receive anyway.
 */
export async function serviceProviderMetadata(
  deps: Dependencies,
  input: { connectionId: string; signed: boolean },
): Promise<string | null> {
  const connection = await deps.store.connectionLookup.byId(input.connectionId);
  if (!connection || protocolTraits[connection.protocol].credential !== "key_pairs") return null;
  const connections = deps.store.connectionsOf(connection.organizationId);
  const keys = (await connections.keysOf(connection.id)).toSorted(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
  const id = connection.draftConfigurationId ?? connection.liveConfigurationId;
  const settings = id ? (await connections.configuration(id))?.settings : null;
  const { entityId, acsUrl, sloUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  const metadata = {
    entityId,
    acsUrl,
    sloUrl,
    certificates: keys.map(({ certificate }) => certificate),
    nameIdFormats: formatsOf(settingsAs("saml", settings)),
    wantAssertionsSigned: true,
  };
  const [newest] = keys.filter(({ retiredAt }) => retiredAt === null);
  if (!input.signed || !newest) return writeSpMetadata(metadata);
  const privateKey = deps.vault.open(
    newest.privateKeySealed,
    sealContexts.privateKey(connection.organizationId, newest.id),
  );
  return writeSpMetadata(metadata, { privateKey, certificatePem: newest.certificate });
}

function formatsOf(settings: SamlConfiguration | null): string[] {
  const { email, persistent, unspecified } = nameIdFormats;
  return [...new Set([settings?.nameIdFormat ?? email, email, persistent, unspecified])];
}
