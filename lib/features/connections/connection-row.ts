import type { ConnectionFilter } from "@/lib/db/repositories/space-connections";
import { loginReference } from "@/lib/features/sign-in/login-reference";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import {
  type ConnectionState,
  connectionState,
  failingRule,
} from "@/lib/model/connections/connection-health";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { factsOf } from "@/lib/protocols";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { ConnectionRow } from "@/lib/schemas/sso-views";
import type { ConnectionInSpace } from "./find-connection";
import { listConnections } from "./list-connections";

/** A page of the space's connections, as the lines of its list. */
export async function listConnectionRows(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space">,
  query: PageQuery & ConnectionFilter,
): Promise<Page<ConnectionRow>> {
  const page = await listConnections(deps, ctx, query, async (_deps, _ctx, found) => found);
  const states = await statesOf(deps, ctx, page.rows);
  const links = await deps.store.organizationsOf(ctx.space.id).linked();
  const rows: ConnectionRow[] = [];
  for (const [at, found] of page.rows.entries()) {
    const { connection } = found;
    // Of one organization, no two connections have the same reference.
    const reference =
      links.length > 1 ? await loginReference(deps.store, ctx.space.id, connection) : connection.reference;
    rows.push(connectionRow(deps, ctx, found, { reference, state: states[at] ?? "draft" }));
  }
  return { ...page, rows };
}

function connectionRow(
  deps: Pick<Dependencies, "appUrl">,
  ctx: Pick<Context, "space">,
  { connection, option, draft, live, link }: ConnectionInSpace,
  { reference, state }: { reference: string; state: ConnectionState },
): ConnectionRow {
  const login = { ...connection, reference };
  return {
    id: connection.id,
    name: connection.name,
    reference: connection.reference,
    provider: connection.provider,
    providerName: providerLabel(connection),
    protocol: connection.protocol,
    status: option?.status ?? "draft",
    state,
    hasDraftBesideLive: draft !== null && live !== null,
    isOwn: link.status === "own",
    configured: draft !== null || live !== null,
    loginAddress: serviceProviderAddresses(deps.appUrl, login, ctx.space.slug).loginAddress,
    ...providerValues((live ?? draft)?.settings ?? null, connection.provider),
    lastUsedAt: connection.lastUsedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
  };
}

type ProviderValues = Pick<
  ConnectionRow,
  "authenticationMethod" | "issuerUrl" | "endpoint" | "identifierFormat"
>;

/** The columns that depend on the protocol. */
function providerValues(settings: ConfigurationSettings | null, provider: string): ProviderValues {
  if (!settings)
    return { authenticationMethod: null, issuerUrl: null, endpoint: null, identifierFormat: null };
  const isTool = protocolTraits[settings.protocol].connects === "tool";
  return {
    authenticationMethod: isTool ? oauth2PresetOf(provider).name : null,
    ...factsOf(settings).columns,
  };
}

/** The health of a connection in this space. */
export async function stateOf(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  found: ConnectionInSpace,
): Promise<ConnectionState> {
  const [state] = await statesOf(deps, ctx, [found]);
  if (state === undefined) throw new Error("one connection has one state");
  return state;
}

/** The health of several connections in this space, in their order. */
export async function statesOf(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  all: readonly ConnectionInSpace[],
): Promise<ConnectionState[]> {
  const statusOf = ({ option }: ConnectionInSpace) => option?.status ?? "draft";
  const active = all.filter((found) => statusOf(found) === "active").map(({ connection }) => connection.id);
  const recent = await deps.store.attempts.latestThrough(ctx.space.id, active, failingRule.lookedAt);
  return all.map((found) => {
    const { connection, draft, live } = found;
    const { certificates = [] } = live ? factsOf(live.settings) : {};
    return connectionState(
      {
        status: statusOf(found),
        tested: ((draft ?? live)?.testedAt ?? null) !== null,
        certificatesEnd: lastEnd(certificatesOf(certificates)),
        recent: recent.filter(({ connectionId }) => connectionId === connection.id),
      },
      deps.now(),
    );
  });
}
