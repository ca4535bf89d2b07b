import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { NewConnection } from "@/lib/schemas/connection";
import { createConnection, knownAs, providerMisfit } from "./create-connection";
import { findConnection, noSuchConnection } from "./find-connection";
import { rememberStep } from "./keep-lease";
import { updateConnection } from "./update-connection";

/**
 * The end of the wizard's step Provider: makes the connection, or changes what it is called and whose guide is shown.
 * The protocol stays what it was: keys and versions belong to it.
 */
export async function chooseProvider(
  deps: SsoDependencies,
  acting: Acting,
  wish: { connectionId: string | null; expectedRevision: number | null; connection: NewConnection },
): Promise<Outcome<Connection>> {
  if (wish.connectionId === null) {
    const created = await createConnection(deps, acting, wish.connection);
    if (!created.ok) return created;
    await rememberStep(deps, acting, {
      connectionId: created.value.id,
      step: "configure",
      expectedRevision: null,
    });
    return created;
  }
  const { name, reference, protocol } = wish.connection;
  const misfit = providerMisfit(wish.connection);
  if (misfit) return misfit;
  const provider = knownAs(wish.connection);
  const found = await findConnection(deps.store, acting.space.id, wish.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  if (found.connection.protocol !== protocol)
    return refused(
      "conflict",
      "protocol_fixed",
      "The protocol of a connection stays what it was when it was made. Remove this connection and begin a new one to use the other.",
      { field: "protocol", received: protocol, expected: found.connection.protocol },
    );
  const renamed = await updateConnection(deps, acting, {
    connectionId: wish.connectionId,
    expectedRevision: wish.expectedRevision,
    name,
    ...(reference === undefined ? {} : { reference }),
  });
  if (!renamed.ok || renamed.value.provider === provider) return renamed;
  return changeProvider(deps, acting, renamed.value, provider);
}

async function changeProvider(
  deps: SsoDependencies,
  acting: Acting,
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
        "Somebody has changed this connection at the same moment. Send the form once more.",
      );
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "connection.provider_changed",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { before: connection.provider, after: provider },
      },
      deps.now(),
    );
    return done(updated);
  });
}
