import { checkSchemas } from "./messages";
import { applyPatch } from "./patch/apply-patch";
import type { PatchOperation } from "./patch/patch-operation";
import { readAssignments } from "./read-assignments";
import type { JsonObject } from "./read-json";
import { readSimple, readValue } from "./read-value";
import type { ScimResource } from "./resource";
import type { ResourceType } from "./schema/attribute";
import { quoted, wrong } from "./scim-fault";

/** A resource as it was sent with POST or PUT, and the names in it that the schema lacks. */
export interface ReadResource {
  resource: ScimResource;
  ignored: string[];
}

/**
 * Reads a whole resource. Tolerant as for PATCH: names in any case, dotted names, values as text. Throws
 * `invalidValue` if something required is absent.
 */
export function readResource(type: ResourceType, body: JsonObject): ReadResource {
  checkSchemas(body, type.core.id);
  const { assignments, ignored } = readAssignments(type, body);
  const operations = assignments.flatMap(({ target, sent }): PatchOperation[] => {
    const value = target.sub ? readSimple(target.sub, sent) : readValue(target.attribute, sent);
    return value === undefined ? [] : [{ op: "add", target, value }];
  });
  const members = operations.filter(({ target }) => target.attribute.name === "members");
  const others = operations.filter(({ target }) => target.attribute.name !== "members");
  const resource = applyPatch({}, others);
  for (const { value } of members) if (value !== undefined) resource.members = value;
  for (const { name, required } of type.core.attributes) {
    if (required && !Object.hasOwn(resource, name))
      throw wrong("invalidValue", `${quoted(name)} is required and is absent or empty.`);
  }
  return { resource, ignored };
}
