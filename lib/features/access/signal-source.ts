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
 * twice: OpenID Connect's issuer, and the site at which people sign in, under whose name Okta signs for all of its
 * applications (SAML too). `null`: an OAuth 2 tool has no keys.
 */
export function signalSourceOf(connectionId: string, settings: ConfigurationSettings): SignalSource | null {
  if (settings.protocol === "oidc") {
    const { issuer, discoveryUrl } = settings;
    const site = siteOf(issuer);
    const own = { connectionId, issuer, discoveryUrl };
    const others =
      site === null || site === issuer ? [] : [{ connectionId, issuer: site, discoveryUrl: null }];
    return { issuers: [own, ...others], identityIssuer: issuer };
  }
  if (settings.protocol === "saml") {
    const site = settings.loginUrl === null ? null : siteOf(settings.loginUrl);
    const issuers = site === null ? [] : [{ connectionId, issuer: site, discoveryUrl: null }];
    return { issuers, identityIssuer: settings.entityId };
  }
  return null;
}

const siteOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : null);
