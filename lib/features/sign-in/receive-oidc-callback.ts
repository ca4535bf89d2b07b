import { oidcSettings } from "@/lib/features/connections/oidc-settings";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { type Callback, receiveCallback } from "./receive-callback";
import type { Received } from "./receive-saml-response";

/** Receives an OpenID provider's answer. */
export function receiveOidcCallback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oidc", async (connection, configuration, expected) => ({
    result: await deps.oidc.receive({
      settings: await oidcSettings(deps, connection, configuration),
      redirectUri: serviceProviderAddresses(deps.appUrl, connection, "").redirectUri,
      parameters: callback.parameters,
      expected,
      now: deps.now(),
    }),
  }));
}
