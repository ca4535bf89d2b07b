import {
  freePasswords,
  notifyAboutPasswords,
  reopenPasswords,
} from "@/lib/features/passwords/password-fallback";
import { type EndedAccess, endAccess, type SessionChoice } from "@/lib/features/sessions/end-access";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { Store } from "@/lib/ports/store";
import { findConnection, noSuchConnection } from "./find-connection";
import { staleRevision } from "./stale-revision";

export interface RemovedConnection {
  name: string;
  /** False where it had never been activated: then nothing else has happened. */
  wasInUse: boolean;
  ended: EndedAccess;
  /** People who were told how to make a password. */
  notifiedAboutPassword: number;
}

/**
 * Removes a connection for good (docs/model.md#removal): versions, keys, options and links are gone, the audit log
 * and the sign-in log stay. If it had been in use, tokens end and the acting administrator is signed out, as at
 * activation; people without a password are told by mail how to make one.
 */
export async function removeConnection(
  deps: SsoDependencies,
  ctx: Context,
  input: { connectionId: string; sessions: SessionChoice; expectedRevision?: number | null },
): Promise<Outcome<RemovedConnection>> {
  const removed = await deps.store.transaction(
    async (tx): Promise<Outcome<RemovedConnection & { versions: string[] }>> => {
      const options = await lockSpacesOf(tx, ctx, input.connectionId);
      const found = await findConnection(tx, ctx.space.id, input.connectionId);
      if (found?.link.status !== "own") return noSuchConnection();
      const { connection, option } = found;
      const expected = input.expectedRevision ?? null;
      if (expected !== null && expected !== connection.revision)
        return staleRevision(tx, ctx.space.id, connection.id, "this connection", expected);
      const now = deps.now();
      const connections = tx.connectionsOf(connection.organizationId);
      const versions = (await connections.configurationsOf(connection.id)).map(({ id }) => id);
      const wasInUse = option !== null && option.status !== "draft";
      await connections.remove(connection.id);
      const passwordsFreed = await freePasswords(tx, connection.organizationId);
      const notifiedAboutPassword = wasInUse
        ? await notifyAboutPasswords(deps, tx, ctx.space, connection)
        : 0;
      const ended = wasInUse
        ? await endAccess(deps, tx, ctx, connection, "sso_removed", input.sessions)
        : { personalTokens: 0, integrationTokens: 0, sessions: 0 };
      const passwordsAgain = wasInUse && (await reopenPasswords(tx, ctx.space));
      await tx.auditOf(ctx.space.id).append(
        {
          actor: ctx.actor,
          action: "connection.removed",
          target: { kind: "connection", id: connection.id, name: connection.name },
          details: {
            reference: connection.reference,
            protocol: connection.protocol,
            provider: connection.provider,
            wasInUse,
            ...ended,
            notifiedAboutPassword,
            passwordsAgain,
            passwordsFreed,
          },
        },
        now,
      );
      const others = options.filter(({ spaceId, status }) => spaceId !== ctx.space.id && status !== "draft");
      for (const { spaceId } of others) await leaveSpace(deps, tx, ctx, connection, spaceId);
      return done({ name: connection.name, wasInUse, ended, notifiedAboutPassword, versions });
    },
  );
  if (!removed.ok) return removed;
  const { versions, ...rest } = removed.value;
  // The registry is a copy that can be made again: losing it after the change is no loss, before it would be.
  for (const version of versions) await deps.registry.remove(version);
  return done(rest);
}

/** Holds every space that the connection leads to, in the order in which sign-ins do; answers its options. */
async function lockSpacesOf(tx: Store, ctx: Context, connectionId: string): Promise<SignInOption[]> {
  const found = await findConnection(tx, ctx.space.id, connectionId);
  const options = found
    ? await tx.organizationOptionsOf(found.connection.organizationId).ofConnection(connectionId)
    : [];
  const spaces = new Set([ctx.space.id, ...options.map(({ spaceId }) => spaceId)]);
  for (const id of [...spaces].toSorted()) await tx.spaces.lock(id);
  return options;
}

/**
 * What the removal means for another space that signed in with the connection: its people are told and its passwords
 * work again. Its tokens and sessions are its own administrators' business.
 */
async function leaveSpace(
  deps: SsoDependencies,
  tx: Store,
  ctx: Context,
  connection: Connection,
  spaceId: string,
): Promise<void> {
  const space = await tx.spaces.byId(spaceId);
  if (!space) return;
  const notifiedAboutPassword = await notifyAboutPasswords(deps, tx, space, connection);
  const passwordsAgain = await reopenPasswords(tx, space);
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
