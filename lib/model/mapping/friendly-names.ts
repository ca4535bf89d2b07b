import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { attributeKey, valuesOf } from "./attributes";
import { groupsAttribute } from "./role-rules";

type Said = Pick<VerifiedIdentity, "attributes" | "friendlyNames">;

/**
 * The attributes, and beside them under a FriendlyName those that `names` name so (docs/model.md#attribute-names). SAML
 * Core 2.7.3.1 gives a FriendlyName to people and not to programs, so it counts only if an administrator has written it,
 * never as one of the usual names; a Name goes before it, and one that two attributes share names neither.
 */
export function withFriendlyNames(
  { attributes, friendlyNames = {} }: Said,
  names: readonly (string | null)[],
): Record<string, string[]> {
  const added = names.flatMap((name) => {
    if (name === null || attributeKey(attributes, name) !== null) return [];
    const [carrier, ...others] = valuesOf(friendlyNames, name);
    return carrier === undefined || others.length > 0
      ? []
      : [{ name, values: [...valuesOf(attributes, carrier)] }];
  });
  // `fromEntries` defines the properties, whatever they are called.
  return added.length === 0
    ? attributes
    : { ...attributes, ...Object.fromEntries(added.map(({ name, values }) => [name, values])) };
}

/** The names by which an administrator has said who somebody is. */
export function namesOfPerson({ email, firstName, lastName }: AttributeNames): (string | null)[] {
  return [email, firstName, lastName];
}

/** An identity as an option's rules read it: with what they name by a FriendlyName. */
export function asRulesRead<I extends Said>(
  identity: I,
  { attributes, rules }: Pick<OptionSettings, "attributes" | "rules">,
): I {
  const named = rules.map((rule) => rule.attribute).filter((name) => name !== groupsAttribute);
  return { ...identity, attributes: withFriendlyNames(identity, [attributes.groups, ...named]) };
}
