import { z } from "zod";
import type { AnyOperation } from "./all-operations";
import { examples } from "./examples/all";
import { type NamedSchemas, nameFor } from "./named-schemas";
import { problemsOf } from "./operation-problems";
import { headerReferences } from "./response-headers";

type Json = Record<string, unknown>;

/** An operation's success responses. */
export function goodAnswers(operation: AnyOperation, schemas: NamedSchemas): Json {
  const { status = 200, response } = operation;
  const answer = (code: number, description: string) => ({
    description,
    headers: headerReferences(answeredBy(operation), code),
    ...(response
      ? { content: contentOf(operation, schemas.referAs(nameFor(operation, "Answer"), response, "output")) }
      : {}),
  });
  const repeated = "again" in operation && operation.again ? { 200: answer(200, operation.again) } : {};
  return { ...repeated, [status]: answer(status, goodWords[status]) };
}

const goodWords = { 200: "Done.", 201: "Made.", 202: "Accepted; being sent.", 204: "Done." };

function contentOf(operation: AnyOperation, schema: Json): Json {
  return {
    "application/json": { schema, example: examples[operation.id]?.response },
    ...(hasCsv(operation) ? { "text/csv": { schema: { type: "string" } } } : {}),
  };
}

const hasCsv = (operation: AnyOperation) => "csv" in operation && operation.csv === true;

/** What decides which headers its answers have. */
export function answeredBy(operation: AnyOperation) {
  const { method, query } = operation;
  const isList = query instanceof z.ZodObject && "cursor" in query.shape;
  return { method, hasCsvParts: hasCsv(operation) && isList };
}

/** Its refusals, by status. */
export function badAnswers(operation: AnyOperation): Json {
  const answered = answeredBy(operation);
  const notModified = {
    description: "Nothing has changed since the answer whose ETag `If-None-Match` names.",
    headers: headerReferences(answered, 304),
  };
  const problems = Object.fromEntries(
    [...problemsOf(operation)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        headers: headerReferences(answered, status),
        content: {
          "application/problem+json": {
            schema: { $ref: "#/components/schemas/Problem" },
            examples: Object.fromEntries(
              codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
  return { ...(operation.method === "get" ? { 304: notModified } : {}), ...problems };
}
