import { isComplex, type ScimComplex, type ScimResource, type ScimValue } from "./resource";
import type { Attribute, ResourceType } from "./schema/attribute";
import { attributesOf, extensionOf } from "./schema/find-attribute";
import type { Selection } from "./selection";

/** What is written beside the provider's own values. */
export interface ResourceFacts {
  id: string;
  created: Date;
  lastModified: Date;
  revision: number;
  /** The address of the directory, without a slash at the end. */
  base: string;
}

/** A resource as it is answered. */
export type WrittenResource = { schemas: string[] } & Record<string, unknown>;

/**
 * Writes a resource strictly as RFC 7643 has it: names and types of the schema, extensions under their addresses,
 * nothing empty.
 */
export function writeResource(
  type: ResourceType,
  resource: ScimResource,
  facts: ResourceFacts,
  selection: Selection,
): WrittenResource {
  const written: WrittenResource = { schemas: [type.core.id] };
  const values: Record<string, unknown> = { ...resource, id: facts.id, meta: metaOf(type, facts) };
  for (const attribute of attributesOf(type)) {
    if (!Object.hasOwn(values, attribute.name) || !selection.has(attribute)) continue;
    const value = partsSelected(attribute, values[attribute.name] as ScimValue, selection);
    if (value === undefined) continue;
    const extension = extensionOf(type, attribute);
    if (!extension) {
      written[attribute.name] = value;
      continue;
    }
    if (!written.schemas.includes(extension.id)) written.schemas.push(extension.id);
    written[extension.id] = { ...(written[extension.id] as object | undefined), [attribute.name]: value };
  }
  return written;
}

/** The address of a resource. */
export function locationOf(type: ResourceType, { base, id }: Pick<ResourceFacts, "base" | "id">): string {
  return `${base}${type.endpoint}/${id}`;
}

/** The ETag of a version (RFC 7644 §3.14). */
export function versionTag(revision: number): string {
  return `W/"${revision}"`;
}

function metaOf(type: ResourceType, facts: ResourceFacts): ScimComplex {
  return {
    resourceType: type.name,
    created: facts.created.toISOString(),
    lastModified: facts.lastModified.toISOString(),
    location: locationOf(type, facts),
    version: versionTag(facts.revision),
  };
}

function partsSelected(attribute: Attribute, value: ScimValue, selection: Selection): unknown {
  if (Array.isArray(value)) {
    return value
      .map((element) => selected(attribute, element, selection))
      .filter((each) => each !== undefined);
  }
  return isComplex(value) ? selected(attribute, value, selection) : value;
}

function selected(attribute: Attribute, element: ScimComplex, selection: Selection): ScimComplex | undefined {
  const parts = attribute.subAttributes ?? [];
  const chosen = parts.filter((part) => Object.hasOwn(element, part.name) && selection.has(attribute, part));
  if (chosen.length === 0) return undefined;
  return Object.fromEntries(chosen.map(({ name }) => [name, element[name] ?? ""]));
}
