import { foldAscii } from "@/lib/model/text/fold";
import { scimLimits } from "./limits";
import { isObject, type JsonObject } from "./read-json";
import type { ResourceType, Schema } from "./schema/attribute";
import { findAttribute } from "./schema/find-attribute";
import { wrong } from "./scim-fault";
import type { Target } from "./target";
import { readTarget } from "./target";

/** A value for an attribute, as it was sent. */
export interface Assignment {
  target: Target;
  sent: unknown;
}

/** What an object assigns, and what of it has no meaning here. */
export interface Assignments {
  assignments: Assignment[];
  /** Names that the schema lacks, for the request log. */
  ignored: string[];
}

/** Names that say nothing about the resource, and a password, which nothing here may see. */
const silent = new Set(["schemas", "id", "meta", "password"]);
const mostIgnored = 20;

/**
 * What the members of an object assign: a resource's, or those of a PATCH operation without a path. Names may be
 * paths, with dots, with a filter in brackets or with a schema's address; an extension's object is read by its members.
 * What the provider may not set is left out without a word (RFC 7644 §3.3). Throws `tooMany` for too many names.
 */
export function readAssignments(type: ResourceType, object: JsonObject): Assignments {
  const read: Assignments = { assignments: [], ignored: [] };
  collect(type, object, null, read);
  return read;
}

function collect(type: ResourceType, object: JsonObject, within: Schema | null, read: Assignments): void {
  const members = Object.entries(object);
  if (members.length > scimLimits.names)
    throw wrong("tooMany", `An object of attributes may have ${scimLimits.names} names at most.`);
  for (const [name, sent] of members) {
    if (within === null && silent.has(foldAscii(name))) continue;
    const full = within ? `${within.id}:${name}` : name;
    const named = name.includes("[") ? null : findAttribute(type, full);
    if (named?.kind === "schema") {
      if (isObject(sent)) collect(type, sent, named.schema, read);
      continue;
    }
    const target = named?.kind === "unknown" ? null : readTarget(type, full);
    if (target === null) ignore(read, full);
    else if (!isReadOnly(target)) read.assignments.push({ target, sent });
  }
}

function ignore(read: Assignments, name: string): void {
  if (read.ignored.length < mostIgnored) read.ignored.push(name.slice(0, 200));
}

/** True if only this service may set it. */
export function isReadOnly({ attribute, sub }: Target): boolean {
  return attribute.mutability === "readOnly" || sub?.mutability === "readOnly";
}
