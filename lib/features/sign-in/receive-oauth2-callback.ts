import { oauth2Settings } from "@/lib/features/connections/oauth2-settings";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { tokenEndpoints } from "@/lib/model/tokens/token-endpoints";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { type Callback, receiveCallback } from "./receive-callback";
import type { Received } from "./receive-saml-response";

/** Receives the answer of a tool that speaks OAuth 2. Its tokens are handed on only where the connection keeps them. */
export function receiveOAuth2Callback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oauth2", async (connection, configuration, expected) => {
    const settings = await oauth2Settings(deps, connection, configuration);
    const { result, tokens } = await deps.oauth2.receive({
      settings,
      redirectUri: serviceProviderAddresses(deps.appUrl, connection, "").redirectUri,
      parameters: callback.parameters,
      expected,
      now: deps.now(),
    });
    return {
      result,
      tokens: tokens && settings.keepTokens ? { ...tokens, endpoints: tokenEndpoints(settings) } : null,
    };
  });
}
