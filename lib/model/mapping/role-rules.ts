import type { AttributeNames, OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import { compareRoles, higherRole, lowerRole, type Role } from "@/lib/model/people/roles";
import { foldAscii } from "@/lib/model/text/fold";
import { attributeKey, divided, overflowingNames, pick, readGroups, valuesOf } from "./attributes";
import { comparable, satisfied } from "./rule-condition";

/** The result of the rules for a person's attributes. */
export interface RuleResult {
  /** The role by the rules, limited by the ceiling; `null` if no rule gave one. */
  role: Role | null;
  teams: string[];
  /** Positions of the rules that matched, in order. */
  matched: number[];
  /** The position of the rule whose role won. */
  winner: number | null;
}

/** In a rule's `attribute`: the group attribute of this option. */
export const groupsAttribute = "groups";

/** Whether a rule checks the groups that a provider withholds when there are too many of them. */
export function readsGroups(rule: Pick<RoleRule, "attribute">, names: AttributeNames): boolean {
  const name = rule.attribute === groupsAttribute ? (names.groups ?? groupsAttribute) : rule.attribute;
  return overflowingNames.some((one) => one === foldAscii(name));
}

/**
 * Applies the rules in order to all values of their attribute (docs/model.md#role): the highest role wins, teams add
 * up. `attributes` are the provider's, by their own names.
 */
export function applyRules(
  settings: Pick<OptionSettings, "rules" | "attributes" | "groupSeparator" | "ceiling">,
  attributes: Readonly<Record<string, readonly string[]>>,
): RuleResult {
  const result: RuleResult = { role: null, teams: [], matched: [], winner: null };
  const matches = matchingRules(settings, attributes);
  settings.rules.forEach((rule, position) => {
    if (!matches[position]) return;
    result.matched.push(position);
    for (const team of rule.teams) if (!result.teams.includes(team)) result.teams.push(team);
    if (!rule.role) return;
    if (result.role === null || compareRoles(rule.role, result.role) > 0) result.winner = position;
    result.role = result.role === null ? rule.role : higherRole(result.role, rule.role);
  });
  if (result.role) result.role = lowerRole(result.role, settings.ceiling);
  return result;
}

/** Which rules match, by position. Many look at one attribute, which may have thousands of values: it is read once. */
function matchingRules(
  settings: Pick<OptionSettings, "rules" | "attributes" | "groupSeparator">,
  attributes: Readonly<Record<string, readonly string[]>>,
): boolean[] {
  const matches = settings.rules.map(() => false);
  for (const name of new Set(settings.rules.map((rule) => rule.attribute))) {
    const values = valuesForRule(settings, attributes, name).map(comparable);
    const about = [...settings.rules.entries()].filter(([, rule]) => rule.attribute === name);
    const met =
      values.length === 0
        ? []
        : satisfied(
            about.map(([, rule]) => rule),
            values,
          );
    about.forEach(([position], i) => {
      matches[position] = met[i] ?? false;
    });
  }
  return matches;
}

/** The values that a rule about `name` checks: the groups are the same ones by their own name and by `groups`. */
export function valuesForRule(
  settings: Pick<OptionSettings, "attributes" | "groupSeparator">,
  attributes: Readonly<Record<string, readonly string[]>>,
  name: string,
): readonly string[] {
  if (name === groupsAttribute) return readGroups(attributes, settings).values;
  const values = valuesOf(attributes, name);
  if (settings.groupSeparator === null || values.length === 0) return values;
  const carrier = pick(attributes, "groups", settings.attributes).name;
  const isGroups = carrier !== null && attributeKey(attributes, carrier) === attributeKey(attributes, name);
  return isGroups ? divided(values, settings.groupSeparator) : values;
}
