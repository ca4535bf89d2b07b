/** The characteristics of an attribute (RFC 7643 §2.2 and §7), with what most have left out. */
export interface Attribute {
  name: string;
  type: "string" | "boolean" | "dateTime" | "reference" | "complex";
  description: string;
  multiValued?: true;
  required?: true;
  caseExact?: true;
  mutability?: "readOnly" | "immutable";
  returned?: "always";
  uniqueness?: "server";
  canonicalValues?: readonly string[];
  referenceTypes?: readonly string[];
  subAttributes?: readonly Attribute[];
}

/** A schema with its attributes. */
export interface Schema {
  id: string;
  name: string;
  description: string;
  attributes: readonly Attribute[];
}

/** A type of resource: its core schema, and what extends it. Names of attributes are unique over all of them. */
export interface ResourceType {
  name: "User" | "Group";
  endpoint: "/Users" | "/Groups";
  description: string;
  core: Schema;
  extensions: readonly Schema[];
}

/** A text attribute. */
export function text(name: string, description: string, rest: Partial<Attribute> = {}): Attribute {
  return { name, type: "string", description, ...rest };
}

/** An attribute with parts. */
export function complex(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  rest: Partial<Attribute> = {},
): Attribute {
  return { name, type: "complex", description, subAttributes, ...rest };
}

/** An attribute with several values, each with a type and a mark for the first choice (RFC 7643 §2.4). */
export function several(
  name: string,
  description: string,
  canonicalValues: readonly string[] = [],
  value: Partial<Attribute> = {},
): Attribute {
  return complex(
    name,
    description,
    [
      text("value", "The value itself.", value),
      text("display", "A name to show for it."),
      text("type", "What it is for.", canonicalValues.length ? { canonicalValues } : {}),
      { name: "primary", type: "boolean", description: "The first choice among the values." },
    ],
    { multiValued: true },
  );
}
