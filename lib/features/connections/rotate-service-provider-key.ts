import type { Store } from "@/lib/db/store";
import type { ServiceProviderKey } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { type ConnectionInSpace, findConnection, noSuchConnection } from "./find-connection";
import { notSubscribed } from "./sso-permission";

/** Our key pairs of a connection without their private halves: the one that signs first. */
export async function serviceProviderKeys(
  { store }: Pick<SsoDependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<ServiceProviderKey[]> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  if (!found) return [];
  const keys = await store.connectionsOf(found.connection.organizationId).keysOf(connectionId);
  return keys.map(({ privateKeySealed: _secret, ...key }) => key);
}

/**
 * Gives a SAML connection a new key pair: from now on it signs our requests, and our metadata shows both
 * certificates. The old one still decrypts what the provider encrypts for it, until it is removed. One at a time: a
 * second rotation is refused until the old key is removed.
 */
export async function rotateServiceProviderKey(
  deps: SsoDependencies,
  ctx: Context,
  connectionId: string,
): Promise<Outcome<{ keyId: string }>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const first = await ownWithKeys(deps.store, ctx, connectionId);
  if (!first) return noSuchConnection();
  const now = deps.now();
  // Generating a key takes a while, so it happens before the transaction begins.
  const pair = await deps.keyPairs.make(`Gatehouse ${connectionId}`, now);
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const found = await ownWithKeys(tx, ctx, connectionId);
    if (!found) return noSuchConnection();
    const { connection } = found;
    const { organizationId } = connection;
    const connections = tx.connectionsOf(organizationId);
    const keys = await connections.keysOf(connectionId);
    if (keys.some(({ retiredAt }) => retiredAt !== null))
      return refused(
        "conflict",
        "rotation_open",
        "An old key is still in use besides the current one. Remove it first, once the provider has the current one.",
      );
    for (const key of keys) await connections.retireKey(key.id, now);
    const id = deps.secrets.id("key");
    await connections.insertKey({
      id,
      organizationId,
      connectionId,
      certificate: pair.certificate,
      privateKeySealed: deps.vault.seal(pair.privateKeyPem, sealContexts.privateKey(organizationId, id)),
      createdAt: now,
      retiredAt: null,
    });
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.key_rotated",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { keyId: id, retired: keys.map((key) => key.id) },
      },
      now,
    );
    return done({ keyId: id });
  });
}

/** Removes a key that no longer signs; what the provider still encrypts for it can no longer be decrypted. */
export async function removeRetiredKey(
  deps: Pick<SsoDependencies, "store" | "now">,
  ctx: Context,
  input: { connectionId: string; keyId: string },
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const found = await ownWithKeys(tx, ctx, input.connectionId);
    const connections = found && tx.connectionsOf(found.connection.organizationId);
    const key = (await connections?.keysOf(input.connectionId))?.find(({ id }) => id === input.keyId);
    if (!found || !connections || !key)
      return refused("not_found", "key_not_found", "This key no longer exists.");
    if (key.retiredAt === null)
      return refused(
        "conflict",
        "key_in_use",
        "This key signs the requests of the connection. Create a new one first.",
      );
    await connections.removeKey(key.id);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.key_removed",
        target: { kind: "connection", id: found.connection.id, name: found.connection.name },
        details: { keyId: key.id },
      },
      deps.now(),
    );
    return done(null);
  });
}

async function ownWithKeys(
  store: Store,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<ConnectionInSpace | null> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  if (found?.link.status !== "own") return null;
  return protocolTraits[found.connection.protocol].credential === "key_pairs" ? found : null;
}
