import { leaseRefusal } from "@/lib/features/connections/edit-lease";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { staleRevision } from "@/lib/features/connections/stale-revision";
import type { OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Store } from "@/lib/ports/store";

/** Writes how a connection's people become members of this space: attribute names, roles, provisioning. */
export async function saveOptionSettings(
  deps: Dependencies,
  acting: Acting,
  wish: {
    connectionId: string;
    leaseId: string | null;
    expectedRevision: number | null;
    settings: OptionSettings;
  },
): Promise<Outcome<SignInOption>> {
  const found = await findConnection(deps.store, acting.space.id, wish.connectionId);
  if (!found?.option) return noSuchConnection();
  const refusal = notSubscribed(acting.space) ?? (await leaseRefusal(deps, acting, wish.leaseId));
  if (refusal) return refusal;
  const { option } = found;
  const foreign = found.link.status === "own" ? undefined : changedName(option.settings, wish.settings);
  if (foreign)
    return refused(
      "invalid",
      "names_of_owner",
      "By which attributes address and names are read is said in the space that owns this connection, for every space. Leave these empty; groups are yours to set.",
      { field: `attributes.${foreign}`, expected: "none" },
    );
  return deps.store.transaction(async (tx) => {
    const known = new Set((await tx.teamsOf(acting.space.id).all()).map((team) => team.id));
    const teams = [...wish.settings.defaultTeams, ...wish.settings.rules.flatMap((rule) => rule.teams)];
    const stranger = teams.find((team) => !known.has(team));
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
      .optionsOf(acting.space.id)
      .update(option.id, { settings: wish.settings }, wish.expectedRevision);
    if (updated === "stale")
      return staleRevision(tx, acting.space.id, found.connection.id, "these settings", wish.expectedRevision);
    await keepVersions(deps, tx, acting, option, updated);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "sign_in_option.saved",
        target: { kind: "connection", id: found.connection.id, name: found.connection.name },
        details: { before: option.settings, after: wish.settings },
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
  acting: Acting,
  before: SignInOption,
  after: SignInOption,
): Promise<void> {
  const versions = tx.optionVersionsOf(acting.space.id);
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
    createdBy: acting.actor.name,
  });
}
