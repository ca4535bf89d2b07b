import { aboutVariable } from "./about";
import type { AnyOperation } from "./all-operations";
import { badAnswers, goodAnswers } from "./described-answers";
import { examples } from "./examples/all";
import { jsonSchema } from "./json-schema";
import { type NamedSchemas, nameFor } from "./named-schemas";
import type { requestHeaders } from "./request-headers";

type Json = Record<string, unknown>;

/** An operation's entry in the document. */
export function described(operation: AnyOperation, schemas: NamedSchemas): Json {
  const { id, tag, summary, description, scope, body } = operation;
  const operator = "operator" in operation;
  const permission = operator ? undefined : operation.permission;
  const rights = [
    scope ? `Needs the scope \`${scope}\`.` : "Any live token may.",
    ...(!operator && operation.operatorScope
      ? [`An operator token needs the scope \`${operation.operatorScope}\`.`]
      : []),
    ...(permission ? [`A personal token's person needs the permission \`${permission}\`.`] : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, ...rights].filter(Boolean).join(" "),
    ...(operator ? { security: [{ operatorToken: [] }] } : {}),
    ...(!operator && operation.operatorScope ? { security: [{ token: [] }, { operatorToken: [] }] } : {}),
    "x-scope": scope,
    parameters: parametersOf(operation),
    ...(body
      ? {
          requestBody: {
            required: !operation.bodyOptional,
            content: {
              "application/json": {
                schema: schemas.referAs(nameFor(operation, "Body"), body, "input"),
                example: examples[id]?.request,
              },
            },
          },
        }
      : {}),
    responses: { ...goodAnswers(operation, schemas), ...badAnswers(operation) },
  };
}

function parametersOf(operation: AnyOperation): Json[] {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const query = operation.query ? jsonSchema(operation.query, "input") : {};
  const required = Array.isArray(query.required) ? query.required : [];
  return [
    ...names.map((name = "") => ({
      name,
      in: "path",
      required: true,
      description: aboutVariable[name],
      schema: { type: "string" },
    })),
    ...Object.entries((query.properties ?? {}) as Json).map(([name, schema]) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema,
    })),
    ...headerParametersOf(operation),
  ];
}

/** The request headers that an operation reads, by reference. */
function headerParametersOf({ method, ifMatch }: AnyOperation): Json[] {
  const names: (keyof typeof requestHeaders)[] = [
    ...(ifMatch ? ["If-Match" as const] : []),
    "X-Request-Id",
    ...(method === "get" ? ["If-None-Match" as const] : []),
    ...(method === "post" ? ["Idempotency-Key" as const] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
