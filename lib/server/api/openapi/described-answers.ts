import type { AnyOperation } from "./all-operations";
import { type NamedSchemas, nameFor } from "./named-schemas";
import { problemsOf } from "./operation-problems";
import { headerReferences, limitHeaders } from "./response-headers";

type Json = Record<string, unknown>;

/** The success response of an operation. */
export function goodAnswer(operation: AnyOperation, schemas: NamedSchemas): Json {
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
      "application/json": {
        schema: response ? schemas.referAs(nameFor(operation, "Answer"), response, "output") : {},
      },
      ...(csv ? { "text/csv": { schema: { type: "string" } } } : {}),
    },
  };
}

/** Its refusals, by status. */
export function badAnswers(operation: AnyOperation): Json {
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
