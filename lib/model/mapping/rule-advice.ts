import type { OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import { compareRoles } from "@/lib/model/people/roles";
import { pick } from "./attributes";
import { applyRules, groupsAttribute } from "./role-rules";

/** Attributes that tests and sign-ins have brought, with the values that are known of them. */
export type SeenAttributes = Readonly<Record<string, readonly string[]>>;

export type RuleAdviceCode =
  | "gives_nothing"
  | "attribute_never_seen"
  | "value_never_seen"
  | "duplicate"
  | "shadowed"
  | "above_ceiling"
  | "only_stars"
  | "stars_outside_wildcard"
  | "default_above_ceiling"
  | "nobody_matches";

/** Something about the rules that is allowed and probably not meant. */
export interface RuleAdvice {
  code: RuleAdviceCode;
  /** Position of the rule; `null`: about the settings as a whole. */
  rule: number | null;
  /** Position of the other rule that makes this one idle. */
  other?: number;
}

type Settings = Pick<OptionSettings, "rules" | "attributes" | "ceiling" | "missingRole" | "defaultRole">;

/**
 * What an administrator should look at before saving the rules: those that can never match or never change anything.
 * Advice, no refusals: a group may be made tomorrow. Nothing is said of attributes as long as none have been seen.
 */
export function adviseOnRules(settings: Settings, seen: SeenAttributes): RuleAdvice[] {
  const advice = settings.rules.flatMap((rule, position) => adviseOnRule(settings, rule, position, seen));
  if (compareRoles(settings.defaultRole, settings.ceiling) > 0)
    advice.push({ code: "default_above_ceiling", rule: null });
  if (settings.missingRole === "deny" && settings.rules.length > 0 && knowsAny(seen)) {
    if (settings.rules.every((rule, i) => matchesNone(settings, rule, seen) || givesNothing(rule, i)))
      advice.push({ code: "nobody_matches", rule: null });
  }
  return advice;
}

const knowsAny = (seen: SeenAttributes) => Object.keys(seen).length > 0;
const givesNothing = (rule: RoleRule, _position: number) => rule.role === null && rule.teams.length === 0;

function adviseOnRule(
  settings: Settings,
  rule: RoleRule,
  position: number,
  seen: SeenAttributes,
): RuleAdvice[] {
  const said: RuleAdvice[] = [];
  const say = (code: RuleAdviceCode, other?: number) =>
    said.push({ code, rule: position, ...(other === undefined ? {} : { other }) });
  if (givesNothing(rule, position)) say("gives_nothing");
  if (rule.value.trim() === "") return said;
  if (rule.operator === "matches" && /^\*+$/.test(rule.value.trim())) say("only_stars");
  if (rule.operator !== "matches" && rule.value.includes("*")) say("stars_outside_wildcard");
  if (rule.role && compareRoles(rule.role, settings.ceiling) > 0) say("above_ceiling");

  const earlier = settings.rules.slice(0, position);
  const duplicate = earlier.findIndex((other) => sameCondition(other, rule));
  if (duplicate >= 0) say("duplicate", duplicate);
  else {
    const wider = settings.rules.findIndex((other, i) => i !== position && makesIdle(settings, other, rule));
    if (wider >= 0) say("shadowed", wider);
  }
  if (knowsAny(seen)) {
    const values = valuesFor(settings, rule, seen);
    if (values === null) say("attribute_never_seen");
    else if (values.length > 0 && matchesNone(settings, rule, seen)) say("value_never_seen");
  }
  return said;
}

const plain = (text: string) => text.trim().toLowerCase();

function sameCondition(a: RoleRule, b: RoleRule): boolean {
  return (
    plain(a.attribute) === plain(b.attribute) &&
    a.operator === b.operator &&
    plain(a.value) === plain(b.value)
  );
}

/** Whether whatever satisfies `rule` satisfies `other` too, which gives as much and more. */
function makesIdle(settings: Settings, other: RoleRule, rule: RoleRule): boolean {
  if (plain(other.attribute) !== plain(rule.attribute) || sameCondition(other, rule)) return false;
  // A pattern's own text need not satisfy it as a value; only whole values can be tried.
  if (rule.operator === "matches" && rule.value.includes("*")) return false;
  if (!covers(settings, other, rule)) return false;
  const roleIdle = rule.role === null || (other.role !== null && compareRoles(other.role, rule.role) >= 0);
  return roleIdle && rule.teams.every((team) => other.teams.includes(team)) && !givesNothing(rule, 0);
}

function covers(settings: Settings, other: RoleRule, rule: RoleRule): boolean {
  const want = plain(rule.value);
  const part = plain(other.value);
  switch (rule.operator) {
    case "equals":
    case "matches":
      return matchesValue(settings, other, rule.value);
    case "starts_with":
      return other.operator === "starts_with"
        ? want.startsWith(part)
        : other.operator === "contains" && want.includes(part);
    case "ends_with":
      return other.operator === "ends_with"
        ? want.endsWith(part)
        : other.operator === "contains" && want.includes(part);
    case "contains":
      return other.operator === "contains" && want.includes(part);
  }
}

function matchesValue(settings: Settings, rule: RoleRule, value: string): boolean {
  const name = "value under trial";
  const one = { ...rule, attribute: name, role: "reader" as const };
  return applyRules({ ...settings, rules: [one] }, { [name]: [value] }).matched.length > 0;
}

/** The values known of a rule's attribute; `null` where no such attribute has ever come. */
function valuesFor(settings: Settings, rule: RoleRule, seen: SeenAttributes): readonly string[] | null {
  if (rule.attribute === groupsAttribute) {
    // `pick` passes over attributes without values, and a name alone is known of some.
    const { name, values } = pick(
      Object.fromEntries(Object.entries(seen).map(([key, known]) => [key, known.length > 0 ? known : ["?"]])),
      "groups",
      settings.attributes,
    );
    if (values.length === 0) return null;
    return known(seen, name ?? rule.attribute) ?? [];
  }
  return known(seen, rule.attribute);
}

function known(seen: SeenAttributes, name: string): readonly string[] | null {
  const key =
    Object.keys(seen).find((one) => one === name) ??
    Object.keys(seen).find((one) => plain(one) === plain(name));
  return key === undefined ? null : (seen[key] ?? []);
}

function matchesNone(settings: Settings, rule: RoleRule, seen: SeenAttributes): boolean {
  const values = valuesFor(settings, rule, seen);
  if (values === null) return true;
  return values.length > 0 && !values.some((value) => matchesValue(settings, rule, value));
}
