import { z } from "zod";

type Json = Record<string, unknown>;

/** The schemas that have a name (`meta({ id })`): each is in the document once, and referred to elsewhere. */
export class NamedSchemas {
  #named = new Map<string, Json>();

  /** The schema as an operation has it: what has a name in it, itself included, is a reference. */
  refer(schema: z.ZodType, io: "input" | "output"): Json {
    // Within an object, the schema's own name makes it a definition too.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), {
      target: "draft-2020-12",
      io,
      unrepresentable: "any",
    });
    for (const [name, { id: _, ...definition }] of Object.entries($defs as Record<string, Json>))
      this.#named.set(name, withReferences(definition) as Json);
    return withReferences((properties as Json).schema) as Json;
  }

  /** Every schema that was referred to, by name. */
  all(): Json {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => a.localeCompare(b, "en")));
  }
}

/** A copy whose references lead into the document. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === "$ref" && typeof one === "string"
        ? one.replace("#/$defs/", "#/components/schemas/")
        : withReferences(one),
    ]),
  );
}
