import type { Connection } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { begunWith, callbackOf, heldToDemands, newSecrets } from "../code-flow";
import { ownSettings } from "../own-settings";
import type { ProtocolModule } from "../protocol-module";
import { discoveryUrlOf } from "./issuer-address";
import { openOidcSettings } from "./open-settings";
import { readOidcInput } from "./read-input";

/** OpenID Connect: authorization code with PKCE S256, state and nonce. */
export const oidc: ProtocolModule = {
  ...protocolTraits.oidc,
  facts(given) {
    const settings = ownSettings("oidc", given);
    const { loginFlow, forceReauthentication, logoutUrl, issuer, discoveryUrl } = settings;
    return {
      loginFlow,
      forceReauthentication,
      logoutUrl,
      endsSessions: true,
      certificates: [],
      metadataUrl: null,
      documentUrl: discoveryUrl ?? discoveryUrlOf(issuer),
      // The document decides who owns the endpoints.
      codeReceiver: discoveryUrl ?? issuer,
      columns: { issuerUrl: issuer, endpoint: null, identifierFormat: null },
    };
  },
  toInput(given) {
    const { protocol: _, ...settings } = ownSettings("oidc", given);
    return settings;
  },
  readInput: (deps, { connection, input, previous, hasStoredSecret }) =>
    readOidcInput(deps, connection.id, input, previous && ownSettings("oidc", previous), hasStoredSecret),
  async begin(deps, { connection, configuration, loginHint, requested, isTest }) {
    const { forceReauthentication } = ownSettings("oidc", configuration.settings);
    const secrets = newSecrets(deps);
    const { redirectUri } = serviceProviderAddresses(deps.appUrl, connection, "");
    const settings = await openOidcSettings(deps, connection, configuration);
    const input = {
      ...{ settings, redirectUri, ...secrets, loginHint, forceReauthentication },
      ...requested,
      afresh: isTest,
    };
    return begunWith(await deps.oidc.begin(input), secrets);
  },
  async receive(deps, input) {
    const { connection, configuration } = input;
    const { forceReauthentication } = ownSettings("oidc", configuration.settings);
    const settings = {
      ...(await openOidcSettings(deps, connection, configuration)),
      claimNames: await claimNamesOf(deps, connection),
    };
    const result = await deps.oidc.receive({ settings, ...callbackOf(deps, input) });
    return { result: heldToDemands(deps, result, input, forceReauthentication), tokens: null };
  },
  async endSession(deps, { connection, configuration, hint: idToken, ...request }) {
    const settings = await openOidcSettings(deps, connection, configuration);
    const url = await deps.oidc.endSession({ settings, idToken, ...request });
    return url === null ? null : { kind: "redirect", url };
  },
  checkInitiation: ({ oidc: party, appUrl }, settings, parameters) =>
    party.checkInitiation({ issuer: ownSettings("oidc", settings).issuer, parameters, appUrl }),
};

/**
 * The claims named by the options of all spaces that the connection leads to: the answer is read once for all of
 * them.
 */
async function claimNamesOf({ store }: Pick<SsoDependencies, "store">, connection: Connection) {
  const options = await store.organizationOptionsOf(connection.organizationId).ofConnection(connection.id);
  return options.map(({ settings: { attributes, rules } }) => ({ attributes, rules }));
}
