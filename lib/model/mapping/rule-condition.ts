import type { RoleRule } from "@/lib/model/connections/connection";
import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";
import { find, needle } from "@/lib/model/text/text-scan";
import { anywhere, edge, foundIn, type Wanted } from "@/lib/model/text/text-set";

/** What of a rule is compared with a value. */
type Condition = Pick<RoleRule, "operator" | "value">;

/**
 * A value in the form in which it is compared. Group names differ in case between directories, so the case of A to Z
 * does not count; other letters are not folded (docs/normalization.md).
 */
export const comparable = (value: string) => foldAscii(trimXmlSpace(value));

/** Whether one value, in the form in which values are compared, satisfies a rule. */
export function conditionOf(rule: Condition): (have: string) => boolean {
  const want = comparable(rule.value);
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
 * Which of several rules one of these values satisfies. They are compared at once: a hundred rules may meet thousands of
 * groups. Only a pattern with stars whose parts are all there is tried on the values one by one.
 */
export function satisfied(rules: readonly Condition[], values: readonly string[]): boolean[] {
  const parts = rules.map(partsOf);
  const found = foundIn(parts.flat(), values);
  let at = 0;
  return rules.map((rule, i) => {
    const own = parts[i] ?? [];
    const all = own.length > 0 && own.every((_, part) => found[at + part]);
    at += own.length;
    return all && (isWhole(rule) || values.some(conditionOf(rule)));
  });
}

/** Whether what is in a value says all: a pattern of several parts also asks for their order. */
const isWhole = ({ operator, value }: Condition) =>
  operator !== "matches" || comparable(value).split("*").filter(Boolean).length < 2;

/** What must be in a value that satisfies a rule; nothing: no value does. */
function partsOf({ operator, value }: Condition): Wanted[] {
  const want = comparable(value);
  if (want === "") return [];
  const text = anywhere(want);
  switch (operator) {
    case "equals":
      return [[edge, ...text, edge]];
    case "contains":
      return [text];
    case "starts_with":
      return [[edge, ...text]];
    case "ends_with":
      return [[...text, edge]];
    case "matches":
      return want
        .split("*")
        .map((part, i, all) => [
          ...(i === 0 ? [edge] : []),
          ...anywhere(part),
          ...(i === all.length - 1 ? [edge] : []),
        ]);
  }
}

/**
 * `*` stands for any characters. Each part between the stars is looked for once, from where the one before it ended,
 * so that the time grows with the text alone, unlike with a regular expression of somebody's making.
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
