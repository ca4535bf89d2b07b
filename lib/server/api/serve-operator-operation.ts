import type { Problem } from "@/lib/model/outcome";
import type { OperatorToken } from "@/lib/model/tokens/operator-token";
import { dependencies } from "@/lib/server/process/dependencies";
import { identifyOperator } from "./api-identity";
import { type ProblemExtras, problemResponse } from "./api-problem";
import type { OperatorCall, OperatorOperation } from "./define-operator-operation";
import { answerOnce } from "./idempotency";
import { expectedRevision } from "./if-match";
import {
  condition,
  internalError,
  parseBody,
  parseQuery,
  success,
  tooMany,
  withStanding,
} from "./operation-parts";

type Asked = Pick<
  OperatorCall<Record<string, string>, unknown, unknown>,
  "deps" | "actor" | "token" | "params" | "request"
>;

/**
 * The only entry point to an operation of the vendor's backend: operator token, rate, scope, condition, query and
 * body by their schemas; then the handler. Tokens of a space do not open it, and an operator token opens no space's
 * operation.
 */
export async function serveOperatorOperation(
  operation: OperatorOperation,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const deps = await dependencies();
  try {
    const who = await identifyOperator(deps, request);
    if (!who.ok) return who.response;
    const standing = await deps.rateLimits.count("api_by_token", who.token.id);
    const response =
      standing.wait > 0
        ? problemResponse(deps.appUrl, tooMany(standing.wait))
        : await serve(operation, { deps, actor: who.actor, token: who.token, params, request });
    return withStanding(response, standing);
  } catch (error) {
    return internalError(deps, request, error);
  }
}

async function serve(operation: OperatorOperation, asked: Asked): Promise<Response> {
  const { deps, token, request } = asked;
  const answer = (problem: Problem, extras?: ProblemExtras) => problemResponse(deps.appUrl, problem, extras);
  const refusal = scopeMissing(operation, token) ?? condition(operation, request);
  if (refusal) return answer(refusal);
  const query = parseQuery(deps, request, operation.query);
  if (!query.ok) return answer(query.problem);
  const body = operation.method === "get" ? null : await parseBody(request, operation);
  if (body && !body.ok) return answer(body.problem, { status: body.status, asked: { body: undefined } });
  const extras = operation.body && body ? { asked: { body: body.received } } : {};
  const expected = operation.ifMatch ? expectedRevision(request) : null;
  if (expected && !expected.ok) return answer(expected.problem, extras);
  const run = async () => {
    const result = await operation.handle({
      ...asked,
      query: query.value,
      body: body?.value,
      expectedRevision: expected?.value ?? null,
    });
    if (result instanceof Response) return result;
    return result.ok
      ? success(result.value, operation.status ?? 200, request)
      : answer(result.problem, extras);
  };
  return answerOnce(deps, { operatorTokenId: token.id }, { request, body: body?.received }, run);
}

function scopeMissing({ scope }: OperatorOperation, token: OperatorToken): Problem | null {
  if (token.scopes.includes(scope)) return null;
  const message = `The token lacks the scope ${scope}. Create one that has it.`;
  const received = token.scopes.join(" ") || "none";
  return { kind: "forbidden", code: "scope_missing", message, received, expected: scope };
}
