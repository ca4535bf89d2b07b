import { isDeepStrictEqual } from "node:util";
import type { Store } from "@/lib/db/store";
import { leaseRefusal } from "@/lib/features/connections/edit-lease";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { staleRevision } from "@/lib/features/connections/stale-revision";
import { aboveOwn } from "@/lib/features/people/own-role";
import { authorityOf, grantAbove } from "@/lib/model/connections/authority";
import type { OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { compareRoles, lowerRole } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Saves how a connection's people become members of this space: attribute names, roles, provisioning. */
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
  const settings = heldDown(option.settings, input.settings, ctx);
  const foreign = found.link.status === "own" ? undefined : changedName(option.settings, settings);
  if (foreign)
    return refused(
      "invalid",
      "names_of_owner",
      "The space that owns this connection sets the attributes for address and names, for every space. Leave these fields empty. You can set the groups attribute.",
      { field: `attributes.${foreign}`, expected: "none" },
    );
  return deps.store.transaction(async (tx) => {
    const teams = await tx.teamsOf(ctx.space.id).all();
    const stranger = unknownTeam(settings, teams);
    if (stranger)
      return refused(
        "invalid",
        "team_unknown",
        "One of the teams does not exist in this space any more. Choose another one.",
        { ...stranger, expected: "a team of this space" },
      );
    const above = isDeepStrictEqual(option.settings, settings) ? null : grantAbove(settings, teams, ctx.role);
    if (above) return aboveOwn(ctx, above.received, above.field);
    const useless = defaultAboveCeiling(option.settings, settings);
    if (useless) return useless;
    // The address attribute decides who is admitted, as much as a version does: some people may edit their own.
    const says = !isDeepStrictEqual(option.settings.attributes, settings.attributes);
    const authority = says && option.status !== "draft" ? authorityOf(ctx) : {};
    const updated = await tx
      .optionsOf(ctx.space.id)
      .update(option.id, { settings, ...authority }, input.expectedRevision);
    if (updated === "stale")
      return staleRevision(tx, ctx.space.id, found.connection.id, "these settings", input.expectedRevision);
    await keepVersions(deps, tx, ctx, option, updated);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "sign_in_option.saved",
        target: { kind: "connection", id: found.connection.id, name: found.connection.name },
        details: { before: option.settings, after: settings },
      },
      deps.now(),
    );
    return done(updated);
  });
}

/** A ceiling that somebody left unchanged is no grant of theirs: it is lowered to their own role. */
function heldDown(
  before: OptionSettings,
  wanted: OptionSettings,
  { role }: Pick<Context, "role">,
): OptionSettings {
  if (wanted.ceiling !== before.ceiling || isDeepStrictEqual(before, wanted)) return wanted;
  return { ...wanted, ceiling: lowerRole(wanted.ceiling, role) };
}

/** The first team that does not belong to the space, with its field. */
function unknownTeam(
  { rules, defaultTeams }: OptionSettings,
  teams: readonly { id: string }[],
): { field: string; received: string } | null {
  const existing = new Set(teams.map((team) => team.id));
  const lists = [
    ...rules.map((rule, index) => ({ field: `rules.${index}.teams`, ids: rule.teams })),
    { field: "defaultTeams", ids: defaultTeams },
  ];
  for (const { field, ids } of lists) {
    const place = ids.findIndex((id) => !existing.has(id));
    if (place >= 0) return { field: `${field}.${place}`, received: ids[place] ?? "" };
  }
  return null;
}

/**
 * A default role above the ceiling is given to nobody. If both are unchanged they stay: what is stored can be saved
 * again.
 */
function defaultAboveCeiling(before: OptionSettings, { defaultRole, ceiling }: OptionSettings) {
  const asBefore = before.defaultRole === defaultRole && before.ceiling === ceiling;
  if (asBefore || compareRoles(defaultRole, ceiling) <= 0) return null;
  return refused(
    "invalid",
    "default_above_ceiling",
    "The default role is above the highest role that this connection may give, so nobody would get it. Choose a lower default role, or a higher highest role.",
    { field: "defaultRole", received: defaultRole, expected: `${ceiling} at most` },
  );
}

/** The first identity attribute that would change. */
function changedName({ attributes: before }: OptionSettings, { attributes: after }: OptionSettings) {
  const names = ["email", "firstName", "lastName"] as const;
  return names.find((name) => after[name] !== null && after[name] !== before[name]);
}

/** Writes the new version of the settings; before the first change, also the old one. */
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
