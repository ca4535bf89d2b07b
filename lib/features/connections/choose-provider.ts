import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { NewConnection } from "@/lib/schemas/connection";
import { createConnection, knownAs, providerMisfit } from "./create-connection";
import { findConnection, noSuchConnection } from "./find-connection";
import { rememberStep } from "./keep-lease";
import { updateConnection } from "./update-connection";

/**
 * The end of the wizard's step Provider: creates the connection, or changes its name and provider guide. The protocol
 * stays: keys and versions belong to it.
 */
export async function chooseProvider(
  deps: SsoDependencies,
  ctx: Context,
  input: { connectionId: string | null; expectedRevision: number | null; connection: NewConnection },
): Promise<Outcome<Connection>> {
  if (input.connectionId === null) {
    const created = await createConnection(deps, ctx, input.connection);
    if (!created.ok) return created;
    await rememberStep(deps, ctx, {
      connectionId: created.value.id,
      step: "configure",
      expectedRevision: null,
    });
    return created;
  }
  const { name, reference, protocol } = input.connection;
  const misfit = providerMisfit(input.connection);
  if (misfit) return misfit;
  const provider = knownAs(input.connection);
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  if (found.connection.protocol !== protocol)
    return refused(
      "conflict",
      "protocol_fixed",
      "The protocol of a connection cannot be changed after it is created. To use the other protocol, remove this connection and create a new one.",
      { field: "protocol", received: protocol, expected: found.connection.protocol },
    );
  const renamed = await updateConnection(deps, ctx, {
    connectionId: input.connectionId,
    expectedRevision: input.expectedRevision,
    name,
    ...(reference === undefined ? {} : { reference }),
  });
  if (!renamed.ok || renamed.value.provider === provider) return renamed;
  return changeProvider(deps, ctx, renamed.value, provider);
}

async function changeProvider(
  deps: SsoDependencies,
  ctx: Context,
  connection: Connection,
  provider: string,
): Promise<Outcome<Connection>> {
  return deps.store.transaction(async (tx) => {
    const updated = await tx
      .connectionsOf(connection.organizationId)
      .update(connection.id, { provider }, connection.revision);
    if (typeof updated === "string")
      return refused(
        "conflict",
        "stale_revision",
        "Somebody changed this connection at the same moment. Send the form again.",
      );
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.provider_changed",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { before: connection.provider, after: provider },
      },
      deps.now(),
    );
    return done(updated);
  });
}
