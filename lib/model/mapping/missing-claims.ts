import type { OptionSettings } from "@/lib/model/connections/connection";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { foldAscii } from "@/lib/model/text/fold";
import { groupOverage, overflowingNames, pick, valuesOf } from "./attributes";
import { groupsAttribute } from "./role-rules";

/** The parts of a sign-in option that name claims. */
export type ClaimNames = Pick<OptionSettings, "attributes" | "rules">;

/**
 * The claims that mapping and rules name and that are missing, each once. Groups that the provider withholds because
 * there are too many do not count: asking for them elsewhere brings nothing.
 */
export function missingClaims(
  attributes: VerifiedIdentity["attributes"],
  options: readonly ClaimNames[],
): string[] {
  const withheld = groupOverage({ attributes }) !== null;
  const came = (name: string) =>
    valuesOf(attributes, name).some((value) => value.trim() !== "") ||
    (withheld && overflowingNames.some((one) => one === foldAscii(name)));
  const missing = options.flatMap(({ attributes: names, rules }) => [
    ...Object.values(names).filter((name): name is string => name !== null && !came(name)),
    ...rules.flatMap(({ attribute }) => {
      if (attribute !== groupsAttribute) return came(attribute) ? [] : [attribute];
      const name = names.groups ?? groupsAttribute;
      return came(name) || pick(attributes, "groups", names).values.length > 0 ? [] : [name];
    }),
  ]);
  return [...new Set(missing)];
}
