import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./document";

const parameter = z.looseObject({ name: z.string().optional(), schema: z.unknown().optional() });
const operation = z.looseObject({ operationId: z.string(), parameters: z.array(parameter) });
const shape = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  tags: z.array(z.looseObject({ name: z.string(), description: z.string().optional() })),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});
const document = shape.parse(openApiDocument("https://sso.example"));
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** Their contents are somebody else's: an event's own details, what a provider sent, further members of a key. */
const open =
  /^(AuditEvent\.details|Event\.details|\w+Message\.data\.details|DirectoryRequestInFull\.body|PublicKey|\w+ApplicationBody\.jwks\.keys)$/;

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

interface Field {
  place: string;
  schema: Json;
  isProperty: boolean;
}

/** Every schema in a schema, with its place. */
function fieldsIn(schema: unknown, place: string, isProperty = false): Field[] {
  if (!isJson(schema)) return [];
  const below = (name: string) => (isJson(schema[name]) ? schema[name] : {});
  const forms = [schema.anyOf, schema.oneOf, schema.allOf].filter(Array.isArray).flat();
  return [
    { place, schema, isProperty },
    ...Object.entries(below("properties")).flatMap(([name, one]) => fieldsIn(one, `${place}.${name}`, true)),
    ...[schema.items, schema.additionalProperties].flatMap((one) => fieldsIn(one, place)),
    ...forms.flatMap((one) => fieldsIn(one, place)),
  ];
}

const fields = Object.entries(document.components.schemas).flatMap(([name, one]) => fieldsIn(one, name));

describe("the description of the API", () => {
  test("says what every field is", () => {
    const bare = fields.filter(
      ({ schema, isProperty }) => isProperty && !schema.description && !("$ref" in schema),
    );
    expect(fields.length).toBeGreaterThan(900);
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  test("says what every parameter and every group of operations is", () => {
    const bare = operations.flatMap(({ operationId, parameters }) =>
      parameters
        .filter(
          ({ description, schema, $ref }) => !$ref && !description && !(isJson(schema) && schema.description),
        )
        .map(({ name }) => `${operationId} ${name}`),
    );
    expect(bare).toEqual([]);
    expect(document.tags.filter(({ description }) => !description)).toEqual([]);
  });

  test("leaves no shape open but what others decide", () => {
    const empty = fields.filter(({ schema }) => Object.keys(schema).every((name) => name === "description"));
    const unexplained = empty.filter(({ place }) => !open.test(place));
    expect(unexplained.map(({ place }) => place)).toEqual([]);
    expect(empty.length).toBeGreaterThan(3);
  });

  test("gives every body and every answer a name", () => {
    const inline = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((one) => JSON.stringify(one).match(/"application\/json":\{"schema":\{"(?!\$ref)/g) ?? []);
    expect(inline).toEqual([]);
  });
});
