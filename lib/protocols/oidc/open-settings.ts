import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { OidcSettings } from "@/lib/ports/oidc";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "../own-settings";

/** A configuration with its client secret decrypted, for the relying party. Throws if it is not an OpenID one. */
export async function openOidcSettings(
  deps: Pick<SsoDependencies, "store" | "vault">,
  connection: Pick<Connection, "id" | "organizationId">,
  configuration: Configuration,
): Promise<OidcSettings> {
  const settings = ownSettings("oidc", configuration.settings);
  const sealed = await deps.store
    .connectionsOf(connection.organizationId)
    .clientSecretSealed(configuration.id);
  return {
    connectionId: connection.id,
    issuer: settings.issuer,
    discoveryUrl: settings.discoveryUrl,
    clientId: settings.clientId,
    clientSecret: sealed
      ? deps.vault.open(sealed, sealContexts.clientSecret(connection.organizationId, configuration.id))
      : "",
    scopes: settings.scopes,
    tokenEndpointAuthMethod: settings.tokenEndpointAuthMethod,
    extraParameters: settings.extraParameters,
  };
}
