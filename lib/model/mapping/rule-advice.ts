import { type GroupSeparator, groupSeparators, type RuleOperator } from "@/lib/model/connections/choices";
import type { OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import { compareRoles } from "@/lib/model/people/roles";
import { divided, readGroups } from "./attributes";
import { groupsAttribute, valuesForRule } from "./role-rules";
import { comparable, conditionOf } from "./rule-condition";

/** Attributes from tests and sign-ins, with their known values. */
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
  | "fits_more"
  | "joined"
  | "default_above_ceiling"
  | "nobody_matches";

/** Something about the rules that is allowed but probably not intended. */
export interface RuleAdvice {
  code: RuleAdviceCode;
  /** Position of the rule; `null`: about the settings as a whole. */
  rule: number | null;
  /** Position of the other rule that makes this one useless. */
  other?: number;
  /** A value as an example, or the separator that is missing. */
  example?: string;
}

type Settings = Pick<
  OptionSettings,
  "rules" | "attributes" | "groupSeparator" | "ceiling" | "missingRole" | "defaultRole"
>;

/**
 * Warnings for an administrator before saving the rules: about rules that can never match or never change anything.
 * Warnings, not refusals: a group may be created tomorrow. Nothing is said about attributes before any have been
 * received.
 */
export function adviseOnRules(settings: Settings, seen: SeenAttributes): RuleAdvice[] {
  const advice = settings.rules.flatMap((rule, position) => adviseOnRule(settings, rule, position, seen));
  if (compareRoles(settings.defaultRole, settings.ceiling) > 0)
    advice.push({ code: "default_above_ceiling", rule: null });
  if (settings.missingRole === "deny" && settings.rules.length > 0 && hasSeenAny(seen)) {
    if (settings.rules.every((rule, i) => matchesNone(settings, rule, seen) || givesNothing(rule, i)))
      advice.push({ code: "nobody_matches", rule: null });
  }
  return advice;
}

const hasSeenAny = (seen: SeenAttributes) => Object.keys(seen).length > 0;
const givesNothing = (rule: RoleRule, _position: number) => rule.role === null && rule.teams.length === 0;

function adviseOnRule(
  settings: Settings,
  rule: RoleRule,
  position: number,
  seen: SeenAttributes,
): RuleAdvice[] {
  const said: RuleAdvice[] = [];
  const say = (code: RuleAdviceCode, other?: number, example?: string) =>
    said.push({
      code,
      rule: position,
      ...(other === undefined ? {} : { other }),
      ...(example === undefined ? {} : { example }),
    });
  if (givesNothing(rule, position)) say("gives_nothing");
  if (rule.value.trim() === "") return said;
  if (rule.operator === "matches" && /^\*+$/.test(rule.value.trim())) say("only_stars");
  if (rule.operator !== "matches" && rule.value.includes("*")) say("stars_outside_wildcard");
  if (rule.role && compareRoles(rule.role, settings.ceiling) > 0) say("above_ceiling");

  // Of all mistakes in a rule this is the one that gives somebody the whole space.
  const more = rule.role === "admin" ? unmeantValue(settings, rule, seen) : null;
  if (more !== null) say("fits_more", undefined, more);

  const earlier = settings.rules.slice(0, position);
  const duplicate = earlier.findIndex((other) => sameCondition(other, rule));
  if (duplicate >= 0) say("duplicate", duplicate);
  else {
    const wider = settings.rules.findIndex((other, i) => i !== position && makesIdle(other, rule));
    if (wider >= 0) say("shadowed", wider);
  }
  if (hasSeenAny(seen)) {
    const values = valuesFor(settings, rule, seen);
    if (values === null) say("attribute_never_seen");
    else if (values.length > 0 && matchesNone(settings, rule, seen)) {
      const separator = missingSeparator(settings, rule, seen);
      if (separator) say("joined", undefined, separator);
      else say("value_never_seen");
    }
  }
  return said;
}

/** Where a comparison leaves room, what may fill it: a name that a person would not take for the same group. */
const fillers: Record<RuleOperator, (value: string) => string> = {
  equals: (value) => value,
  contains: (value) => `not-${value}-at-all`,
  starts_with: (value) => `${value}-not-at-all`,
  ends_with: (value) => `not-${value}`,
  matches: (value) => value.replace(/^\*/, "not-").replace(/\*$/, "-at-all").replaceAll("*", "-not-"),
};

/** A value other than the written one that a rule matches too: a received one, else an invented one. */
function unmeantValue(settings: Settings, rule: RoleRule, seen: SeenAttributes): string | null {
  const satisfies = satisfying(rule);
  const own = comparable(rule.value);
  const fits = (value: string) => comparable(value) !== own && satisfies(value);
  const invented = fillers[rule.operator](rule.value.trim());
  if (!fits(invented)) return null;
  return (valuesFor(settings, rule, seen) ?? []).find(fits)?.slice(0, 100) ?? invented;
}

/** The separator at which splitting would make a rule match a received value. */
function missingSeparator(settings: Settings, rule: RoleRule, seen: SeenAttributes): string | null {
  if (settings.groupSeparator !== null || !isOfGroups(settings, rule, seen)) return null;
  const values = valuesFor(settings, rule, seen) ?? [];
  const satisfies = satisfying(rule);
  const fits = (separator: GroupSeparator) =>
    divided(
      values.filter((value) => value.includes(separator)),
      separator,
    ).some(satisfies);
  // A blank belongs to many names of groups, so that it is no sign of a list.
  return groupSeparators.filter((separator) => separator !== " ").find(fits) ?? null;
}

/** Whether a rule reads the group attribute, the only one that is split. */
function isOfGroups(settings: Settings, { attribute }: RoleRule, seen: SeenAttributes): boolean {
  if (attribute === groupsAttribute) return true;
  const carrier = readGroups(withNames(seen), settings).name;
  return carrier !== null && comparable(carrier) === comparable(attribute);
}

function sameCondition(a: RoleRule, b: RoleRule): boolean {
  return (
    comparable(a.attribute) === comparable(b.attribute) &&
    a.operator === b.operator &&
    comparable(a.value) === comparable(b.value)
  );
}

/** Whether whatever satisfies `rule` satisfies `other` too, which gives as much and more. */
function makesIdle(other: RoleRule, rule: RoleRule): boolean {
  if (comparable(other.attribute) !== comparable(rule.attribute) || sameCondition(other, rule)) return false;
  // A pattern's own text need not satisfy it as a value; only whole values can be tried.
  if (rule.operator === "matches" && rule.value.includes("*")) return false;
  if (!covers(other, rule)) return false;
  const roleIdle = rule.role === null || (other.role !== null && compareRoles(other.role, rule.role) >= 0);
  return roleIdle && rule.teams.every((team) => other.teams.includes(team)) && !givesNothing(rule, 0);
}

function covers(other: RoleRule, rule: RoleRule): boolean {
  const want = comparable(rule.value);
  const part = comparable(other.value);
  switch (rule.operator) {
    case "equals":
    case "matches":
      return satisfying(other)(rule.value);
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

/** Whether a value satisfies a rule, however it is written. */
function satisfying(rule: RoleRule): (value: string) => boolean {
  const condition = conditionOf(rule);
  return (value) => condition(comparable(value));
}

/** The known values of a rule's attribute; `null` if no such attribute was ever received. */
function valuesFor(settings: Settings, rule: RoleRule, seen: SeenAttributes): readonly string[] | null {
  const values = valuesForRule(settings, withNames(seen), rule.attribute);
  return values.length === 0 ? null : values.filter((value) => value !== nameAlone);
}

const nameAlone = "\u0000";

/** `pick` skips attributes without values, and for some only the name is known. */
function withNames(seen: SeenAttributes): SeenAttributes {
  return Object.fromEntries(
    Object.entries(seen).map(([key, known]) => [key, known.length > 0 ? known : [nameAlone]]),
  );
}

function matchesNone(settings: Settings, rule: RoleRule, seen: SeenAttributes): boolean {
  const values = valuesFor(settings, rule, seen);
  if (values === null) return true;
  return values.length > 0 && !values.some(satisfying(rule));
}
