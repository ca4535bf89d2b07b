import type { Configuration, OptionStatus } from "@/lib/model/connections/connection";
import { type ConfigurationState, configurationState } from "@/lib/model/connections/lifecycle";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ConnectionInSpace } from "./find-connection";

/**
 * A connection as the API and the screens read it. Built from stored rows here and nowhere else; it contains no
 * secret.
 */
export interface ConnectionView {
  id: string;
  name: string;
  reference: string;
  protocol: Protocol;
  provider: string;
  status: OptionStatus;
  revision: number;
  createdAt: string;
  lastUsedAt: string | null;
  /** The version to show: the draft if there is one, else the live one. */
  configuration: ConfigurationView | null;
  /** The version that serves sign-ins. */
  live: ConfigurationView | null;
  serviceProvider: Record<string, string | null>;
}

export interface ConfigurationView {
  id: string;
  version: number;
  state: ConfigurationState;
  testedAt: string | null;
  [field: string]: unknown;
}

/** One connection of the space as it is shown; `null` for any other. */
export async function viewConnection(
  deps: Pick<Dependencies, "store" | "appUrl">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<ConnectionView | null> {
  const [found] = await deps.store.spaceConnectionsOf(ctx.space.id).all({ connectionId, withUnused: true });
  return found ? viewOf(deps, ctx, found) : null;
}

/** The view of a connection that was already found. */
export async function viewOf(
  deps: Pick<Dependencies, "store" | "appUrl">,
  ctx: Pick<Context, "space">,
  found: ConnectionInSpace,
): Promise<ConnectionView> {
  const keys = await deps.store.connectionsOf(found.connection.organizationId).keysOf(found.connection.id);
  const newestFirst = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return connectionView(
    deps.appUrl,
    ctx.space,
    found,
    newestFirst.map((key) => key.certificate),
  );
}

/** Builds the view. `certificates` are our own (PEM), the newest first. */
function connectionView(
  appUrl: string,
  space: Pick<Space, "slug">,
  found: ConnectionInSpace,
  certificates: readonly string[],
): ConnectionView {
  const { connection, option, draft, live } = found;
  const view = (configuration: Configuration | null) =>
    configuration ? configurationView(configuration, found) : null;
  return {
    id: connection.id,
    name: connection.name,
    reference: connection.reference,
    protocol: connection.protocol,
    provider: connection.provider,
    status: option?.status ?? "draft",
    revision: connection.revision,
    createdAt: connection.createdAt.toISOString(),
    lastUsedAt: connection.lastUsedAt?.toISOString() ?? null,
    configuration: view(draft ?? live),
    live: view(live),
    serviceProvider: serviceProviderView(appUrl, space, found, certificates),
  };
}

function serviceProviderView(
  appUrl: string,
  space: Pick<Space, "slug">,
  { connection }: ConnectionInSpace,
  certificates: readonly string[],
): Record<string, string | null> {
  const addresses = serviceProviderAddresses(appUrl, connection, space.slug);
  const all = { ...addresses, encryptionCertificate: certificates[0] ?? null };
  const { ourValues } = protocolTraits[connection.protocol];
  return Object.fromEntries(ourValues.map((name) => [name, all[name]]));
}

/** One version without its secret: `hasClientSecret` says whether one is stored. */
export function configurationView(
  configuration: Configuration,
  { connection }: Pick<ConnectionInSpace, "connection">,
): ConfigurationView {
  const { protocol, ...settings } = configuration.settings;
  const { credential } = protocolTraits[protocol];
  return {
    id: configuration.id,
    version: configuration.version,
    state: configurationState(configuration, connection),
    testedAt: configuration.testedAt?.toISOString() ?? null,
    ...settings,
    ...(credential === "client_secret" ? { hasClientSecret: configuration.hasClientSecret } : {}),
  };
}
