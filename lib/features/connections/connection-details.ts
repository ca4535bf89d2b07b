import { loginReference } from "@/lib/features/sign-in/login-reference";
import { asOf } from "@/lib/features/test-runs/start-test-run";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import { endedTokensOf } from "@/lib/features/tokens/ended-tokens";
import { admitsUpTo } from "@/lib/model/connections/authority";
import { displayName } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ConnectionDetails, TestRunLine } from "@/lib/schemas/sso-views";
import { stateOf } from "./connection-row";
import { type ConnectionInSpace, findConnection } from "./find-connection";
import { ourValues, versionLine, versionView } from "./version-view";

const shownRuns = 10;

/**
 * Everything about one connection of the space; `null` for any other. A linked organization's connection shows only
 * what has been live: its drafts, and who saved what, are visible to its own space only.
 */
export async function readConnectionDetails(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<ConnectionDetails | null> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!found) return null;
  const { connection, option, draft, live, link } = found;
  const isOwn = link.status === "own";
  const connections = deps.store.connectionsOf(connection.organizationId);
  const stored = await connections.configurationsOf(connection.id);
  const versions = stored
    .filter(({ wentLiveAt }) => isOwn || wentLiveAt !== null)
    .map((one) => (isOwn ? one : { ...one, createdBy: null }));
  const names = await namesOf(deps, [...versions.map((one) => one.createdBy), option?.activatedBy ?? null]);
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null);
  const keys = (await connections.keysOf(connection.id)).toSorted(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
  const now = deps.now();
  const reference = await loginReference(deps.store, ctx.space.id, connection);
  return {
    id: connection.id,
    name: connection.name,
    reference: connection.reference,
    provider: connection.provider,
    providerName: providerLabel(connection),
    protocol: connection.protocol,
    revision: connection.revision,
    wizardStep: connection.wizardStep,
    status: option?.status ?? "draft",
    state: await stateOf(deps, ctx, found),
    isOwn,
    createdAt: connection.createdAt.toISOString(),
    lastUsedAt: connection.lastUsedAt?.toISOString() ?? null,
    activatedAt: option?.activatedAt?.toISOString() ?? null,
    activatedBy: nameOf(option?.activatedBy ?? null),
    draft: draft && versionView(draft, connection, nameOf(draft.createdBy), now),
    live: live && versionView(live, connection, isOwn ? nameOf(live.createdBy) : null, now),
    versions: versions.map((one) => versionLine(one, connection, nameOf(one.createdBy))),
    option: option && { settings: option.settings, revision: option.revision },
    unconfirmed: unconfirmedOf(found),
    ours: ourValues(deps.appUrl, ctx.space.slug, { ...connection, reference }, keys[0]?.certificate ?? null),
    testRuns: await runLines(deps, ctx, found, new Map(versions.map((one) => [one.id, one.version]))),
    endedTokens: await endedTokensOf(deps, ctx, connection.name, option?.activatedAt ?? null),
  };
}

/** What needs an administrator's confirmation; `here`: one of this space, not of the owning organization's. */
function unconfirmedOf({ live, option, link }: ConnectionInSpace): ConnectionDetails["unconfirmed"] {
  if (!live || !option || option.status === "draft") return null;
  const upTo = admitsUpTo(live, option);
  if (upTo === "admin") return null;
  const byOption = admitsUpTo(option) !== "admin";
  const isOwn = link.status === "own";
  const by = byOption ? option.putLiveBy : isOwn ? live.putLiveBy : null;
  return { upTo, by, here: isOwn || byOption };
}

async function runLines(
  deps: Pick<Dependencies, "store" | "now">,
  { space }: Pick<Context, "space">,
  { connection }: ConnectionInSpace,
  versions: ReadonlyMap<string, number>,
): Promise<TestRunLine[]> {
  const runs = await deps.store
    .connectionsOf(connection.organizationId)
    .testRunsOf(connection.id, space.id, shownRuns);
  return runs.map((stored) => {
    const run = asOf(stored, deps.now());
    return {
      id: run.id,
      status: run.status,
      version: versions.get(run.configurationId) ?? null,
      code: run.report?.refusal?.code ?? null,
      createdAt: run.createdAt.toISOString(),
      noAccess: run.report?.outlook?.reason ?? null,
      finishedAt: run.finishedAt?.toISOString() ?? null,
    };
  });
}

async function namesOf(
  deps: Pick<Dependencies, "store">,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const users = await deps.store.users.byIds([...new Set(ids.filter((id) => id !== null))]);
  return new Map(users.map((user) => [user.id, displayName(user)]));
}
