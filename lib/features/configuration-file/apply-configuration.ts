import { createConnection } from "@/lib/features/connections/create-connection";
import { listConnections } from "@/lib/features/connections/list-connections";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { changeWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { addDomain } from "@/lib/features/domains/add-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { removeTeam } from "@/lib/features/people/remove-team";
import { createTeam, updateTeam } from "@/lib/features/people/save-team";
import { type PlanStep, planConfiguration } from "@/lib/model/connections/configuration-plan";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { ConfigurationApplied, ConfigurationWish } from "@/lib/schemas/configuration-file";
import { type CurrentConfiguration, readConfiguration, withTeams } from "./export-configuration";

/** What applying a file would do, step by step; nothing is changed. */
export async function planOf(
  deps: Pick<Dependencies, "store">,
  acting: Pick<Acting, "space">,
  wish: ConfigurationWish,
): Promise<{ changes: number; steps: PlanStep[] }> {
  const steps = stepsOf(await readConfiguration(deps, acting), wish);
  const changes = steps.filter(({ action }) => action !== "leave" && action !== "keep").length;
  return { changes, steps };
}

function stepsOf({ withSecret, ...current }: CurrentConfiguration, wish: ConfigurationWish): PlanStep[] {
  const { configuration, secrets, prune } = wish;
  return planConfiguration(current, configuration, {
    prune,
    secrets: Object.keys(secrets),
    kept: withSecret,
  });
}

/**
 * Applies a file by the same use cases as the screens: teams and domains first, then connections and their options,
 * removals last. Every step stands for itself; a refused one is told and the others go on, so that the same file can be
 * applied again. New settings are drafts: each has to pass its test before it can be activated.
 */
export async function applyConfiguration(
  deps: SsoDependencies,
  acting: Acting,
  wish: ConfigurationWish,
): Promise<Outcome<ConfigurationApplied>> {
  const refusal = notSubscribed(acting.space);
  if (refusal) return refusal;
  const steps = stepsOf(await readConfiguration(deps, acting), wish);
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
    const result = await take(deps, acting, wish, step);
    if (result.ok) applied.push({ ...step, outcome: "done", problem: null });
    else {
      const { code, message, field } = result.problem;
      applied.push({ ...step, outcome: "refused", problem: { code, message, ...(field ? { field } : {}) } });
    }
  }
  return done({ complete: applied.every(({ outcome }) => outcome !== "refused"), steps: applied });
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

async function take(
  deps: SsoDependencies,
  acting: Acting,
  wish: ConfigurationWish,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  switch (step.kind) {
    case "team":
      return takeTeam(deps, acting, wish, step);
    case "domain":
      return takeDomain(deps, acting, step);
    case "connection":
      return takeConnection(deps, acting, wish, step);
    case "sign_in_option":
      return takeOption(deps, acting, wish, step);
  }
}

async function takeTeam(deps: SsoDependencies, acting: Acting, wish: ConfigurationWish, step: PlanStep) {
  const known = (await deps.store.teamsOf(acting.space.id).all()).find(({ name }) => same(name, step.name));
  if (step.action === "remove") return known ? removeTeam(deps, acting, known.id) : done(null);
  const wanted = wish.configuration.teams.find(({ name }) => same(name, step.name));
  const team = { name: known?.name ?? step.name, defaultRole: wanted?.defaultRole ?? null };
  return known ? updateTeam(deps, acting, { teamId: known.id, ...team }) : createTeam(deps, acting, team);
}

async function takeDomain(deps: SsoDependencies, acting: Acting, step: PlanStep): Promise<Outcome<unknown>> {
  if (step.action !== "remove") return addDomain(deps, acting, step.name);
  const organization = await deps.store.organizationsOf(acting.space.id).own();
  const domain = organization && (await deps.store.domainsOf(organization.id).byName(step.name));
  return domain ? removeDomain(deps, acting, domain.id) : done(null);
}

async function ownConnection(deps: SsoDependencies, acting: Acting, reference: string) {
  const all = await listConnections(deps, acting);
  return all.find(({ link, connection }) => link.status === "own" && same(connection.reference, reference));
}

async function takeConnection(
  deps: SsoDependencies,
  acting: Acting,
  wish: ConfigurationWish,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  const known = await ownConnection(deps, acting, step.name);
  if (step.action === "remove")
    return known
      ? removeConnection(deps, acting, { connectionId: known.connection.id, sessions: "keep" })
      : done(null);
  const wanted = wish.configuration.connections.find(({ reference }) => same(reference, step.name));
  if (!wanted) return done(null);
  let connectionId = known?.connection.id;
  if (connectionId === undefined) {
    const { name, reference, protocol, provider } = wanted;
    const created = await createConnection(deps, acting, { name, reference, protocol, provider });
    if (!created.ok) return created;
    connectionId = created.value.id;
  }
  const secret = Object.entries(wish.secrets).find(([reference]) => same(reference, step.name))?.[1];
  const saved = await changeWholeConnection(deps, acting, {
    connectionId,
    name: wanted.name,
    configuration: { ...cleared(wanted.configuration ?? {}), ...(secret ? { clientSecret: secret } : {}) },
    expectedRevision: null,
  });
  // A connection that the file's settings could not be used for was not there before and is not there now.
  if (!saved.ok && !known) await removeConnection(deps, acting, { connectionId, sessions: "keep" });
  return saved;
}

/** In a file `null` means none; in a save it would mean “as before”. */
function cleared<T extends { logoutUrl?: string | null | undefined }>(configuration: T): T {
  return configuration.logoutUrl === null ? { ...configuration, logoutUrl: "" } : configuration;
}

async function takeOption(
  deps: SsoDependencies,
  acting: Acting,
  wish: ConfigurationWish,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  const wanted = wish.configuration.connections.find(({ reference }) => same(reference, step.name));
  const known = await ownConnection(deps, acting, step.name);
  if (!wanted?.signInOption || !known) return done(null);
  const teams = await deps.store.teamsOf(acting.space.id).all();
  const idOf = (name: string) => teams.find((team) => same(team.name, name))?.id;
  return saveOptionSettings(deps, acting, {
    connectionId: known.connection.id,
    leaseId: null,
    expectedRevision: null,
    settings: withTeams(wanted.signInOption, (name) => idOf(name) ?? name),
  });
}
