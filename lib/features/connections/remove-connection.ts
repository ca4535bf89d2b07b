import type { PersonLeftOut } from "@/lib/db/repositories/people-left-out";
import type { Store } from "@/lib/db/store";
import {
  type EndedAccess,
  type EndingChoices,
  endAtSwitch,
  endingDetails,
  nothingEndedAtSwitch,
} from "@/lib/features/access/end-at-switch";
import {
  freePasswords,
  notifyAboutPasswords,
  reopenPasswords,
  whoNeedsPassword,
} from "@/lib/features/passwords/password-fallback";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { staleRevision } from "./stale-revision";

export interface RemovedConnection {
  name: string;
  /** False if it had never been activated: then nothing else happened. */
  wasInUse: boolean;
  ended: EndedAccess;
  /** The people who were notified how to set a password. */
  notifiedAboutPassword: number;
}

export interface RemovalInput extends EndingChoices {
  connectionId: string;
  expectedRevision?: number | null;
}

/**
 * Removes a connection permanently (docs/model.md#removal): versions, keys, options and links are deleted, the audit
 * log and the sign-in log stay. If it had been in use, the administrator who removes it is signed out, and the
 * space's tokens end unless other connections are active, as at activation; people without a password are notified by
 * email how to set one.
 */
export async function removeConnection(
  deps: SsoDependencies,
  ctx: Context,
  input: RemovalInput,
): Promise<Outcome<RemovedConnection>> {
  const removed = await deps.store.transaction(
    async (tx): Promise<Outcome<RemovedConnection & { versions: string[] }>> => {
      const read = await readRemoval(tx, ctx, input);
      if (!read.ok) return read;
      const { wasInUse, others, ...removal } = read.value;
      const { connection } = removal;
      const connections = tx.connectionsOf(connection.organizationId);
      const versions = (await connections.configurationsOf(connection.id)).map(({ id }) => id);
      await connections.remove(connection.id);
      const passwordsFreed = await freePasswords(tx, connection.organizationId);
      const gone: Removal = { ...removal, passwordsFreed };
      const cause = { connection, why: "sso_removed", choices: input } as const;
      const ending = wasInUse ? await endAtSwitch(deps, tx, ctx, cause) : null;
      const restored = wasInUse
        ? await restorePasswords(deps, tx, ctx.space, gone)
        : { notifiedAboutPassword: 0, passwordsAgain: false };
      const details = { wasInUse, ...endingDetails(ending), ...restored, passwordsFreed };
      await recordRemoval(deps, tx, ctx, { connection, details });
      for (const { spaceId } of others) await leaveSpace(deps, tx, ctx, { ...gone, spaceId });
      const { notifiedAboutPassword } = restored;
      const ended = ending?.ended ?? nothingEndedAtSwitch;
      return done({ name: connection.name, wasInUse, ended, notifiedAboutPassword, versions });
    },
  );
  if (!removed.ok) return removed;
  const { versions, ...rest } = removed.value;
  // The registry is a copy that can be rebuilt: losing it after the change does no harm, losing it before would.
  for (const version of versions) await deps.registry.remove(version);
  return done(rest);
}

/** The data of a removal, read while every affected space is locked. */
async function readRemoval(tx: Store, ctx: Context, input: RemovalInput) {
  const options = await lockSpacesOf(tx, ctx, input.connectionId);
  const found = await findConnection(tx, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  const { connection, option } = found;
  const expected = input.expectedRevision ?? null;
  if (expected !== null && expected !== connection.revision)
    return staleRevision(tx, ctx.space.id, connection.id, "this connection", expected);
  const wasInUse = option !== null && option.status !== "draft";
  const others = options.filter(({ spaceId, status }) => spaceId !== ctx.space.id && status !== "draft");
  const left = await leftOutOf(tx, connection, wasInUse ? [ctx.space.id] : [], others);
  return done({ connection, wasInUse, others, left });
}

async function recordRemoval(
  deps: SsoDependencies,
  tx: Store,
  ctx: Context,
  { connection, details }: { connection: Connection; details: Record<string, unknown> },
): Promise<void> {
  const { id, name, reference, protocol, provider } = connection;
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: "connection.removed",
      target: { kind: "connection", id, name },
      details: { reference, protocol, provider, ...details },
    },
    deps.now(),
  );
}

/** Locks every space that the connection leads to, in the order in which sign-ins do; returns its options. */
async function lockSpacesOf(tx: Store, ctx: Context, connectionId: string): Promise<SignInOption[]> {
  const found = await findConnection(tx, ctx.space.id, connectionId);
  const options = found
    ? await tx.organizationOptionsOf(found.connection.organizationId).ofConnection(connectionId)
    : [];
  const spaces = new Set([ctx.space.id, ...options.map(({ spaceId }) => spaceId)]);
  for (const id of [...spaces].toSorted()) await tx.spaces.lock(id);
  return options;
}

interface Removal {
  connection: Connection;
  /** By space: people who had no other way to sign in, read before the connection was deleted. */
  left: ReadonlyMap<string, readonly PersonLeftOut[]>;
  passwordsFreed: number;
}

async function leftOutOf(
  tx: Store,
  connection: Connection,
  own: readonly string[],
  others: readonly SignInOption[],
): Promise<Removal["left"]> {
  const left = new Map<string, readonly PersonLeftOut[]>();
  for (const id of [...own, ...others.map(({ spaceId }) => spaceId)])
    left.set(id, await tx.membershipsOf(id).leftOutWithout([connection.id]));
  return left;
}

/** Passwords work again if the connection was the space's last; people who now need one are notified. */
async function restorePasswords(
  deps: SsoDependencies,
  tx: Store,
  space: Space,
  { connection, left, passwordsFreed }: Removal,
): Promise<{ notifiedAboutPassword: number; passwordsAgain: boolean }> {
  const passwordsAgain = await reopenPasswords(tx, space);
  const people = whoNeedsPassword(
    left.get(space.id) ?? [],
    passwordsAgain ? { passwordSignIn: "allowed" } : space,
    passwordsFreed > 0 ? connection.organizationId : null,
  );
  return {
    notifiedAboutPassword: await notifyAboutPasswords(deps, tx, space, { connection, people }),
    passwordsAgain,
  };
}

/**
 * What the removal means for another space that signed in with the connection: its people are notified and its
 * passwords work again. Its tokens and sessions are left to its own administrators.
 */
async function leaveSpace(
  deps: SsoDependencies,
  tx: Store,
  ctx: Context,
  { spaceId, ...removal }: Removal & { spaceId: string },
): Promise<void> {
  const space = await tx.spaces.byId(spaceId);
  if (!space) return;
  const { connection } = removal;
  const { notifiedAboutPassword, passwordsAgain } = await restorePasswords(deps, tx, space, removal);
  await tx.auditOf(spaceId).append(
    {
      actor: outsideActor(ctx.space),
      action: "connection.removed",
      target: { kind: "connection", id: connection.id, name: connection.name },
      details: {
        reference: connection.reference,
        bySpace: ctx.space.name,
        wasInUse: true,
        notifiedAboutPassword,
        passwordsAgain,
      },
    },
    deps.now(),
  );
}
