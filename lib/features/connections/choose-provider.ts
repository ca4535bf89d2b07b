import type { Connection } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { NewConnection } from "@/lib/schemas/connection";
import { createConnection, providerMisfit, storedProvider } from "./create-connection";
import { findConnection, noSuchConnection } from "./find-connection";
import { rememberStep } from "./keep-lease";
import { staleRevision } from "./stale-revision";
import { updateConnection } from "./update-connection";

/**
 * The end of the wizard's step Provider: creates the connection, or changes its name, its guide and, while it was
 * never live, its protocol. Values entered for another protocol are deleted.
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
  const provider = storedProvider(input.connection);
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  const { expectedRevision: expected } = input;
  if (expected !== null && expected !== found.connection.revision)
    return staleRevision(deps.store, ctx.space.id, found.connection.id, "this connection", expected);
  if (found.connection.protocol !== protocol && found.live)
    return refused(
      "conflict",
      "protocol_fixed",
      "The protocol of a connection cannot be changed after it was activated. To use the other protocol, add another connection.",
      { field: "protocol", received: protocol, expected: found.connection.protocol },
    );
  const renamed = await updateConnection(deps, ctx, {
    connectionId: input.connectionId,
    expectedRevision: input.expectedRevision,
    name,
    ...(reference === undefined ? {} : { reference }),
  });
  if (!renamed.ok) return renamed;
  const same = renamed.value.provider === provider && renamed.value.protocol === protocol;
  return same ? renamed : changeProvider(deps, ctx, renamed.value, { provider, protocol });
}

async function changeProvider(
  deps: SsoDependencies,
  ctx: Context,
  connection: Connection,
  { provider, protocol }: Pick<Connection, "provider" | "protocol">,
): Promise<Outcome<Connection>> {
  const speaksAnother = connection.protocol !== protocol;
  const pair =
    speaksAnother && protocolTraits[protocol].credential === "key_pairs"
      ? await deps.keyPairs.make(`Gatehouse ${connection.id}`, deps.now())
      : null;
  return deps.store.transaction(async (tx) => {
    const { organizationId } = connection;
    const connections = tx.connectionsOf(organizationId);
    const updated = await connections.update(
      connection.id,
      { provider, ...(speaksAnother ? { protocol, draftConfigurationId: null } : {}) },
      // An activation meanwhile has another revision.
      connection.revision,
    );
    if (typeof updated === "string")
      return refused(
        "conflict",
        "stale_revision",
        "Somebody changed this connection at the same moment. Send the form again.",
      );
    if (speaksAnother && connection.draftConfigurationId)
      await connections.discardConfiguration(connection.draftConfigurationId);
    if (pair && (await connections.keysOf(connection.id)).length === 0) {
      const id = deps.secrets.id("key");
      await connections.insertKey({
        id,
        organizationId,
        connectionId: connection.id,
        certificate: pair.certificate,
        privateKeySealed: deps.vault.seal(pair.privateKeyPem, sealContexts.privateKey(organizationId, id)),
        createdAt: deps.now(),
        retiredAt: null,
      });
    }
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.provider_changed",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: {
          before: connection.provider,
          after: provider,
          ...(speaksAnother ? { protocolBefore: connection.protocol, protocolAfter: protocol } : {}),
        },
      },
      deps.now(),
    );
    return done(updated);
  });
}
