import { pageOfRows } from "@/lib/features/page-of-rows";
import { loginReference } from "@/lib/features/sign-in/login-reference";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import { connectionState } from "@/lib/model/connections/connection-health";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { factsOf } from "@/lib/protocols";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { ConnectionRow } from "@/lib/schemas/sso-views";
import { type ConnectionInSpace, describeConnection } from "./find-connection";

/** What the list can be sorted by. */
export const connectionSorts = [
  "name",
  "reference",
  "protocol",
  "status",
  "lastUsedAt",
  "createdAt",
] as const;
type Sort = (typeof connectionSorts)[number];

/** How many sign-ins are looked at to tell whether a connection fails. */
const lookedAt = 10;

/**
 * A page of the space's connectors. Search looks in name, reference and provider. What takes queries of its own
 * (versions, the latest sign-ins) is read for the rows of the page only.
 */
export async function listSpaceConnections(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space">,
  query: PageQuery & { status?: string; protocol?: string },
): Promise<Page<ConnectionRow>> {
  const { store } = deps;
  const options = new Map(
    (await store.optionsOf(ctx.space.id).all()).map((option) => [option.connectionId, option]),
  );
  const links = await store.organizationsOf(ctx.space.id).linked();
  const found: Pick<ConnectionInSpace, "connection" | "link" | "option">[] = [];
  for (const link of links)
    for (const connection of await store.connectionsOf(link.organization.id).all()) {
      const option = options.get(connection.id) ?? null;
      // A linked organization's connection means something here once it was connected to the space.
      if (link.status === "own" || option) found.push({ connection, link, option });
    }

  const page = pageOfRows(
    found.filter(
      ({ connection, option }) =>
        (!query.status || (option?.status ?? "draft") === query.status) &&
        (!query.protocol || connection.protocol === query.protocol),
    ),
    query,
    {
      texts: ({ connection }) => [connection.name, connection.reference, providerLabel(connection)],
      keys: sortKeys,
    },
  );
  const rows: ConnectionRow[] = [];
  for (const { connection, link } of page.rows)
    rows.push(
      await connectionRow(deps, ctx, await describeConnection(store, ctx.space.id, connection, link)),
    );
  return { ...page, rows };
}

const sortKeys: Record<Sort, (found: Pick<ConnectionInSpace, "connection" | "option">) => string | number> = {
  name: ({ connection }) => connection.name.toLowerCase(),
  reference: ({ connection }) => connection.reference.toLowerCase(),
  protocol: ({ connection }) => connection.protocol,
  status: ({ option }) => option?.status ?? "draft",
  lastUsedAt: ({ connection }) => connection.lastUsedAt?.getTime() ?? 0,
  createdAt: ({ connection }) => connection.createdAt.getTime(),
};

/** One line of the list. */
export async function connectionRow(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space">,
  found: ConnectionInSpace,
): Promise<ConnectionRow> {
  const { connection, option, draft, live, link } = found;
  const reference = await loginReference(deps.store, ctx.space.id, connection);
  const login = { ...connection, reference };
  return {
    id: connection.id,
    name: connection.name,
    reference: connection.reference,
    provider: connection.provider,
    providerName: providerLabel(connection),
    protocol: connection.protocol,
    status: option?.status ?? "draft",
    state: await stateOf(deps, ctx, found),
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

/** How a connection is doing in this space. */
export async function stateOf(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  { connection, option, draft, live }: ConnectionInSpace,
) {
  const status = option?.status ?? "draft";
  const recent =
    status === "active"
      ? (await deps.store.attempts.page(ctx.space.id, { connectionId: connection.id, pageSize: lookedAt }))
          .rows
      : [];
  const { certificates = [] } = live ? factsOf(live.settings) : {};
  return connectionState(
    {
      status,
      tested: ((draft ?? live)?.testedAt ?? null) !== null,
      certificatesEnd: lastEnd(certificatesOf(certificates)),
      recent,
    },
    deps.now(),
  );
}
