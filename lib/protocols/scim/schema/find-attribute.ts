import { foldAscii } from "@/lib/model/text/fold";
import type { Attribute, ResourceType, Schema } from "./attribute";
import { commonAttributes } from "./common";

/** An attribute, or a part of one. */
export interface AttributePath {
  attribute: Attribute;
  sub: Attribute | null;
}

/** What a name stands for: an attribute, a whole schema, or nothing that is known here. */
export type Named =
  | { kind: "attribute"; path: AttributePath }
  | { kind: "schema"; schema: Schema }
  | { kind: "unknown" };

interface Names {
  attributes: ReadonlyMap<string, Attribute>;
  /** By the address of the schema in lower case. */
  schemas: readonly { prefix: string; schema: Schema }[];
}

const namesOf = new WeakMap<ResourceType, Names>();

function names(type: ResourceType): Names {
  const known = namesOf.get(type);
  if (known) return known;
  const schemas = [type.core, ...type.extensions];
  const attributes = new Map<string, Attribute>();
  for (const attribute of [...commonAttributes, ...schemas.flatMap((schema) => schema.attributes)])
    attributes.set(foldAscii(attribute.name), attribute);
  const made = {
    attributes,
    schemas: schemas.map((schema) => ({ prefix: foldAscii(schema.id), schema })),
  };
  namesOf.set(type, made);
  return made;
}

/** Every attribute of the type, the common ones first. */
export function attributesOf(type: ResourceType): Attribute[] {
  return [...names(type).attributes.values()];
}

/** The extension that an attribute belongs to; `null`: the core schema, or common. */
export function extensionOf(type: ResourceType, attribute: Attribute): Schema | null {
  return type.extensions.find(({ attributes }) => attributes.includes(attribute)) ?? null;
}

/**
 * What a name means (RFC 7644 §3.10): `userName`, `name.givenName`, `urn:…:User:department`,
 * `urn:…:User:manager.value`, or a schema's address alone. Not case-sensitive. The attributes of an extension are found
 * without its address, too: some providers leave it out.
 */
export function findAttribute(type: ResourceType, name: string): Named {
  const { attributes, schemas } = names(type);
  const folded = foldAscii(name.trim());
  let rest = folded;
  let within: Schema | null = null;
  if (folded.startsWith("urn:")) {
    const found = schemas.find(({ prefix }) => folded === prefix || folded.startsWith(`${prefix}:`));
    if (!found) return { kind: "unknown" };
    if (folded === found.prefix) return { kind: "schema", schema: found.schema };
    within = found.schema;
    rest = folded.slice(found.prefix.length + 1);
  }
  const [first = "", second, third] = rest.split(".", 3);
  const attribute = attributes.get(first);
  if (!attribute || third !== undefined) return { kind: "unknown" };
  if (within && !within.attributes.includes(attribute) && !isCommon(attribute)) return { kind: "unknown" };
  if (second === undefined) return { kind: "attribute", path: { attribute, sub: null } };
  const sub = attribute.subAttributes?.find((part) => foldAscii(part.name) === second);
  return sub ? { kind: "attribute", path: { attribute, sub } } : { kind: "unknown" };
}

const isCommon = (attribute: Attribute) => commonAttributes.includes(attribute);
