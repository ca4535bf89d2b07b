import type { Protocol } from "@/lib/model/sign-in/identity";

/**
 * Our addresses for one connection (docs/model.md#protocol-addresses): what an administrator copies into the
 * provider.
 */
export interface ServiceProviderAddresses {
  entityId: string;
  acsUrl: string;
  /** Where the provider sends messages of single logout. */
  sloUrl: string;
  metadataUrl: string;
  redirectUri: string;
  initiateUrl: string;
  /** Where the provider sends people after signing them out (RP-Initiated Logout 1.0 §3). */
  postLogoutRedirectUri: string;
  /** The address that starts a sign-in through this connection. */
  loginAddress: string;
}

/**
 * Computes them from the application's own address (without a slash at its end). A protocol's traits say which of
 * them it has.
 */
export function serviceProviderAddresses(
  appUrl: string,
  connection: { id: string; reference: string; protocol: Protocol },
  spaceSlug: string,
): ServiceProviderAddresses {
  const own = `${appUrl}/api/sso/${connection.protocol}/${connection.id}`;
  return {
    entityId: `${own}/metadata`,
    acsUrl: `${own}/acs`,
    sloUrl: `${own}/slo`,
    metadataUrl: `${own}/metadata`,
    redirectUri: `${own}/callback`,
    initiateUrl: `${own}/initiate`,
    postLogoutRedirectUri: `${appUrl}/logout`,
    loginAddress: `${appUrl}/${spaceSlug}/sso/${encodeURIComponent(connection.reference)}`,
  };
}
