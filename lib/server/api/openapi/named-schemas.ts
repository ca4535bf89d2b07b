import { z } from "zod";

type Json = Record<string, unknown>;

/**
 * The schemas that have a name (`meta({ id })`): each is in the document once, and referred to elsewhere. What is sent
 * and what is answered can differ under one name, by fields that may be left out: what is sent is then called
 * `…Input`. So refer to every answer first.
 */
export class NamedSchemas {
  #answers = new Map<string, string>();
  #named = new Map<string, Json>();

  /** The schema as an operation has it: what has a name in it, itself included, is a reference. */
  refer(schema: z.ZodType, io: "input" | "output"): Json {
    // Within an object, the schema's own name makes it a definition too.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), {
      target: "draft-2020-12",
      io,
      unrepresentable: "any",
    });
    const definitions = Object.entries($defs as Record<string, Json>).map(
      ([name, { id: _, ...definition }]) => [name, definition] as const,
    );
    const asSent = new Set(
      io === "input" ? definitions.filter((one) => this.#differs(...one)).map(([name]) => name) : [],
    );
    const nameOf = (name: string) => (refersTo(name, asSent, definitions) ? `${name}Input` : name);
    for (const [name, definition] of definitions) {
      if (io === "output") this.#answers.set(name, JSON.stringify(definition));
      this.#put(nameOf(name), withReferences(definition, nameOf) as Json);
    }
    return withReferences((properties as Json).schema, nameOf) as Json;
  }

  /** As `refer`, under this name if the schema has none of its own. */
  referAs(name: string, schema: z.ZodType, io: "input" | "output"): Json {
    const json = this.refer(schema, io);
    if ("$ref" in json) return json;
    this.#put(name, json);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Every schema that was referred to, by name. */
  all(): Json {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => a.localeCompare(b, "en")));
  }

  #differs(name: string, definition: Json): boolean {
    const answer = this.#answers.get(name);
    return answer !== undefined && answer !== JSON.stringify(definition);
  }

  #put(name: string, definition: Json): void {
    const before = this.#named.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(definition))
      throw new Error(`two schemas are called ${name}`);
    this.#named.set(name, definition);
  }
}

/** Whether a definition is one of `wanted`, or leads to one. */
function refersTo(
  name: string,
  wanted: ReadonlySet<string>,
  definitions: readonly (readonly [string, Json])[],
  seen = new Set<string>(),
): boolean {
  if (wanted.has(name)) return true;
  if (seen.has(name)) return false;
  seen.add(name);
  const text = JSON.stringify(definitions.find(([one]) => one === name)?.[1] ?? null);
  return [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].some(([, next = ""]) =>
    refersTo(next, wanted, definitions, seen),
  );
}

/** The name of an operation's body or answer that has none of its own. */
export function nameFor({ id }: { id: string }, part: "Body" | "Answer"): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}${part}`;
}

/** A copy whose references lead into the document. */
function withReferences(value: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withReferences(one, nameOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === "$ref" && typeof one === "string"
        ? `#/components/schemas/${nameOf(one.replace("#/$defs/", ""))}`
        : withReferences(one, nameOf),
    ]),
  );
}
