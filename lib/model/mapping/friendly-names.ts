import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { attributeKey, valuesOf } from "./attributes";
import { groupsAttribute } from "./role-rules";

type Said = Pick<VerifiedIdentity, "attributes" | "friendlyNames">;

/**
 * The attributes, plus those that `names` identifies by FriendlyName (docs/model.md#attribute-names). SAML Core
 * 2.7.3.1 intends FriendlyNames for people and not for programs, so one counts only if an administrator has written
 * it, never as one of the usual names; a Name takes precedence, and one that two attributes share names neither.
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

/** The attribute names by which an administrator identifies people. */
export function namesOfPerson({ email, firstName, lastName }: AttributeNames): (string | null)[] {
  return [email, firstName, lastName];
}

/** An identity as an option's rules read it: including attributes that they name by FriendlyName. */
export function asRulesRead<I extends Said>(
  identity: I,
  { attributes, rules }: Pick<OptionSettings, "attributes" | "rules">,
): I {
  const named = rules.map((rule) => rule.attribute).filter((name) => name !== groupsAttribute);
  return { ...identity, attributes: withFriendlyNames(identity, [attributes.groups, ...named]) };
}
