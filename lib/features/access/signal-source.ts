import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import type { TokenIssuer } from "@/lib/ports/oidc";

/** Who may send signals about a connection's people, and by which name sign-ins know the provider. */
export interface SignalSource {
  /** Whose keys sign the tokens: the connection's own provider, by each of its names. */
  issuers: readonly TokenIssuer[];
  /** The issuer that a sign-in brings, and with it the people's links. */
  identityIssuer: string;
}

/**
 * The provider of a connection as a sender of signals. It follows from the settings, so that nothing has to be set up
 * twice: OpenID Connect's issuer, and Okta's organization, under whose name Okta signs for all of its applications.
 * `null`: an OAuth 2 tool has no keys.
 */
export function signalSourceOf(connectionId: string, settings: ConfigurationSettings): SignalSource | null {
  if (settings.protocol === "oidc") {
    const { issuer, discoveryUrl } = settings;
    const own = { connectionId, issuer, discoveryUrl };
    return { issuers: [own, ...oktaOrganization(connectionId, issuer)], identityIssuer: issuer };
  }
  if (settings.protocol === "saml") {
    const issuers = oktaOrganization(connectionId, settings.loginUrl ?? "");
    return { issuers, identityIssuer: settings.entityId };
  }
  return null;
}

/**
 * The addresses of Okta's authorization servers and SAML applications: each of its customers has a site of their own.
 * At other providers one site may be many customers', and its signature does not say for which of them it speaks.
 */
const atOkta = /^\/oauth2\/[^/]+$|^\/app\/[^/]+\/[^/]+\/sso\/saml$/;

function oktaOrganization(connectionId: string, address: string): TokenIssuer[] {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && atOkta.test(url.pathname) ? [{ connectionId, issuer: url.origin, discoveryUrl: null }] : [];
}
