import type { Configuration, Connection } from "@/lib/model/connections/connection";
import { configurationState } from "@/lib/model/connections/lifecycle";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { factsOf } from "@/lib/protocols";
import { acsUrlPattern } from "@/lib/protocols/providers/provider";
import { type Certificate, certificateStatus } from "@/lib/protocols/saml/certificates/certificates";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { CertificateView, OurValues, VersionLine, VersionView } from "@/lib/schemas/sso-views";

/** A version in the history of a connection. */
export function versionLine(
  configuration: Configuration,
  connection: Connection,
  createdBy: string | null,
): VersionLine {
  return {
    id: configuration.id,
    version: configuration.version,
    state: configurationState(configuration, connection),
    testedAt: configuration.testedAt?.toISOString() ?? null,
    testRunId: configuration.testRunId,
    wentLiveAt: configuration.wentLiveAt?.toISOString() ?? null,
    createdAt: configuration.createdAt.toISOString(),
    createdBy,
  };
}

/** A version with its settings; the secret is left out. */
export function versionView(
  configuration: Configuration,
  connection: Connection,
  createdBy: string | null,
  now: Date,
): VersionView {
  const { settings } = configuration;
  return {
    ...versionLine(configuration, connection, createdBy),
    settings,
    hasClientSecret: configuration.hasClientSecret,
    certificates: certificatesOf(factsOf(settings).certificates).map((one) => certificateView(one, now)),
  };
}

/** A certificate as it is shown. */
export function certificateView(certificate: Certificate, now: Date): CertificateView {
  const { pem, subject, issuer, notBefore, notAfter, fingerprintSha256, keyType, keyBits } = certificate;
  return {
    pem,
    subject,
    issuer,
    notBefore,
    notAfter,
    fingerprint: fingerprintSha256,
    key: `${keyType === "rsa" ? "RSA" : "EC"}, ${keyBits} bits`,
    status: certificateStatus(certificate, now),
  };
}

/** Our values of a connection; `ourCertificate` is the newest of its own key pairs. */
export function ourValues(
  appUrl: string,
  slug: string,
  connection: Connection,
  ourCertificate: string | null,
): OurValues {
  const all = serviceProviderAddresses(appUrl, connection, slug);
  const own = { ...all, encryptionCertificate: ourCertificate };
  const { ourValues: names } = protocolTraits[connection.protocol];
  const shown = (name: (typeof names)[number]) => (names.includes(name) ? own[name] : null);
  const acsUrl = shown("acsUrl");
  return {
    loginAddress: all.loginAddress,
    entityId: shown("entityId"),
    acsUrl,
    acsUrlPattern: acsUrl && acsUrlPattern(acsUrl),
    metadataUrl: shown("metadataUrl"),
    encryptionCertificate: shown("encryptionCertificate"),
    redirectUri: shown("redirectUri"),
    // Only OpenID Connect has sign-ins that a third party starts.
    initiateUrl: shown("initiateUrl"),
    postLogoutRedirectUri: shown("postLogoutRedirectUri"),
  };
}
