import type { Dependencies } from "./dependencies";
import type { OidcRelyingParty } from "./oidc";
import type { Outbound } from "./safe-fetch";
import type { SamlRegistry } from "./saml-registry";

/** What the use cases of connections and sign-ins need beside the rest. */
export interface SsoDependencies extends Dependencies {
  registry: SamlRegistry;
  oidc: OidcRelyingParty;
  outbound: Outbound;
}
