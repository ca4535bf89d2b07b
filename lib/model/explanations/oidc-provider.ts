import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** Refusals about the provider's address, its document, and calls to it. */
export const oidcProviderExplanations = {
  issuer_missing: explained(
    "settings",
    "gatehouse_configuration",
    "No issuer was given.",
    "Copy the issuer or the discovery URL from the identity provider into the connection.",
  ),
  issuer_invalid: explained(
    "settings",
    "gatehouse_configuration",
    "The issuer is not an address that can be used: it must start with https:// and hold no user name, question mark or #.",
    "Copy the issuer or the discovery URL from the identity provider again, as it stands there.",
  ),
  issuer_not_https: explained(
    "settings",
    "gatehouse_configuration",
    "The issuer starts with http://. Whoever sits between could pretend to be the provider.",
    "Use the provider's https:// address.",
  ),
  issuer_multi_tenant: explained(
    "settings",
    "gatehouse_configuration",
    "The address stands for every company of this provider, not for yours: anybody with an account there would be known to it.",
    "Use the address of your own tenant. In Microsoft Entra ID, register the application as single tenant and copy “OpenID Connect metadata document” from its Endpoints; it holds your tenant's ID instead of common, organizations or consumers.",
  ),
  discovery_not_found: explained(
    "settings",
    "gatehouse_configuration",
    "There is no discovery document at this issuer.",
    "Check the issuer: it is the part of the discovery URL before /.well-known/openid-configuration, with the path of your tenant, realm or authorization server.",
  ),
  discovery_redirected: explained(
    "settings",
    "gatehouse_configuration",
    "The discovery document lies at another address (see the received value). An issuer's document must be found where the issuer says.",
    "Use the issuer of that other address, if it is your provider's.",
  ),
  discovery_not_json: explained(
    "settings",
    "gatehouse_configuration",
    "What came from the discovery address is not a discovery document, perhaps a sign-in or error page.",
    "Open the discovery URL in a private browser window: it must show a page of plain JSON without signing in. Check the address for a missing or additional part.",
  ),
  discovery_issuer_mismatch: explained(
    "settings",
    "gatehouse_configuration",
    "The discovery document names another issuer than the one of the connection.",
    "Where the received value is your provider's, use exactly that as the issuer, its final slash included. If the document stands elsewhere than its issuer says (user flows of Azure AD B2C, Entra ID with ?appid=), also give the document's whole address as the discovery URL under “Advanced settings”. Otherwise correct the address, or the provider's public address in its own settings (behind a proxy it often names its internal one).",
  ),
  discovery_incomplete: explained(
    "settings",
    "identity_provider",
    "The discovery document lacks addresses that every sign-in needs (see the received value).",
    "Check that the address is that of an OpenID Connect provider with the authorization code flow, not merely of an OAuth 2 server.",
  ),
  discovery_endpoint_not_allowed: explained(
    "settings",
    "identity_provider",
    "The discovery document names an address that is not https:// or lies in a private network.",
    "Set the provider's public https:// address in its own settings. Where the provider is meant to be reached in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  discovery_no_code_flow: explained(
    "settings",
    "identity_provider",
    "The provider does not offer the authorization code flow, the only one used here.",
    "Enable the authorization code flow (response type “code”) at the provider.",
  ),
  discovery_no_algorithm: explained(
    "settings",
    "identity_provider",
    "The provider signs ID tokens in no way that can be checked with a public key.",
    "Set the provider to sign ID tokens with RS256, PS256, ES256 or EdDSA.",
  ),
  discovery_no_client_authentication: explained(
    "settings",
    "identity_provider",
    "The provider accepts clients neither by a client secret nor without one.",
    "Register the application as a confidential (web) client with a client secret, or as a public one with PKCE.",
  ),
  provider_not_https: explained(
    "settings",
    "identity_provider",
    "An address of the provider starts with http://.",
    "Set the provider's public https:// address in its own settings.",
  ),
  provider_private_address: explained(
    "settings",
    "operator",
    "The provider's address leads into a private network, which may not be called from here.",
    "Use the provider's public address. Where the provider is meant to be reached in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  provider_not_found: explained(
    "unavailable",
    "gatehouse_configuration",
    "No server is known under the provider's name.",
    "Check the issuer for a typing mistake. Where it worked before, the provider's name servers may be down.",
  ),
  provider_connection_refused: explained(
    "unavailable",
    "identity_provider",
    "The provider's server refuses connections or breaks them off.",
    "Check that the provider runs and can be reached from the internet (firewall, address lists).",
  ),
  provider_certificate: explained(
    "unavailable",
    "identity_provider",
    "No safe connection: the certificate of the provider's server has expired, is for another name, or comes from an unknown authority.",
    "Renew the certificate of the provider's server, and let it send its intermediate certificates along.",
  ),
  provider_timeout: explained(
    "unavailable",
    "identity_provider",
    "The provider took too long to answer at this step.",
    "Try again. Where it lasts, look at the provider's status page or its server.",
  ),
  provider_too_large: explained(
    "unavailable",
    "identity_provider",
    "The provider's answer is larger than one megabyte.",
    "Check that the address is right. Where an ID token is so large, let the provider send fewer groups.",
  ),
  provider_busy: explained(
    "unavailable",
    "identity_provider",
    "Many calls to this provider are waiting for its answer, so no further one was made.",
    "Wait until the provider answers again; look at its status page.",
  ),
  provider_status: explained(
    "unavailable",
    "identity_provider",
    "The provider answered this step with an error status or a redirect (see the received value).",
    "Try again. Where it lasts, look at the provider's log at this moment.",
  ),
  provider_unreadable: explained(
    "unavailable",
    "identity_provider",
    "The provider's server answered in a form that cannot be read.",
    "Check that the address and port are those of the provider's web server.",
  ),
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
