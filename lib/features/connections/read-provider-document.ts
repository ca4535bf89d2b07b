import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import { readSamlInput } from "@/lib/protocols/saml/read-input";
import type { ProviderDocument } from "@/lib/schemas/provider-document";
import { findConnection, noSuchConnection } from "./find-connection";
import { notSubscribed } from "./sso-permission";
import { certificateView } from "./version-view";

export interface DocumentSource {
  connectionId: string;
  /** SAML: an address or the document itself; OpenID Connect: the issuer or the discovery document's address. */
  address: string | null;
  document: string | null;
  /** Which provider is meant, if a SAML document lists several. */
  entityId: string | null;
}

/**
 * Reads a provider's document and returns its contents, before anything is saved. Nothing is stored: saving reads it
 * again.
 */
export async function readProviderDocument(
  deps: SsoDependencies,
  ctx: Context,
  source: DocumentSource,
): Promise<Outcome<ProviderDocument>> {
  const found = await findConnection(deps.store, ctx.space.id, source.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const wait = await deps.rateLimits.spend("outgoing_by_space", ctx.space.id);
  if (wait > 0)
    return refused(
      "rate_limited",
      "too_many_saves",
      `This space has looked up too many addresses. Wait ${wait} seconds, then try again.`,
      { retryAfter: wait },
    );
  const { protocol } = found.connection;
  if (protocol === "saml") return readSamlDocument(deps, source);
  if (protocol === "oidc") return readDiscovery(deps, source);
  return refused("invalid", "protocol_mismatch", `${protocolTraits[protocol].name} has no document to read.`);
}

async function readSamlDocument(
  deps: SsoDependencies,
  { address, document, entityId }: DocumentSource,
): Promise<Outcome<ProviderDocument>> {
  const from = document ? { metadataXml: document } : { metadataUrl: address ?? "" };
  const read = await readSamlInput(deps, { ...from, ...(entityId ? { entityId } : {}) }, null);
  if (!read.ok) return read;
  const { settings, repairs, warnings } = read.value;
  const now = deps.now();
  return done({
    facts: [
      { term: "Entity ID", value: settings.entityId },
      ...(settings.loginUrl ? [{ term: "Login URL", value: settings.loginUrl }] : []),
    ],
    certificates: certificatesOf(settings.certificates).map((one) => certificateView(one, now)),
    notes: [...repairs, ...warnings],
  });
}

async function readDiscovery(
  deps: SsoDependencies,
  { connectionId, address }: DocumentSource,
): Promise<Outcome<ProviderDocument>> {
  const discovery = await deps.oidc.discover(address ?? "", connectionId, null);
  if (discovery.outcome === "refused") {
    const { code, received, expected } = discovery.refusal;
    const { cause, fix } = oidcExplanations[code];
    return refused("invalid", code, `${cause} ${fix}`, {
      received: received ?? undefined,
      expected: expected ?? undefined,
    });
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, jwksUri } = discovery.provider;
  return done({
    facts: [
      { term: "Issuer", value: issuer },
      { term: "Sign-in address", value: authorizationEndpoint },
      { term: "Token address", value: tokenEndpoint },
      { term: "Keys", value: jwksUri },
    ],
    certificates: [],
    notes: discovery.repairs,
  });
}
