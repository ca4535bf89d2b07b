import { foldAscii } from "@/lib/model/text/fold";
import type { Filter } from "./filter/filter";
import { parseValuePath } from "./filter/parse-filter";
import type { Attribute, ResourceType } from "./schema/attribute";
import { findAttribute } from "./schema/find-attribute";
import { quoted, ScimFault, wrong } from "./scim-fault";

/** What a path points to: an attribute, a part of it, and which of its values. */
export interface Target {
  attribute: Attribute;
  sub: Attribute | null;
  /** `null`: all values. */
  filter: Filter | null;
}

/**
 * The target of a path (RFC 7644 §3.5.2): `userName`, `name.givenName`, `emails[type eq "work"].value`,
 * `urn:…:User:department`. `null` if the schema has no such attribute; throws `invalidPath` for what is no path.
 */
export function readTarget(type: ResourceType, path: string): Target | null {
  const bracket = path.indexOf("[");
  const bare = bracket < 0 ? path : path.slice(0, bracket);
  const named = findAttribute(type, bare);
  if (named.kind !== "attribute") return null;
  if (bracket < 0) return { ...named.path, filter: null };
  const { attribute } = named.path;
  if (!attribute.multiValued || named.path.sub)
    throw wrong("invalidPath", `${quoted(attribute.name)} has one value, and needs no brackets.`);
  const { filter, sub } = valuePath(type, path);
  if (sub === null) return { attribute, sub: null, filter };
  const part = attribute.subAttributes?.find(({ name }) => foldAscii(name) === foldAscii(sub));
  return part ? { attribute, sub: part, filter } : null;
}

function valuePath(type: ResourceType, path: string) {
  try {
    return parseValuePath(type, path);
  } catch (error) {
    if (error instanceof ScimFault) throw wrong("invalidPath", error.detail);
    throw error;
  }
}
