import type { Configuration, Connection } from "@/lib/core/model/connection";
import { serviceProviderAddresses } from "@/lib/core/service-provider";
import { maximumClockSkewSeconds, type SamlSettings } from "@/lib/saml/settings";
import type { SsoDependencies } from "./ports/sso-dependencies";
import { sealContexts } from "./seal-contexts";

/** Everything that a response of this configuration is judged by. Throws where it is not a SAML one. */
export async function samlSettings(
  deps: Pick<SsoDependencies, "store" | "vault" | "appUrl">,
  connection: Connection,
  configuration: Configuration,
): Promise<SamlSettings> {
  const { settings } = configuration;
  if (settings.protocol !== "saml") throw new Error("not a SAML configuration");
  const { entityId, acsUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  const keys = await deps.store.connectionsOf(connection.organizationId).keysOf(connection.id);
  const newestFirst = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return {
    idpEntityId: settings.entityId,
    certificates: settings.certificates,
    signed: settings.signed,
    spEntityId: entityId,
    acsUrl,
    loginFlow: settings.loginFlow,
    decryptionKeys: newestFirst.map((key) => ({
      privateKeyPem: deps.vault.open(
        key.privateKeySealed,
        sealContexts.privateKey(connection.organizationId, key.id),
      ),
    })),
    clockSkewSeconds: maximumClockSkewSeconds,
  };
}
