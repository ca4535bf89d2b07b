/** A JSON Schema, as far as these tests read it. */
export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
}

export type Path = readonly (string | number)[];

const formsOf = (schema: JsonSchema): JsonSchema[] => {
  const forms = schema.anyOf ?? schema.oneOf;
  return forms ? forms.flatMap(formsOf) : [schema];
};
/** The form that goes deepest: a list or an object rather than a text. */
const deepest = (schema: JsonSchema): JsonSchema => {
  const forms = formsOf(schema);
  return forms.find(({ properties }) => properties) ?? forms.find(({ items }) => items) ?? forms[0] ?? schema;
};

/** A value of the schema's shape, with every field at every depth; its leaves need not be valid. */
export function sampleOf(schema: JsonSchema): unknown {
  const form = deepest(schema);
  if (form.properties)
    return Object.fromEntries(Object.entries(form.properties).map(([name, one]) => [name, sampleOf(one)]));
  if (form.items) return [sampleOf(form.items)];
  if (form.const !== undefined) return form.const;
  if (form.enum) return form.enum[0];
  if (form.type === "boolean") return true;
  if (form.type === "number" || form.type === "integer") return 1;
  if (form.type === "object") return {};
  return "text";
}

/** Every object of the sample that must refuse unknown names. */
export function strictObjectsOf(schema: JsonSchema, path: Path = []): Path[] {
  const form = deepest(schema);
  const below = childrenOf(form).flatMap(([name, one]) => strictObjectsOf(one, [...path, name]));
  return form.properties && form.additionalProperties === false ? [path, ...below] : below;
}

/** Every field of the sample, with a value of a type that it cannot have. */
export function wrongTypesOf(schema: JsonSchema, path: Path = []): { path: Path; value: unknown }[] {
  const taken = formsOf(schema).map(({ type, const: value, enum: values }) => {
    return type ?? typeof (value ?? values?.[0]);
  });
  const candidates = [
    { type: "object", value: { wrong: true } },
    { type: "boolean", value: true },
    { type: "array", value: [{}] },
  ];
  const wrong = candidates.find(({ type }) => !taken.includes(type));
  const here = path.length > 0 && wrong ? [{ path, value: wrong.value }] : [];
  return [
    ...here,
    ...childrenOf(deepest(schema)).flatMap(([name, one]) => wrongTypesOf(one, [...path, name])),
  ];
}

function childrenOf(form: JsonSchema): [string | number, JsonSchema][] {
  if (form.properties) return Object.entries(form.properties);
  return form.items ? [[0, form.items]] : [];
}

/** A copy of `whole` with another value at `path`. */
export function withAt(whole: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(whole))
    return whole.map((one, index) => (index === first ? withAt(one, rest, value) : one));
  const record = { ...(whole as Record<string, unknown>) };
  return { ...record, [first]: withAt(record[first], rest, value) };
}

/** What is at `path`. */
export function at(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string | number, unknown>)[name], whole);
}
