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
    "The issuer is not a valid address: it must start with https:// and contain no user name, question mark or #.",
    "Copy the issuer or the discovery URL from the identity provider again, exactly as shown there.",
  ),
  issuer_not_https: explained(
    "settings",
    "gatehouse_configuration",
    "The issuer starts with http://. Anyone on the network path could impersonate the provider.",
    "Use the provider's https:// address.",
  ),
  issuer_multi_tenant: explained(
    "settings",
    "gatehouse_configuration",
    "The address is shared by all customers of this provider, not just yours: it would admit anyone with an account there.",
    "Use the address of your own tenant. In Microsoft Entra ID, register the application as single tenant and copy “OpenID Connect metadata document” from its Endpoints. It contains your tenant's ID instead of common, organizations or consumers.",
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
    "The discovery document is at another address (see the received value). It must be at the address that the issuer implies.",
    "If the other address is your provider's, use its issuer.",
  ),
  discovery_not_json: explained(
    "settings",
    "gatehouse_configuration",
    "The response from the discovery address is not a discovery document. It may be a sign-in or error page.",
    "Open the discovery URL in a private browser window: it must show plain JSON without signing in. Check the address for a missing or extra part.",
  ),
  discovery_issuer_mismatch: explained(
    "settings",
    "gatehouse_configuration",
    "The discovery document names a different issuer from the connection's.",
    "If the received value is your provider's, use exactly that as the issuer, including any final slash. If the document is not at the address that its issuer implies (user flows of Azure AD B2C, Entra ID with ?appid=), also enter the document's whole address as the discovery URL under “Advanced settings”. Otherwise correct the address, or the public address in the provider's own settings (behind a proxy, a provider often names its internal address).",
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
    "The discovery document contains an address that is not https:// or is in a private network.",
    "Set the provider's public https:// address in its own settings. If the provider is meant to be in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  discovery_no_code_flow: explained(
    "settings",
    "identity_provider",
    "The provider does not offer the authorization code flow, the only one supported.",
    "Enable the authorization code flow (response type “code”) at the provider.",
  ),
  discovery_no_algorithm: explained(
    "settings",
    "identity_provider",
    "The provider does not sign ID tokens with an algorithm that can be verified with a public key.",
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
    "The provider's address leads into a private network, which cannot be called from here.",
    "Use the provider's public address. If the provider is meant to be in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  provider_not_found: explained(
    "unavailable",
    "gatehouse_configuration",
    "DNS has no server with the provider's name.",
    "Check the issuer for a typo. If it worked before, the provider's name servers may be down.",
  ),
  provider_connection_refused: explained(
    "unavailable",
    "identity_provider",
    "The provider's server refuses or drops connections.",
    "Check that the provider is running and can be reached from the internet (firewall, address lists).",
  ),
  provider_certificate: explained(
    "unavailable",
    "identity_provider",
    "A secure connection was not possible: the certificate of the provider's server has expired, is for another name, or comes from an unknown authority.",
    "Renew the certificate of the provider's server, and make sure that the server sends its intermediate certificates.",
  ),
  provider_timeout: explained(
    "unavailable",
    "identity_provider",
    "The provider took too long to respond at this step.",
    "Try again. If it keeps happening, check the provider's status page or its server.",
  ),
  provider_too_large: explained(
    "unavailable",
    "identity_provider",
    "The provider's response is larger than one megabyte.",
    "Check that the address is correct. If the ID token is that large, set the provider to send fewer groups.",
  ),
  provider_busy: explained(
    "unavailable",
    "identity_provider",
    "Many calls to this provider are waiting for a response, so no further call was made.",
    "Wait until the provider responds again, and check its status page.",
  ),
  provider_status: explained(
    "unavailable",
    "identity_provider",
    "The provider answered this step with an error status or a redirect (see the received value).",
    "Try again. If it keeps happening, check the provider's log for this moment.",
  ),
  provider_unreadable: explained(
    "unavailable",
    "identity_provider",
    "The provider's server sent a response that cannot be read.",
    "Check that the address and port are those of the provider's web server.",
  ),
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
