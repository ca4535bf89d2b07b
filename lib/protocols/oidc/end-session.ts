import type { EndSessionInput, ProviderMetadata } from "@/lib/ports/oidc";
import { jsonObject } from "./provider-calls";

/**
 * The address that ends the provider's session (OpenID Connect RP-Initiated Logout 1.0 §2); `null` if it has none. An
 * ID token of another issuer or client, from before a change of the connection, is not sent to it.
 */
export function endSessionAddress(provider: ProviderMetadata, input: EndSessionInput): string | null {
  if (!provider.endSessionEndpoint) return null;
  const { settings, idToken, returnTo, state } = input;
  const url = new URL(provider.endSessionEndpoint);
  const isTheirs = idToken !== null && isFor(idToken, settings.issuer, settings.clientId);
  const parameters: Record<string, string> = {
    ...(isTheirs ? { id_token_hint: idToken } : {}),
    client_id: settings.clientId,
    post_logout_redirect_uri: returnTo,
    state,
  };
  // Set, not appended: whatever the endpoint's own query contains, each of ours occurs once.
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Its signature was verified when it came. */
function isFor(idToken: string, issuer: string, clientId: string): boolean {
  const claims = jsonObject(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8"));
  return claims?.iss === issuer && [claims.aud].flat().includes(clientId);
}
