import { createConnection } from "@/lib/features/connections/create-connection";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { changeWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { addDomain } from "@/lib/features/domains/add-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { changeOptionSettings } from "@/lib/features/mapping/change-option-settings";
import { removeTeam } from "@/lib/features/people/remove-team";
import { createTeam, updateTeam } from "@/lib/features/people/save-team";
import { changeSignInSettings } from "@/lib/features/sign-in/change-sign-in-settings";
import { planConfiguration, removalsToConfirm } from "@/lib/model/connections/configuration-plan";
import { mergeOption } from "@/lib/model/connections/merge-option";
import type { PlanStep } from "@/lib/model/connections/plan-step";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { ConfigurationApplied, ConfigurationInput } from "@/lib/schemas/configuration-file";
import { takeDirectory } from "./apply-directory";
import { type CurrentConfiguration, readConfiguration, withTeams } from "./export-configuration";
import { planDigest } from "./plan-digest";

export interface ConfigurationPlan {
  /** How many steps change something. */
  changes: number;
  /** The number that applying asks for as `confirm`, because of what it removes; `null`: none. */
  confirm: number | null;
  /** Another one as soon as something else would be done. */
  digest: string;
  steps: PlanStep[];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * What applying a file would do, step by step; nothing is changed. `knownSecrets`: references of connections whose given
 * client secret is the stored one, which is then no change (`secretsAsStored`).
 */
export async function planOf(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  input: ConfigurationInput,
  knownSecrets: readonly string[] = [],
): Promise<ConfigurationPlan> {
  const steps = stepsOf(await readConfiguration(deps, ctx), input, knownSecrets);
  const changes = steps.filter(({ action }) => action !== "leave" && action !== "keep").length;
  return {
    changes,
    confirm: removalsToConfirm(input.configuration, steps),
    digest: planDigest(steps),
    steps,
  };
}

function stepsOf(
  { withSecret, ...current }: CurrentConfiguration,
  input: ConfigurationInput,
  knownSecrets: readonly string[],
): PlanStep[] {
  const { configuration, secrets, prune } = input;
  return planConfiguration(current, configuration, {
    prune,
    secrets: Object.keys(secrets).filter((given) => !knownSecrets.some((known) => same(known, given))),
    kept: withSecret,
  });
}

/**
 * Applies a file by the same use cases as the screens: teams and domains first, then connections and their options, then
 * directories, removals last. Each step is independent: a refused one is reported and the others go on, so that the same file can
 * be applied again. New settings are drafts: each must pass its test before it can be activated. With the digest of a
 * plan nothing is done unless it is still that plan (`plan_changed`).
 */
export async function applyConfiguration(
  deps: SsoDependencies,
  ctx: Context,
  input: ConfigurationInput,
  knownSecrets: readonly string[] = [],
): Promise<Outcome<ConfigurationApplied>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const steps = stepsOf(await readConfiguration(deps, ctx), input, knownSecrets);
  const digest = planDigest(steps);
  if (input.digest !== undefined && input.digest !== digest) return planChanged(input.digest, digest);
  const removals = removalsToConfirm(input.configuration, steps);
  if (removals !== null && input.confirm !== removals) return unconfirmed(removals, input.confirm);
  const inOrder = [
    ...steps.filter(({ action }) => action !== "remove"),
    ...steps.filter(({ action }) => action === "remove").toReversed(),
  ];
  const applied: ConfigurationApplied["steps"] = [];
  for (const step of inOrder) {
    if (step.action === "leave" || step.action === "keep") {
      applied.push({ ...step, outcome: "unchanged", problem: null });
      continue;
    }
    if (step.problem) {
      applied.push({ ...step, outcome: "refused" });
      continue;
    }
    const result = await take(deps, ctx, input, step);
    if (result.ok) applied.push({ ...step, outcome: "done", problem: null });
    else {
      const { code, message, field } = result.problem;
      applied.push({ ...step, outcome: "refused", problem: { code, message, ...(field ? { field } : {}) } });
    }
  }
  return done({ complete: applied.every(({ outcome }) => outcome !== "refused"), steps: applied });
}

function planChanged(received: string, expected: string) {
  return refused(
    "conflict",
    "plan_changed",
    "The file or the space has changed since the plan was made. Make a new plan and read it.",
    { field: "digest", received, expected },
  );
}

function unconfirmed(removals: number, received: number | undefined) {
  const things = removals === 1 ? "1 thing" : `${removals} things`;
  return refused(
    "invalid",
    "removals_not_confirmed",
    `Applying this file with prune would remove ${things}: a list of it is empty or missing, or it lacks a directory. If that is meant, send "confirm": ${removals}.`,
    {
      field: "confirm",
      ...(received === undefined ? {} : { received: String(received) }),
      expected: String(removals),
    },
  );
}

async function take(
  deps: SsoDependencies,
  ctx: Context,
  input: ConfigurationInput,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  switch (step.kind) {
    case "team":
      return takeTeam(deps, ctx, input, step);
    case "domain":
      return takeDomain(deps, ctx, step);
    case "connection":
      return takeConnection(deps, ctx, input, step);
    case "sign_in_option":
      return takeOption(deps, ctx, input, step);
    case "directory":
      return takeDirectory(deps, ctx, input, step);
    case "sign_in_settings":
      return changeSignInSettings(deps, ctx, input.configuration.signInSettings ?? {});
  }
}

async function takeTeam(deps: SsoDependencies, ctx: Context, input: ConfigurationInput, step: PlanStep) {
  const existing = (await deps.store.teamsOf(ctx.space.id).all()).find(({ name }) => same(name, step.name));
  if (step.action === "remove") return existing ? removeTeam(deps, ctx, existing.id) : done(null);
  const wanted = input.configuration.teams.find(({ name }) => same(name, step.name));
  const defaultRole =
    wanted?.defaultRole === undefined ? (existing?.defaultRole ?? null) : wanted.defaultRole;
  const team = { name: existing?.name ?? step.name, defaultRole };
  return existing ? updateTeam(deps, ctx, { teamId: existing.id, ...team }) : createTeam(deps, ctx, team);
}

async function takeDomain(deps: SsoDependencies, ctx: Context, step: PlanStep): Promise<Outcome<unknown>> {
  if (step.action !== "remove") return addDomain(deps, ctx, step.name);
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  const domain = organization && (await deps.store.domainsOf(organization.id).byName(step.name));
  return domain ? removeDomain(deps, ctx, domain.id) : done(null);
}

async function ownConnection(deps: SsoDependencies, ctx: Context, reference: string) {
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  return organization && deps.store.connectionsOf(organization.id).byReference(reference);
}

async function takeConnection(
  deps: SsoDependencies,
  ctx: Context,
  input: ConfigurationInput,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  const existing = await ownConnection(deps, ctx, step.name);
  if (step.action === "remove")
    return existing
      ? removeConnection(deps, ctx, { connectionId: existing.id, sessions: "keep" })
      : done(null);
  const wanted = input.configuration.connections.find(({ reference }) => same(reference, step.name));
  if (!wanted) return done(null);
  let connectionId = existing?.id;
  if (connectionId === undefined) {
    const { name, reference, protocol, provider } = wanted;
    const created = await createConnection(deps, ctx, { name, reference, protocol, provider });
    if (!created.ok) return created;
    connectionId = created.value.id;
  }
  const secret = Object.entries(input.secrets).find(([reference]) => same(reference, step.name))?.[1];
  const saved = await changeWholeConnection(deps, ctx, {
    connectionId,
    name: wanted.name,
    configuration: { ...cleared(wanted.configuration ?? {}), ...(secret ? { clientSecret: secret } : {}) },
    expectedRevision: null,
  });
  // A connection whose settings in the file are invalid did not exist before and must not exist now.
  if (!saved.ok && !existing) await removeConnection(deps, ctx, { connectionId, sessions: "keep" });
  return saved;
}

const mayBeNone = [
  "loginUrl",
  "logoutUrl",
  "singleLogoutUrl",
  "singleLogoutResponseUrl",
  "metadataUrl",
  "subjectAttribute",
  "discoveryUrl",
] as const;

/** In a file `null` means none; in a save it would mean “unchanged”. */
function cleared<T extends Partial<Record<(typeof mayBeNone)[number], string | null | undefined>>>(
  configuration: T,
): T {
  const none = mayBeNone.filter((name) => configuration[name] === null);
  return { ...configuration, ...Object.fromEntries(none.map((name) => [name, ""])) };
}

async function takeOption(
  deps: SsoDependencies,
  ctx: Context,
  input: ConfigurationInput,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  const wanted = input.configuration.connections.find(({ reference }) => same(reference, step.name));
  const existing = await ownConnection(deps, ctx, step.name);
  const option = wanted?.signInOption;
  if (!option || !existing) return done(null);
  const teams = await deps.store.teamsOf(ctx.space.id).all();
  const idOf = (name: string) => teams.find((team) => same(team.name, name))?.id;
  const change = withTeams(option, (name) => idOf(name) ?? name);
  return changeOptionSettings(deps, ctx, {
    connectionId: existing.id,
    expectedRevision: null,
    change: (before) => mergeOption(before, change),
  });
}
