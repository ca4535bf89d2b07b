import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { certificateStatus } from "@/lib/protocols/saml/certificates/certificates";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import { maximumClockSkewSeconds, type SamlSettings } from "@/lib/protocols/saml/settings";
import { ownSettings } from "../own-settings";

/**
 * Everything that a response of this configuration is checked against; the keys only if something in it is encrypted.
 * Throws if the configuration is not a SAML one.
 */
export async function openSamlSettings(
  deps: Pick<SsoDependencies, "store" | "vault" | "appUrl" | "now">,
  connection: Connection,
  configuration: Configuration,
  isEncrypted: boolean,
): Promise<SamlSettings> {
  const settings = ownSettings("saml", configuration.settings);
  const { entityId, acsUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  const keys = isEncrypted
    ? await deps.store.connectionsOf(connection.organizationId).keysOf(connection.id)
    : [];
  const newestFirst = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return {
    idpEntityId: settings.entityId,
    ...certificatesAt(settings, deps.now()),
    signed: settings.signed,
    subjectAttribute: settings.subjectAttribute,
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

/** Whether an expired certificate still counts is the connection's setting (docs/decisions/0009). */
function certificatesAt(
  settings: SamlConfiguration,
  now: Date,
): Pick<SamlSettings, "certificates" | "endedCertificates"> {
  if (!settings.refuseEndedCertificates) return { certificates: settings.certificates };
  const ended = certificatesOf(settings.certificates)
    .filter((certificate) => certificateStatus(certificate, now) === "expired")
    .map(({ pem }) => pem);
  const certificates = settings.certificates.filter((pem) => !ended.includes(pem));
  return { certificates, endedCertificates: ended };
}
