import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import { tokenEndpoints } from "@/lib/model/tokens/token-endpoints";
import { begunWith, callbackOf, heldToDemands, newSecrets } from "../code-flow";
import { ownSettings } from "../own-settings";
import type { ProtocolModule } from "../protocol-module";
import { openOAuth2Settings } from "./open-settings";
import { readOAuth2Input } from "./read-input";

/** OAuth 2: authorization code with PKCE S256 and state; the tool's API identifies the person. */
export const oauth2: ProtocolModule = {
  ...protocolTraits.oauth2,
  facts(given) {
    const { tokenUrl, authorizationUrl } = ownSettings("oauth2", given);
    return {
      // No tool supports sign-ins that it starts, sign-out at the tool, or forced re-authentication.
      loginFlow: "sp",
      forceReauthentication: false,
      logoutUrl: null,
      endsSessions: false,
      certificates: [],
      metadataUrl: null,
      documentUrl: null,
      codeReceiver: tokenUrl,
      columns: {
        issuerUrl: null,
        endpoint: authorizationUrl,
        identifierFormat: null,
      },
    };
  },
  toInput: (given) => toInput(ownSettings("oauth2", given)),
  async readInput(deps, { connection, input, previous, hasStoredSecret }) {
    const before = previous && ownSettings("oauth2", previous);
    return readOAuth2Input(deps, input, connection.provider, before, hasStoredSecret);
  },
  async begin(deps, { connection, configuration, loginHint }) {
    const secrets = newSecrets(deps);
    const { redirectUri } = serviceProviderAddresses(deps.appUrl, connection, "");
    const settings = await openOAuth2Settings(deps, connection, configuration);
    return begunWith(deps.oauth2.begin({ settings, redirectUri, ...secrets, loginHint }), secrets);
  },
  async receive(deps, input) {
    const settings = await openOAuth2Settings(deps, input.connection, input.configuration);
    const { result, tokens } = await deps.oauth2.receive({ settings, ...callbackOf(deps, input) });
    return {
      result: heldToDemands(deps, result, input, false),
      // Passed on only if the connection stores them.
      tokens: tokens && settings.keepTokens ? { ...tokens, endpoints: tokenEndpoints(settings) } : null,
    };
  },
};

/** A preset tool's addresses come from its preset: the file contains only typed ones. */
function toInput({ protocol: _, account, ...settings }: OAuth2Configuration): Record<string, unknown> {
  const { preset, hosts, clientId, scopes, tokenEndpointAuthMethod, keepTokens } = settings;
  const typed = { preset, hosts, clientId, scopes, tokenEndpointAuthMethod, keepTokens };
  if (preset !== "other") return { ...typed, account: account?.value ?? null };
  return {
    ...settings,
    account: account?.value ?? null,
    accountUrl: account?.url ?? null,
    accountPath: account?.path ?? null,
  };
}
