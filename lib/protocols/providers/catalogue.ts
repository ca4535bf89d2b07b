import { adfs } from "./adfs";
import { auth0 } from "./auth0";
import { entra } from "./entra";
import { generic } from "./generic";
import { google } from "./google";
import { jumpcloud } from "./jumpcloud";
import { keycloak } from "./keycloak";
import { okta } from "./okta";
import { onelogin } from "./onelogin";
import { pingfederate } from "./pingfederate";
import { pingone } from "./pingone";
import type { Provider } from "./provider";

/** Every provider, in the order of the wizard's list; the one for all others is the last. */
export const catalogue = {
  okta,
  entra,
  google,
  auth0,
  keycloak,
  adfs,
  onelogin,
  pingone,
  pingfederate,
  jumpcloud,
  generic,
} satisfies Record<string, Provider>;
export type ProviderId = keyof typeof catalogue;
// `keys` loses the literal type of the keys.
export const providerIds = Object.keys(catalogue) as ProviderId[];

/** The list in the wizard. */
export const providers: readonly Provider[] = providerIds.map((id) => catalogue[id]);

/** The provider with an ID that was stored or came from outside; an unknown one is `generic`. */
export function providerOf(id: string): Provider {
  return providers.find((provider) => provider.id === id) ?? generic;
}

/** The providers that match a search for `text`, by name, summary or synonym. */
export function findProviders(text: string): Provider[] {
  const wanted = text.trim().toLowerCase();
  return providers.filter(({ name, summary, aliases }) =>
    [name, summary, ...aliases].some((word) => word.toLowerCase().includes(wanted)),
  );
}
