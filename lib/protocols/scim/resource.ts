/** A value without parts. */
export type ScimSimple = string | boolean;

/** The parts of a value, by the names of the schema. */
export type ScimComplex = Record<string, ScimSimple>;

export type ScimValue = ScimSimple | ScimComplex | ScimComplex[];

/**
 * A resource as it is kept: values by the attribute's name in the schema, never by a name that was sent, so that no
 * request can reach an object's prototype. Attributes of extensions are beside the others; the writer puts them under
 * their schema's address. Without `id`, `meta` and what else is not the provider's to say.
 */
export type ScimResource = Record<string, ScimValue>;

/** True for a value with parts. */
export function isComplex(value: ScimValue | undefined): value is ScimComplex {
  return typeof value === "object" && !Array.isArray(value);
}

/** The text under a name, or `null`. */
export function textOf(resource: ScimResource, name: string): string | null {
  const value = Object.hasOwn(resource, name) ? resource[name] : undefined;
  return typeof value === "string" ? value : null;
}
