import { separatorInWords } from "@/lib/model/connections/settings-difference";
import type { RuleAdvice, RuleAdviceCode } from "./rule-advice";

const words: Record<RuleAdviceCode, (other: string, example: string) => string> = {
  gives_nothing: () => "This rule gives neither a role nor a team, so it changes nothing.",
  attribute_never_seen: () =>
    "No test or sign-in has brought this attribute yet, so the rule has never matched anybody. Compare the name with what the last test brought.",
  value_never_seen: () =>
    "No test or sign-in has brought a value that fits. Compare the spelling with the values that are offered.",
  duplicate: (other) =>
    `Rule ${other} asks for the very same. Both count: the higher role wins and teams add up.`,
  shadowed: (other) =>
    `Whoever fits this rule fits rule ${other} too, which gives at least as much. This one changes nothing.`,
  above_ceiling: () =>
    "The role is above the highest role that this connection may give, so people get that one instead.",
  only_stars: () => "This pattern fits every value: everybody who has the attribute matches.",
  stars_outside_wildcard: () =>
    "A star is an ordinary sign here. For “any characters”, choose “fits the pattern”.",
  fits_more: (_, example) =>
    `It fits more than you may mean: somebody with the value “${example}” gets the role too. Use “is” with the whole value if that is not meant.`,
  joined: (_, example) =>
    `The values that have come look like several groups in one text. Choose a ${separatorInWords(example)} under “Between groups”, so that each is looked at by itself.`,
  default_above_ceiling: () =>
    "The default role is above the highest role that this connection may give, so people get that one instead.",
  nobody_matches: () =>
    "Nobody who was seen so far fits any rule, and whoever fits none is refused: with these settings nobody would get in.",
};

/** A piece of advice as a sentence. */
export function adviceWords({ code, other, example = "" }: RuleAdvice): string {
  return words[code](other === undefined ? "" : String(other + 1), example);
}
