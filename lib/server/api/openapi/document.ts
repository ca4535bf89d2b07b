import { z } from "zod";
import { problemView } from "../api-problem";
import type { Operation } from "../define-operation";
import type { OperatorOperation } from "../define-operator-operation";
import { operations } from "../operations";
import { operatorOperations } from "../operations/operator";
import { aboutTag, aboutVariable } from "./about";
import { NamedSchemas } from "./named-schemas";
import { type ProblemCode, problemDocs } from "./problems";
import { headerReferences, limitHeaders, responseHeaders } from "./response-headers";

type Json = Record<string, unknown>;

/** An operation of either kind: of a space's programs, or of the vendor's backend. */
export type AnyOperation = Operation | OperatorOperation;

/** Every operation that the document describes. */
export const allOperations: readonly AnyOperation[] = [...operations, ...operatorOperations];

const statusOf = new Map<string, readonly number[]>(
  problemDocs.map(({ code, statuses }) => [code, statuses]),
);

/** The problems that an operation can answer with, by status. */
export function problemsOf(operation: AnyOperation): Map<number, string[]> {
  const when = (applies: boolean, ...codes: ProblemCode[]) => (applies ? codes : []);
  const { body, ifMatch, method, path, problems = [] } = operation;
  const ofSpace = "operator" in operation ? null : operation;
  const codes: ProblemCode[] = [
    "token_missing",
    "token_malformed",
    "token_unknown",
    "token_expired",
    "token_revoked",
    ...when(ofSpace !== null, "token_ended_by_activation", "token_ended_by_removal"),
    ...when(ofSpace !== null, "token_owner_deactivated", "token_access_ended", "required_action_open"),
    ...when(operation.scope !== null, "scope_missing"),
    ...when(ofSpace !== null && operation.scope !== null, "permission_missing"),
    ...when(ofSpace?.needsSso === true, "not_subscribed"),
    ...when(path.includes("{slug}"), "space_not_found"),
    ...when(path.includes("{"), "malformed_address"),
    "invalid_field",
    "unknown_field",
    ...when(Boolean(body) && !operation.bodyOptional, "body_missing"),
    ...when(method !== "get", "malformed_json", "body_too_large", "not_json"),
    ...when(Boolean(ifMatch), "stale_revision", "if_match_malformed"),
    ...when(!ifMatch && method !== "get", "if_match_unsupported"),
    ...when(
      method === "post",
      "idempotency_key_malformed",
      "idempotency_key_reused",
      "idempotency_in_progress",
    ),
    "rate_limited",
    "internal_error",
    ...problems,
  ];
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    for (const status of statusOf.get(code) ?? []) {
      const codes = byStatus.get(status) ?? [];
      if (!codes.includes(code)) byStatus.set(status, [...codes, code]);
    }
  return new Map([...byStatus].toSorted(([a], [b]) => a - b));
}

/** The document at `/api/v1/openapi.json` (OpenAPI 3.1), made from the schemas that the routes parse with. */
export function openApiDocument(appUrl: string): Json {
  const paths: Record<string, Json> = {};
  const schemas = new NamedSchemas();
  for (const operation of allOperations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation, schemas) };
  }
  schemas.refer(problemView, "output");
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatehouse",
      version: "1",
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Single sign-on of a space for programs: connections, tests, activation, domains, people, tokens, the audit log. Errors are problem details (RFC 9457).",
    },
    externalDocs: { url: `${appUrl}/docs/api` },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ token: [] }],
    tags: [...new Set(allOperations.map(({ tag }) => tag))].map((name) => ({
      name,
      description: aboutTag[name],
    })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "A personal access token (ghp_…) or an integration token (ghi_…).",
        },
        operatorToken: {
          type: "http",
          scheme: "bearer",
          description: "An operator token of the vendor (gho_…). It belongs to no space.",
        },
      },
      schemas: schemas.all(),
      headers: responseHeaders,
    },
  };
}

function described(operation: AnyOperation, schemas: NamedSchemas): Json {
  const { id, tag, summary, description, scope, body, status = 200 } = operation;
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
            content: { "application/json": { schema: schemas.refer(body, "input") } },
          },
        }
      : {}),
    responses: { [status]: goodAnswer(operation, schemas), ...badAnswers(operation) },
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
    ...(operation.ifMatch
      ? [
          header(
            "If-Match",
            "The revision that was read, from `ETag`. If there is a newer revision, the call is refused with 412.",
          ),
        ]
      : []),
    header("X-Request-Id", "An id of yours for the call, which the log and the audit log then carry."),
    ...(operation.method === "get"
      ? [header("If-None-Match", "The ETag of an earlier answer: 304 without a body if nothing has changed.")]
      : []),
    ...(operation.method === "post"
      ? [
          header(
            "Idempotency-Key",
            "A repeated call with the same key within a day gets the first response again.",
          ),
        ]
      : []),
  ];
}

const header = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

function goodAnswer(operation: AnyOperation, schemas: NamedSchemas): Json {
  const { status = 200, response } = operation;
  const csv = "csv" in operation && operation.csv === true;
  const replayed = operation.method === "post" && !("operator" in operation);
  const headers = headerReferences(
    "X-Request-Id",
    ...limitHeaders,
    ...(status === 204 ? [] : ["ETag" as const]),
    ...(replayed ? ["Idempotent-Replayed" as const] : []),
    ...(csv ? ["Link" as const] : []),
  );
  if (status === 204) return { description: "Done.", headers };
  return {
    description: status === 201 ? "Made." : status === 202 ? "Accepted; being sent." : "Done.",
    headers,
    content: {
      "application/json": { schema: response ? schemas.refer(response, "output") : {} },
      ...(csv ? { "text/csv": { schema: { type: "string" } } } : {}),
    },
  };
}

function badAnswers(operation: AnyOperation): Json {
  const known = operation.method === "get" ? { 304: notModified } : {};
  const problems = Object.fromEntries(
    [...problemsOf(operation)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        headers: headerReferences(
          "X-Request-Id",
          ...(status === 401 ? ["WWW-Authenticate" as const] : limitHeaders),
          ...(status === 429 || status === 503 ? ["Retry-After" as const] : []),
        ),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
  return { ...known, ...problems };
}

const notModified = {
  description: "Nothing has changed since the answer whose ETag `If-None-Match` names.",
  headers: headerReferences("X-Request-Id", "ETag", ...limitHeaders),
};

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
