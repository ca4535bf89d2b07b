import { keyPairs } from "@/lib/infra/crypto/key-pairs";
import { meteredOutbound } from "@/lib/infra/http-client/metered-outbound";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { samlRegistry } from "@/lib/infra/jackson/registry";
import { rememberedRequests } from "@/lib/infra/jackson/remembered-requests";
import { recordCall } from "@/lib/infra/tracing/record-calls";
import { SeenLately } from "@/lib/ports/seen-lately";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { createOAuth2Client } from "@/lib/protocols/oauth2/client";
import { createOidcRelyingParty } from "@/lib/protocols/oidc/relying-party";
import { dependencies } from "./dependencies";

// Next builds several bundles, each with its own modules; documents, keys and the registry are kept once a process.
const shared = globalThis as typeof globalThis & { gatehouseSso?: Promise<SsoDependencies> };

/** The dependencies of the use cases of connections and sign-ins; created at the first call. */
export function ssoDependencies(): Promise<SsoDependencies> {
  shared.gatehouseSso ??= make();
  return shared.gatehouseSso;
}

async function make(): Promise<SsoDependencies> {
  const deps = await dependencies();
  const outbound = meteredOutbound(
    createOutbound({ allow: deps.env.outboundAllow }),
    (seconds, result, host) => {
      deps.metrics.outgoingCall(seconds, result);
      recordCall(seconds, result, host);
    },
  );
  const logger = {
    debug: () => undefined,
    warn: (message: string) => deps.log.warn("saml registry", { message }),
  };
  return {
    ...deps,
    outbound,
    oidc: createOidcRelyingParty({ outbound }),
    oauth2: createOAuth2Client({ outbound }),
    registry: rememberedRequests(samlRegistry({ appUrl: deps.appUrl, storage: deps.jacksonStorage, logger })),
    keyPairs,
    seenLately: new SeenLately(),
  };
}
