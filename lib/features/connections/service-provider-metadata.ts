import { sealContexts } from "@/lib/features/maintenance/seal-contexts";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Dependencies } from "@/lib/ports/dependencies";
import { writeSpMetadata } from "@/lib/protocols/saml/metadata/write-sp-metadata";

const emailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

/**
 * Our SAML metadata for a connection, with the certificates of all its keys during a rotation; `null` where there is
 * no such SAML connection. It is public: it says nothing that a provider is not told anyway.
 */
export async function serviceProviderMetadata(
  deps: Dependencies,
  input: { connectionId: string; signed: boolean },
): Promise<string | null> {
  const connection = await deps.store.connectionLookup.byId(input.connectionId);
  if (connection?.protocol !== "saml") return null;
  const connections = deps.store.connectionsOf(connection.organizationId);
  const keys = (await connections.keysOf(connection.id)).toSorted(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
  const id = connection.draftConfigurationId ?? connection.liveConfigurationId;
  const settings = id ? (await connections.configuration(id))?.settings : null;
  const { entityId, acsUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  const metadata = {
    entityId,
    acsUrl,
    certificates: keys.map(({ certificate }) => certificate),
    nameIdFormats: formatsOf(settings?.protocol === "saml" ? settings : null),
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
  const wanted = settings?.nameIdFormat ?? emailAddress;
  return [...new Set([wanted, emailAddress, persistent, unspecified])];
}
