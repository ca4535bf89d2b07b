import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { ownSettings } from "../own-settings";
import type { ProtocolModule } from "../protocol-module";
import { beginSaml } from "./begin";
import { endSamlSession } from "./end-session";
import { readSamlInput } from "./read-input";
import { receiveSaml } from "./receive";

/** SAML 2.0: an AuthnRequest signed with the connection's own key, by the configured binding. */
export const saml: ProtocolModule = {
  ...protocolTraits.saml,
  facts(given) {
    const settings = ownSettings("saml", given);
    const { loginFlow, forceReauthentication, logoutUrl, certificates, metadataUrl } = settings;
    return {
      loginFlow,
      forceReauthentication,
      logoutUrl,
      // Versions from before single logout have none.
      endsSessions: Boolean(settings.singleLogoutUrl),
      certificates,
      metadataUrl,
      documentUrl: metadataUrl,
      codeReceiver: "",
      columns: {
        issuerUrl: settings.entityId,
        endpoint: settings.loginUrl,
        identifierFormat: settings.nameIdFormat.split(":").at(-1) ?? null,
      },
    };
  },
  toInput(given) {
    const { protocol: _, ...settings } = ownSettings("saml", given);
    return settings;
  },
  readInput(deps, { connection, input, previous }) {
    const inItsName = { ...deps, outbound: deps.outbound.onBehalfOf(connection.id) };
    return readSamlInput(inItsName, input, previous && ownSettings("saml", previous));
  },
  begin: beginSaml,
  receive: receiveSaml,
  endSession: endSamlSession,
};
