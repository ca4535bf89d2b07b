import type { AttributeNames, OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import { compareRoles, higherRole, lowerRole, type Role } from "@/lib/model/people/roles";
import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";
import { find, needle } from "@/lib/model/text/text-scan";
import { attributeKey, divided, overflowingNames, pick, readGroups, valuesOf } from "./attributes";

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
  // Many rules read one attribute, which may have thousands of values: each is read once.
  const read = new Map<string, string[]>();
  settings.rules.forEach((rule, position) => {
    const values = read.get(rule.attribute) ?? comparable(settings, attributes, rule.attribute);
    read.set(rule.attribute, values);
    const satisfies = conditionOf(rule);
    if (!values.some(satisfies)) return;
    result.matched.push(position);
    for (const team of rule.teams) if (!result.teams.includes(team)) result.teams.push(team);
    if (!rule.role) return;
    if (result.role === null || compareRoles(rule.role, result.role) > 0) result.winner = position;
    result.role = result.role === null ? rule.role : higherRole(result.role, rule.role);
  });
  if (result.role) result.role = lowerRole(result.role, settings.ceiling);
  return result;
}

/**
 * An attribute's values in the form in which they are compared. Group names differ in case between directories, so
 * comparison ignores the case of A to Z; other letters are not folded (docs/normalization.md).
 */
function comparable(
  settings: Pick<OptionSettings, "attributes" | "groupSeparator">,
  attributes: Readonly<Record<string, readonly string[]>>,
  name: string,
): string[] {
  return valuesForRule(settings, attributes, name).map((value) => foldAscii(trimXmlSpace(value)));
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

/** Whether one value, in its compared form, satisfies a rule. */
function conditionOf(rule: RoleRule): (have: string) => boolean {
  const want = foldAscii(trimXmlSpace(rule.value));
  if (want === "") return () => false;
  switch (rule.operator) {
    case "equals":
      return (have) => have === want;
    case "contains": {
      const part = needle(want);
      return (have) => find(part, have) >= 0;
    }
    case "starts_with":
      return (have) => have.startsWith(want);
    case "ends_with":
      return (have) => have.endsWith(want);
    case "matches":
      return wildcard(want);
  }
}

/**
 * `*` matches any characters. Each part between the stars is searched for once, from where the one before it ended,
 * so that the time grows with the text alone, unlike with a user's regular expression.
 */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return (text) => text === pattern;
  const parts = others.map(needle);
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let end = first.length;
    for (const part of parts) {
      const found = find(part, text, end);
      if (found < 0) return false;
      end = found + part.text.length;
    }
    return end <= text.length - last.length;
  };
}
