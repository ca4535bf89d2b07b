import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { begunWith, callbackOf, heldToDemands, newSecrets } from "../code-flow";
import { ownSettings } from "../own-settings";
import type { ProtocolModule } from "../protocol-module";
import { openOidcSettings } from "./open-settings";
import { readOidcInput } from "./read-input";

/** OpenID Connect: authorization code with PKCE S256, state and nonce. */
export const oidc: ProtocolModule = {
  ...protocolTraits.oidc,
  facts(given) {
    const settings = ownSettings("oidc", given);
    const { loginFlow, forceReauthentication, logoutUrl, issuer } = settings;
    return {
      loginFlow,
      forceReauthentication,
      logoutUrl,
      certificates: [],
      metadataUrl: null,
      documentUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
      codeReceiver: issuer,
      columns: { issuerUrl: issuer, endpoint: null, identifierFormat: null },
    };
  },
  toInput(given) {
    const { protocol: _, ...settings } = ownSettings("oidc", given);
    return settings;
  },
  readInput: (deps, { connection, input, previous, hasStoredSecret }) =>
    readOidcInput(deps, connection.id, input, previous && ownSettings("oidc", previous), hasStoredSecret),
  async begin(deps, { connection, configuration, loginHint, isTest }) {
    const { forceReauthentication } = ownSettings("oidc", configuration.settings);
    const secrets = newSecrets(deps);
    const { redirectUri } = serviceProviderAddresses(deps.appUrl, connection, "");
    const settings = await openOidcSettings(deps, connection, configuration);
    const input = { settings, redirectUri, ...secrets, loginHint, forceReauthentication, afresh: isTest };
    return begunWith(await deps.oidc.begin(input), secrets);
  },
  async receive(deps, input) {
    const { connection, configuration } = input;
    const { forceReauthentication } = ownSettings("oidc", configuration.settings);
    const settings = await openOidcSettings(deps, connection, configuration);
    const result = await deps.oidc.receive({ settings, ...callbackOf(deps, input) });
    return { result: heldToDemands(deps, result, input, forceReauthentication), tokens: null };
  },
  checkInitiation: ({ oidc: party, appUrl }, settings, parameters) =>
    party.checkInitiation({ issuer: ownSettings("oidc", settings).issuer, parameters, appUrl }),
};
