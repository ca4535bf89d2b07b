import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { OAuth2Settings } from "@/lib/ports/oauth2";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "../own-settings";

/** A configuration with its client secret decrypted, for the client. Throws if it is not one of OAuth 2. */
export async function openOAuth2Settings(
  deps: Pick<SsoDependencies, "store" | "vault">,
  connection: Pick<Connection, "id" | "organizationId">,
  configuration: Configuration,
): Promise<OAuth2Settings> {
  const settings = ownSettings("oauth2", configuration.settings);
  const { organizationId } = connection;
  const sealed = await deps.store.connectionsOf(organizationId).clientSecretSealed(configuration.id);
  const context = sealContexts.clientSecret(organizationId, configuration.id);
  return {
    ...settings,
    connectionId: connection.id,
    clientSecret: sealed ? deps.vault.open(sealed, context) : "",
  };
}
