import { z } from "zod";

type Json = Record<string, unknown>;

/** A zod schema as JSON Schema 2020-12, whole: named parts are written out. What JSON Schema cannot say is left open. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io,
    unrepresentable: "any",
  });
  return writtenOut(rest, $defs) as Json;
}

function writtenOut(value: unknown, definitions: Json): unknown {
  if (Array.isArray(value)) return value.map((one) => writtenOut(one, definitions));
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value && typeof value.$ref === "string") {
    const { $ref, ...beside } = value;
    const definition = definitions[$ref.replace("#/$defs/", "")];
    return { ...(writtenOut(definition, definitions) as Json), ...beside };
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, writtenOut(one, definitions)]));
}
