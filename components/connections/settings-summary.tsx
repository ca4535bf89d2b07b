import { DescriptionList } from "@/components/ui/description-list";
import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import type { VersionView } from "@/lib/schemas/sso-views";
import { CertificateList } from "./certificate-list";
import { bindingWords, flowWords, formatWords, signedWords } from "./words";

/** What is stored of the provider's values, in the version at hand. */
export function SettingsSummary({ version, label }: { version: VersionView; label: string }) {
  return (
    <div className="space-y-4">
      <DescriptionList items={itemsOf(version)} />
      {version.certificates.length > 0 && (
        <CertificateList certificates={version.certificates} label={`Certificates, ${label}`} />
      )}
    </div>
  );
}

const mono = (text: string | null) => text && <span className="font-mono text-sm">{text}</span>;
const yesNo = (value: boolean) => (value ? "Yes" : "No");

function itemsOf({ settings, hasClientSecret }: VersionView) {
  const list: Record<ConfigurationSettings["protocol"], () => { term: string; value: React.ReactNode }[]> = {
    saml: () => (settings.protocol === "saml" ? samlItems(settings) : []),
    oidc: () => (settings.protocol === "oidc" ? oidcItems(settings, hasClientSecret) : []),
    oauth2: () => (settings.protocol === "oauth2" ? oauthItems(settings, hasClientSecret) : []),
  };
  return list[settings.protocol]();
}

function samlItems(saml: Extract<ConfigurationSettings, { protocol: "saml" }>) {
  return [
    { term: "Entity ID", value: mono(saml.entityId) },
    { term: "Login URL", value: mono(saml.loginUrl) },
    { term: "Logout URL", value: mono(saml.logoutUrl) },
    {
      term: "Metadata address",
      value: mono(saml.metadataUrl),
      help: saml.metadataUrl && "Looked at every day.",
    },
    { term: "Binding", value: bindingWords[saml.binding] },
    { term: "Name ID format", value: formatWords[saml.nameIdFormat] ?? saml.nameIdFormat },
    { term: "Login flow", value: flowWords[saml.loginFlow] },
    { term: "What must be signed", value: signedWords[saml.signed] },
    { term: "Prove who they are every time", value: yesNo(saml.forceReauthentication) },
    {
      term: "When the certificate has ended",
      value: saml.refuseEndedCertificates ? "Sign-ins are refused" : "Sign-ins go on; you are reminded",
    },
  ];
}

const secretWords = (stored: boolean) => (stored ? "Stored; never shown again" : "None");

function oidcItems(oidc: Extract<ConfigurationSettings, { protocol: "oidc" }>, hasSecret: boolean) {
  return [
    { term: "Issuer", value: mono(oidc.issuer) },
    { term: "Client ID", value: mono(oidc.clientId) },
    { term: "Client secret", value: secretWords(hasSecret) },
    { term: "Scopes", value: mono(oidc.scopes.join(" ")) },
    { term: "Proving ourselves by", value: oidc.tokenEndpointAuthMethod ?? "What the provider offers" },
    { term: "Logout URL", value: mono(oidc.logoutUrl) },
    { term: "Login flow", value: flowWords[oidc.loginFlow] },
    { term: "Prove who they are every time", value: yesNo(oidc.forceReauthentication) },
  ];
}

function oauthItems(oauth: Extract<ConfigurationSettings, { protocol: "oauth2" }>, hasSecret: boolean) {
  return [
    { term: "Authentication method", value: oauth2PresetOf(oauth.preset).name },
    { term: "Client ID", value: mono(oauth.clientId) },
    { term: "Client secret", value: secretWords(hasSecret) },
    { term: "Account", value: oauth.account ? mono(oauth.account.value) : "Whatever account" },
    { term: "Authorization URL", value: mono(oauth.authorizationUrl) },
    { term: "Token URL", value: mono(oauth.tokenUrl) },
    { term: "Identity URL", value: mono(oauth.identityUrl) },
    { term: "Scopes", value: mono(oauth.scopes.join(" ")) },
    { term: "Keeps the tool’s tokens", value: yesNo(oauth.keepTokens) },
  ];
}
