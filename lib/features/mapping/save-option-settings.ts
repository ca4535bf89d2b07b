import { leaseRefusal } from "@/lib/features/connections/edit-lease";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { staleRevision } from "@/lib/features/connections/stale-revision";
import type { OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Store } from "@/lib/ports/store";

/** Writes how a connection's people become members of this space: attribute names, roles, provisioning. */
export async function saveOptionSettings(
  deps: Dependencies,
  ctx: Context,
  input: {
    connectionId: string;
    leaseId: string | null;
    expectedRevision: number | null;
    settings: OptionSettings;
  },
): Promise<Outcome<SignInOption>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!found?.option) return noSuchConnection();
  const refusal = notSubscribed(ctx.space) ?? (await leaseRefusal(deps, ctx, input.leaseId));
  if (refusal) return refusal;
  const { option } = found;
  const foreign = found.link.status === "own" ? undefined : changedName(option.settings, input.settings);
  if (foreign)
    return refused(
      "invalid",
      "names_of_owner",
      "By which attributes address and names are read is said in the space that owns this connection, for every space. Leave these empty; groups are yours to set.",
      { field: `attributes.${foreign}`, expected: "none" },
    );
  return deps.store.transaction(async (tx) => {
    const existing = new Set((await tx.teamsOf(ctx.space.id).all()).map((team) => team.id));
    const teams = [...input.settings.defaultTeams, ...input.settings.rules.flatMap((rule) => rule.teams)];
    const stranger = teams.find((team) => !existing.has(team));
    if (stranger)
      return refused(
        "invalid",
        "team_unknown",
        "One of the teams does not exist in this space any more. Choose another one.",
        {
          field: "defaultTeams",
          received: stranger,
          expected: "a team of this space",
        },
      );
    const updated = await tx
      .optionsOf(ctx.space.id)
      .update(option.id, { settings: input.settings }, input.expectedRevision);
    if (updated === "stale")
      return staleRevision(tx, ctx.space.id, found.connection.id, "these settings", input.expectedRevision);
    await keepVersions(deps, tx, ctx, option, updated);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "sign_in_option.saved",
        target: { kind: "connection", id: found.connection.id, name: found.connection.name },
        details: { before: option.settings, after: input.settings },
      },
      deps.now(),
    );
    return done(updated);
  });
}

/** The first attribute of who somebody is that would be another one than now. */
function changedName({ attributes: before }: OptionSettings, { attributes: after }: OptionSettings) {
  const names = ["email", "firstName", "lastName"] as const;
  return names.find((name) => after[name] !== null && after[name] !== before[name]);
}

/** Writes what the settings are from now on; before the first change, what they were. */
async function keepVersions(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  before: SignInOption,
  after: SignInOption,
): Promise<void> {
  const versions = tx.optionVersionsOf(ctx.space.id);
  if ((await versions.of(before.id)).length === 0)
    await versions.add({
      id: deps.secrets.id("optv"),
      optionId: before.id,
      settings: before.settings,
      createdAt: before.createdAt,
      createdBy: null,
    });
  await versions.add({
    id: deps.secrets.id("optv"),
    optionId: after.id,
    settings: after.settings,
    createdAt: deps.now(),
    createdBy: ctx.actor.name,
  });
}
