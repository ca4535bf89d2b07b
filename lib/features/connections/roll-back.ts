import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { endStrayTokens } from "@/lib/features/tool-tokens/end-stray-tokens";
import { authorityOf } from "@/lib/model/connections/authority";
import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import { configurationState } from "@/lib/model/connections/lifecycle";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { restoreLinks } from "./relink-choice";
import { notSubscribed } from "./sso-permission";
import { staleRevision } from "./stale-revision";

type Pointers = Pick<Connection, "liveConfigurationId" | "draftConfigurationId">;

/** A version that passed its test, is no longer live, and a live one that it can replace. */
export function canRollBackTo(
  version: Pick<Configuration, "id" | "testedAt">,
  connection: Pointers,
): boolean {
  return (
    connection.liveConfigurationId !== null &&
    version.testedAt !== null &&
    configurationState(version, connection) === "superseded"
  );
}

/**
 * Puts an earlier version that passed its test live again (docs/model.md#rollback). A draft stays; nothing ends.
 * Sign-ins that begin from now on use it, and people who were linked under it get their former subjects back.
 */
export async function rollBack(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; version: number; expectedRevision: number | null },
): Promise<Outcome<{ version: number; previousVersion: number | null }>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    const { connection, live } = found;
    if (input.expectedRevision !== null && input.expectedRevision !== connection.revision)
      return staleRevision(tx, ctx.space.id, connection.id, "this connection", input.expectedRevision);
    const connections = tx.connectionsOf(connection.organizationId);
    const versions = await connections.configurationsOf(connection.id);
    const target = versions.find(({ version }) => version === input.version);
    if (!target)
      return refused("not_found", "version_not_found", "There is no such version of this connection.", {
        field: "version",
        received: String(input.version),
      });
    if (!live)
      return refused(
        "conflict",
        "nothing_live",
        "This connection has never been active, so there is nothing to roll back. Test and activate a version instead.",
      );
    if (!canRollBackTo(target, connection))
      return refused(
        "conflict",
        "cannot_roll_back",
        target.id === live.id
          ? "This version is already live."
          : "Only an earlier version that passed its test can be put live again.",
        {
          field: "version",
          received: target.testedAt ? configurationState(target, connection) : "not tested",
          expected: "an earlier version that passed its test",
        },
      );
    const now = deps.now();
    const linksRestored = await restoreLinks(tx, connection, { live, target });
    await connections.goLive(connection.id, target.id, now, authorityOf(ctx));
    const stray = await endStrayTokens(tx, connection, target, now);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "configuration.rolled_back",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { version: target.version, previousVersion: live.version, linksRestored, ...stray },
      },
      now,
    );
    return done({ version: target.version, previousVersion: live.version });
  });
}

/** Saves an earlier version of a sign-in option's settings again; deleted teams must be chosen again by hand. */
export async function restoreOption(
  deps: Dependencies,
  ctx: Context,
  input: {
    connectionId: string;
    version: number;
    expectedRevision: number | null;
    /** The page's edit lease; programs have none. */
    leaseId?: string | null;
  },
): Promise<Outcome<SignInOption>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!found?.option) return noSuchConnection();
  const version = await deps.store.optionVersionsOf(ctx.space.id).byNumber(found.option.id, input.version);
  if (!version)
    return refused("not_found", "version_not_found", "There is no such version of these settings.", {
      field: "version",
      received: String(input.version),
    });
  return saveOptionSettings(deps, ctx, {
    connectionId: input.connectionId,
    leaseId: input.leaseId ?? null,
    expectedRevision: input.expectedRevision,
    settings: version.settings,
  });
}
