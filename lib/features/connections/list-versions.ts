import type { Configuration } from "@/lib/model/connections/connection";
import { configurationState } from "@/lib/model/connections/lifecycle";
import { settingsDifference } from "@/lib/model/connections/settings-difference";
import { done, type Outcome } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { OptionVersionView, VersionHistoryView } from "@/lib/schemas/versions";
import { findConnection, noSuchConnection } from "./find-connection";
import { canRollBackTo } from "./roll-back";

type Reads = Pick<Dependencies, "store">;
type Where = Pick<Context, "space">;

/**
 * Every stored version of a connection's settings, newest first, each with its changes from the one before. For a
 * linked organization's connection only what has been live, without the author.
 */
export async function listVersions(
  deps: Reads,
  ctx: Where,
  connectionId: string,
): Promise<Outcome<VersionHistoryView[]>> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!found) return noSuchConnection();
  const { connection, link } = found;
  const isOwn = link.status === "own";
  const stored = await deps.store.connectionsOf(connection.organizationId).configurationsOf(connection.id);
  const versions = stored.filter(({ wentLiveAt }) => isOwn || wentLiveAt !== null);
  const authors = isOwn ? await authorsOf(deps, ctx, connection.id, versions) : new Map<number, string>();
  return done(
    versions.map((one, at) => {
      const before = versions[at + 1] ?? null;
      const differences = before ? settingsDifference({ ...before.settings }, { ...one.settings }) : [];
      return {
        id: one.id,
        version: one.version,
        state: configurationState(one, connection),
        createdAt: one.createdAt.toISOString(),
        createdBy: authors.get(one.version) ?? null,
        testedAt: one.testedAt?.toISOString() ?? null,
        wentLiveAt: one.wentLiveAt?.toISOString() ?? null,
        canRollBack: isOwn && canRollBackTo(one, connection),
        comparedWith: before?.version ?? null,
        differences,
      };
    }),
  );
}

/** People by their current name; programs as the audit log named them. */
async function authorsOf(
  { store }: Reads,
  { space }: Where,
  connectionId: string,
  versions: readonly Configuration[],
): Promise<Map<number, string>> {
  const users = await store.users.byIds([
    ...new Set(versions.flatMap(({ createdBy }) => (createdBy ? [createdBy] : []))),
  ]);
  const names = new Map(users.map((user) => [user.id, displayName(user)]));
  const { rows } = await store
    .auditOf(space.id)
    .page({ targetId: connectionId, action: "configuration.saved", pageSize: 200 });
  const logged = new Map(rows.map(({ details, actor }) => [details.version, actor.name]));
  return new Map(
    versions.flatMap(({ version, createdBy }) => {
      const name = (createdBy ? names.get(createdBy) : undefined) ?? logged.get(version);
      return name ? [[version, name] as const] : [];
    }),
  );
}

/** What a connection's sign-in option has been in this space, newest first; none if it was never saved. */
export async function listOptionVersions(
  deps: Reads,
  ctx: Where,
  connectionId: string,
): Promise<Outcome<OptionVersionView[]>> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!found?.option) return noSuchConnection();
  const teams = new Map((await deps.store.teamsOf(ctx.space.id).all()).map(({ id, name }) => [id, name]));
  const versions = await deps.store.optionVersionsOf(ctx.space.id).of(found.option.id);
  return done(
    versions.map(({ id, version, settings, createdAt, createdBy }, at) => {
      const before = versions[at + 1] ?? null;
      return {
        id,
        version,
        current: at === 0,
        createdAt: createdAt.toISOString(),
        createdBy,
        comparedWith: before?.version ?? null,
        differences: before
          ? settingsDifference(
              { ...before.settings },
              { ...settings },
              (team) => teams.get(team) ?? "a deleted team",
            )
          : [],
        settings,
      };
    }),
  );
}
