import type { Connection } from "@/lib/model/connections/connection";
import { referenceFor } from "@/lib/model/connections/reference";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { SettingsInput } from "@/lib/protocols/protocol-module";
import type { NewConnection } from "@/lib/schemas/connection";
import type { ConnectionView } from "./connection-view";
import { viewOf } from "./connection-view";
import { createConnection, storedProvider } from "./create-connection";
import { findConnection, noSuchConnection } from "./find-connection";
import { removeConnection } from "./remove-connection";
import { saveConfiguration } from "./save-configuration";
import { updateConnection } from "./update-connection";

/** A connection as returned to a program: with the corrections to its input. */
export type SavedConnection = ConnectionView & { repairs: string[]; warnings: string[] };

const isEmpty = (given: SettingsInput) =>
  Object.values(given).every((value) => value === undefined || value === null);

/** Creates a connection and, if settings are given, its first version; invalid settings create nothing. */
export async function createWholeConnection(
  deps: SsoDependencies,
  ctx: Context,
  request: { connection: NewConnection; configuration: SettingsInput },
): Promise<Outcome<SavedConnection>> {
  const left = isEmpty(request.configuration) ? null : await interruptedDraft(deps, ctx, request.connection);
  const created = left ? done(left) : await createConnection(deps, ctx, request.connection);
  if (!created.ok) return created;
  const saved = await changeWholeConnection(deps, ctx, {
    connectionId: created.value.id,
    configuration: request.configuration,
    expectedRevision: null,
  });
  if (!saved.ok) await removeConnection(deps, ctx, { connectionId: created.value.id, sessions: "keep" });
  return saved;
}

/** Longer than any request takes. */
const interruptedAfter = 60_000;

/**
 * The leftover of an earlier call that died between creating the connection and saving its settings: the same
 * connection by the same author, without any version. A repeated call continues with it.
 */
async function interruptedDraft(
  deps: SsoDependencies,
  ctx: Context,
  input: NewConnection,
): Promise<Connection | null> {
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  if (!organization) return null;
  const connections = deps.store.connectionsOf(organization.id);
  const reference = input.reference ?? referenceFor(input.name);
  const found = await connections.byReference(reference);
  const isSame =
    found?.name === input.name &&
    found.protocol === input.protocol &&
    found.provider === storedProvider(input) &&
    found.createdBy === (ctx.user?.id ?? null);
  if (!isSame || deps.now().getTime() - found.createdAt.getTime() < interruptedAfter) return null;
  return (await connections.configurationsOf(found.id)).length === 0 ? found : null;
}

/** Changes name, reference and settings of a connection, all or none; absent ones stay. New settings are a draft. */
export async function changeWholeConnection(
  deps: SsoDependencies,
  ctx: Context,
  request: {
    connectionId: string;
    name?: string;
    reference?: string;
    configuration: SettingsInput;
    expectedRevision: number | null;
  },
): Promise<Outcome<SavedConnection>> {
  const { connectionId, configuration, expectedRevision } = request;
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!found) return noSuchConnection();
  let repairs: string[] = [];
  let warnings: string[] = [];
  let renamed = false;
  if (!isEmpty(configuration)) {
    const saved = await saveConfiguration(deps, ctx, {
      connectionId,
      leaseId: null,
      expectedRevision,
      input: { protocol: found.connection.protocol, values: configuration },
      rename: { name: request.name, reference: request.reference },
    });
    if (!saved.ok) return saved;
    ({ repairs, warnings } = saved.value);
    renamed = saved.value.changed;
  }
  if (!renamed) {
    const updated = await updateConnection(deps, ctx, request);
    if (!updated.ok) return updated;
  }
  const again = await findConnection(deps.store, ctx.space.id, connectionId);
  return again ? done({ ...(await viewOf(deps, ctx, again)), repairs, warnings }) : noSuchConnection();
}
