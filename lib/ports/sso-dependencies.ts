import type { Dependencies } from "./dependencies";
import type { OAuth2Client } from "./oauth2";
import type { OidcRelyingParty } from "./oidc";
import type { Outbound } from "./safe-fetch";
import type { SamlRegistry } from "./saml-registry";
import type { SeenLately } from "./seen-lately";

/** Creates key pairs for connections. */
export interface KeyPairs {
  /** RSA 2048 with a self-signed certificate of ten years. */
  make(commonName: string, now: Date): Promise<{ certificate: string; privateKeyPem: string }>;
}

/** The further dependencies of the use cases of connections and sign-ins. */
export interface SsoDependencies extends Dependencies {
  registry: SamlRegistry;
  oidc: OidcRelyingParty;
  oauth2: OAuth2Client;
  outbound: Outbound;
  keyPairs: KeyPairs;
  seenLately: SeenLately;
}
