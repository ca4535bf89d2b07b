import type { Role } from "@/lib/model/people/roles";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { SpaceSignInSettings } from "@/lib/model/spaces/space";
import { type DirectoryEntry, directorySteps } from "./plan-directories";
import type { PlanAction, PlanStep } from "./plan-step";
import { protocolTraits } from "./protocol-traits";
import { type Difference, settingsDifference } from "./settings-difference";

/** A space's single sign-on as a file: teams by name, no ids, no secrets. */
export interface SpaceConfiguration {
  /** An absent default role stays. */
  teams: { name: string; defaultRole?: Role | null | undefined }[];
  domains: string[];
  connections: ConnectionEntry[];
  /** Absent: none of them is looked at. */
  directories?: DirectoryEntry[] | undefined;
  /** How people sign in to the space; absent or `null` values stay. */
  signInSettings: SignInSettingsEntry | null;
}

export type SignInSettingsEntry = {
  [Name in keyof SpaceSignInSettings]?: SpaceSignInSettings[Name] | undefined;
};

/** One connection of the file, identified by its reference. */
export interface ConnectionEntry {
  reference: string;
  name: string;
  protocol: Protocol;
  provider: string;
  /** As the API takes them; `null`: none yet. Absent ones stay. */
  configuration: Record<string, unknown> | null;
  /** With teams by name; `null` and absent settings stay. */
  signInOption: Record<string, unknown> | null;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Compares a space with a file. Nothing is removed unless `prune`. `secrets`: references of connections whose client
 * secret is given, `kept`: of those that have one. Pure.
 */
export function planConfiguration(
  current: SpaceConfiguration,
  wanted: SpaceConfiguration,
  options: { prune: boolean; secrets: readonly string[]; kept: readonly string[] },
): PlanStep[] {
  return [
    ...named("team", current.teams, wanted.teams, {
      nameOf: ({ name }) => name,
      prune: options.prune,
      compare: (was, is) =>
        is.defaultRole === undefined
          ? []
          : settingsDifference({ defaultRole: was?.defaultRole }, { defaultRole: is.defaultRole }),
    }),
    ...named("domain", current.domains, wanted.domains, {
      nameOf: (name) => name,
      prune: options.prune,
      compare: () => [],
    }),
    ...wanted.connections.flatMap((input) => connectionSteps(current, input, options)),
    ...directorySteps(current, wanted, options.prune),
    ...signInSettingsSteps(current, wanted),
    ...current.connections
      .filter(({ reference }) => !wanted.connections.some((input) => same(input.reference, reference)))
      .map(({ reference }) => step("connection", reference, options.prune ? "remove" : "keep")),
  ];
}

function named<T>(
  kind: "team" | "domain",
  current: readonly T[],
  wanted: readonly T[],
  how: {
    nameOf: (one: T) => string;
    prune: boolean;
    compare: (was: T | null, is: T) => Difference[];
  },
): PlanStep[] {
  const { nameOf, prune, compare } = how;
  const find = (list: readonly T[], name: string) => list.find((one) => same(nameOf(one), name)) ?? null;
  return [
    ...wanted.map((is) => {
      const was = find(current, nameOf(is));
      const differences = compare(was, is);
      const action = was === null ? "create" : differences.length > 0 ? "change" : "leave";
      return step(kind, nameOf(is), action, differences);
    }),
    ...current
      .filter((was) => find(wanted, nameOf(was)) === null)
      .map((was) => step(kind, nameOf(was), prune ? "remove" : "keep")),
  ];
}

/** After the connections: single sign-on can be enforced only while one is active. */
function signInSettingsSteps(
  current: SpaceConfiguration,
  { signInSettings }: SpaceConfiguration,
): PlanStep[] {
  if (!signInSettings) return [];
  const given = Object.entries(signInSettings).filter(([, value]) => value !== undefined);
  const differences = settingsDifference(current.signInSettings, Object.fromEntries(given));
  return [step("sign_in_settings", "Sign-in", differences.length > 0 ? "change" : "leave", differences)];
}

function connectionSteps(
  current: SpaceConfiguration,
  input: ConnectionEntry,
  { secrets, kept }: { secrets: readonly string[]; kept: readonly string[] },
): PlanStep[] {
  const was = current.connections.find(({ reference }) => same(reference, input.reference)) ?? null;
  const has = (list: readonly string[]) => list.some((reference) => same(reference, input.reference));
  const differences = [
    ...settingsDifference(was && { name: was.name }, { name: input.name }),
    ...settingsDifference(was?.configuration ?? null, input.configuration ?? {}),
    ...(has(secrets)
      ? [{ field: "clientSecret", label: "Client secret", before: null, after: "a new one" }]
      : []),
  ];
  const action = was === null ? "create" : differences.length > 0 ? "change" : "leave";
  const secretWanted =
    protocolTraits[input.protocol].credential === "client_secret" &&
    input.configuration !== null &&
    !isPublicClient({ ...was?.configuration, ...input.configuration }) &&
    action !== "leave";
  const needsSecret = secretWanted && !has(secrets) && !has(kept);
  const connection = { ...step("connection", input.reference, action, differences), needsSecret };
  if (input.signInOption === null) return [connection];
  const changes = optionChanges(was?.signInOption ?? null, input.signInOption);
  const optionAction = was === null ? "create" : changes.length > 0 ? "change" : "leave";
  return [connection, step("sign_in_option", input.reference, optionAction, changes)];
}

/** An option's attribute names are merged as the other settings are: absent ones stay. */
function optionChanges(
  was: Record<string, unknown> | null,
  { attributes, ...rest }: Record<string, unknown>,
): Difference[] {
  const names = attributes ? { attributes: { ...(was?.attributes ?? {}), ...attributes } } : {};
  return settingsDifference(was, { ...names, ...present(rest) });
}

const present = (settings: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/**
 * The number of removals that whoever applies the file must confirm; `null`: none. A list that is empty, or missing, may
 * be a file that was cut short. The removal of a directory is always confirmed: one that was merely renamed in the file
 * would take the provider's credentials along. Pure.
 */
export function removalsToConfirm(wanted: SpaceConfiguration, steps: readonly PlanStep[]): number | null {
  const removals = steps.filter(({ action }) => action === "remove");
  const lists = { team: wanted.teams, domain: wanted.domains, connection: wanted.connections };
  const kinds = Object.entries(lists).flatMap(([kind, list]) => (list.length === 0 ? [kind] : []));
  const mustConfirm = ({ kind }: PlanStep) => kind === "directory" || kinds.includes(kind);
  return removals.some(mustConfirm) ? removals.length : null;
}

/** A public client authenticates by PKCE alone. */
function isPublicClient({ tokenEndpointAuthMethod }: Record<string, unknown>): boolean {
  return tokenEndpointAuthMethod === "none";
}

function step(
  kind: PlanStep["kind"],
  name: string,
  action: PlanAction,
  differences: Difference[] = [],
): PlanStep {
  return { kind, name, action, differences, needsSecret: false, problem: null };
}
