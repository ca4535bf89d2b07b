import { expect, test } from "vitest";
import { ruleOperators } from "@/lib/model/connections/choices";
import { comparable, conditionOf, satisfied } from "./rule-condition";

const wanted = ["a", "ab", "*", "a*", "*b", "*a*", "a*b", "a*a", "*a*b*", "b**a", "ba", "A ", "", "**"];
const values = ["", "a", "b", "ab", "ba", "aa", "aba", "bab", "abab", "bba", "c"];

test("many rules at once say of each what it says alone, of one value and of all", () => {
  const rules = ruleOperators.flatMap((operator) => wanted.map((value) => ({ operator, value })));
  for (const have of [...values.map((value) => [value]), values, ["b", "a"], []]) {
    const alone = rules.map((rule) => have.map(comparable).some(conditionOf(rule)));
    expect(satisfied(rules, have.map(comparable))).toEqual(alone);
    if (have.length === 1) expect(alone).toContain(false);
  }
});
