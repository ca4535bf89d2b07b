import { scimLimits } from "./limits";
import type { Attribute, ResourceType } from "./schema/attribute";
import { findAttribute } from "./schema/find-attribute";
import { wrong } from "./scim-fault";

/** Which attributes an answer has (RFC 7644 §3.9). */
export interface Selection {
  has(attribute: Attribute, sub?: Attribute): boolean;
}

interface Names {
  /** Whole attributes. */
  attributes: Set<Attribute>;
  subs: Set<Attribute>;
  /** The attributes of `subs`. */
  ofSubs: Set<Attribute>;
}

/**
 * Reads `attributes` and `excludedAttributes`. The first wins if both are given; what is always returned stays; names
 * that the schema lacks select nothing.
 */
export function readSelection(
  type: ResourceType,
  given: { attributes: readonly string[]; excludedAttributes: readonly string[] },
): Selection {
  const wanted = given.attributes.length > 0 ? namesIn(type, given.attributes) : null;
  const unwanted = namesIn(type, given.excludedAttributes);
  const has = (attribute: Attribute, sub?: Attribute) => {
    if (attribute.returned === "always") return true;
    if (wanted) {
      if (wanted.attributes.has(attribute)) return true;
      return sub ? wanted.subs.has(sub) : wanted.ofSubs.has(attribute);
    }
    if (unwanted.attributes.has(attribute)) return false;
    return !sub || !unwanted.subs.has(sub);
  };
  return { has };
}

/** Everything that an answer has by default. */
export const everything: Selection = { has: () => true };

/** The names in a comma-separated list, or in a list. */
export function splitNames(sent: unknown): string[] {
  const list = typeof sent === "string" ? sent.split(",") : Array.isArray(sent) ? sent : [];
  if (list.length > scimLimits.selection)
    throw wrong("invalidValue", `More than ${scimLimits.selection} attributes are named.`);
  return list.flatMap((name) => (typeof name === "string" && name.trim() ? [name.trim()] : []));
}

function namesIn(type: ResourceType, names: readonly string[]): Names {
  const found: Names = { attributes: new Set(), subs: new Set(), ofSubs: new Set() };
  for (const name of names) {
    const named = findAttribute(type, name);
    if (named.kind === "schema") for (const each of named.schema.attributes) found.attributes.add(each);
    if (named.kind !== "attribute") continue;
    const { attribute, sub } = named.path;
    if (sub) {
      found.subs.add(sub);
      found.ofSubs.add(attribute);
    } else found.attributes.add(attribute);
  }
  return found;
}
