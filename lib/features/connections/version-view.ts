import type { Configuration, Connection } from "@/lib/model/connections/connection";
import { configurationState } from "@/lib/model/connections/lifecycle";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { acsUrlPattern } from "@/lib/protocols/providers/provider";
import {
  type Certificate,
  certificateStatus,
  readCertificates,
} from "@/lib/protocols/saml/certificates/certificates";
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

/** A version with its settings; the secret stays behind. */
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
    certificates:
      settings.protocol === "saml"
        ? certificatesOf(settings.certificates).map((one) => certificateView(one, now))
        : [],
  };
}

/** The stored certificates with what is in them. */
export function certificatesOf(pems: readonly string[]): Certificate[] {
  const reading = readCertificates(pems.join("\n"));
  return reading.outcome === "read" ? reading.certificates : [];
}

/** When the last of them ends; `null` for none. */
export function lastEnd(certificates: readonly Certificate[]): Date | null {
  const ends = certificates.map((certificate) => Date.parse(certificate.notAfter));
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

function certificateView(certificate: Certificate, now: Date): CertificateView {
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
  const saml = connection.protocol === "saml";
  return {
    loginAddress: all.loginAddress,
    entityId: saml ? all.entityId : null,
    acsUrl: saml ? all.acsUrl : null,
    acsUrlPattern: saml ? acsUrlPattern(all.acsUrl) : null,
    metadataUrl: saml ? all.metadataUrl : null,
    encryptionCertificate: saml ? ourCertificate : null,
    redirectUri: saml ? null : all.redirectUri,
    // Only OpenID Connect knows sign-ins that a third party starts.
    initiateUrl: connection.protocol === "oidc" ? all.initiateUrl : null,
  };
}
