import type { Protocol } from "@/lib/model/sign-in/identity";

/**
 * Our addresses for one connection (docs/model.md#protocol-addresses): what an administrator copies into the
 * provider.
 */
export interface ServiceProviderAddresses {
  entityId: string;
  acsUrl: string;
  metadataUrl: string;
  redirectUri: string;
  initiateUrl: string;
  /** The address that starts a sign-in through this connection. */
  loginAddress: string;
}

/** Computes them from the application's own address (no slash at its end). */
export function serviceProviderAddresses(
  appUrl: string,
  connection: { id: string; reference: string; protocol: Protocol },
  spaceSlug: string,
): ServiceProviderAddresses {
  const saml = `${appUrl}/api/sso/saml/${connection.id}`;
  const oauth = `${appUrl}/api/sso/${connection.protocol === "oauth2" ? "oauth2" : "oidc"}/${connection.id}`;
  return {
    entityId: `${saml}/metadata`,
    acsUrl: `${saml}/acs`,
    metadataUrl: `${saml}/metadata`,
    redirectUri: `${oauth}/callback`,
    initiateUrl: `${oauth}/initiate`,
    loginAddress: `${appUrl}/${spaceSlug}/sso/${encodeURIComponent(connection.reference)}`,
  };
}
