import { separatorInWords } from "@/lib/model/connections/settings-difference";
import type { RuleAdvice, RuleAdviceCode } from "./rule-advice";

const words: Record<RuleAdviceCode, (other: string, example: string) => string> = {
  gives_nothing: () => "This rule gives neither a role nor a team, so it changes nothing.",
  attribute_never_seen: () =>
    "No test or sign-in has sent this attribute yet, so the rule has never matched anyone. Compare the name with the attributes of the last test.",
  value_never_seen: () =>
    "No test or sign-in has sent a matching value. Compare the spelling with the suggested values.",
  duplicate: (other) =>
    `Rule ${other} has the same condition. Both apply: the highest role wins and teams add up.`,
  shadowed: (other) =>
    `Everyone who matches this rule also matches rule ${other}, which gives at least as much. This rule has no effect.`,
  above_ceiling: () =>
    "The role is above the highest role that this connection may give, so people get that one instead.",
  only_stars: () => "This pattern matches every value: everyone who has the attribute matches.",
  stars_outside_wildcard: () =>
    "A star is an ordinary sign here. For “any characters”, choose “fits the pattern”.",
  fits_more: (_, example) =>
    `It fits more than you may mean: somebody with the value “${example}” gets the role too. Use “is” with the whole value if that is not meant.`,
  joined: (_, example) =>
    `The values that have come look like several groups in one text. Choose a ${separatorInWords(example)} under “Between groups”, so that each is looked at by itself.`,
  default_above_ceiling: () =>
    "The default role is above the highest role that this connection may give, so people get that one instead.",
  nobody_matches: () =>
    "No one seen so far matches any rule, and people who match none are refused. With these settings nobody could sign in.",
};

/** A warning as a sentence. */
export function adviceWords({ code, other, example = "" }: RuleAdvice): string {
  return words[code](other === undefined ? "" : String(other + 1), example);
}
