import { done, type Outcome, type Problem } from "@/lib/model/outcome";
import { holds, type Permission } from "@/lib/model/people/roles";
import type { Token, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { dependencies } from "@/lib/server/process/dependencies";
import { identifyFor } from "./api-identity";
import { type ProblemExtras, problemResponse } from "./api-problem";
import type { Call, Operation } from "./define-operation";
import { ifMatchHolds } from "./etag";
import { answerOnce, idempotencyKey, repeatedAnswer } from "./idempotency";
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

const usualPermission: Record<TokenScope, Permission> = {
  "connections:read": "manage_auth_integrations",
  "connections:write": "manage_auth_integrations",
  "people:read": "manage_people",
  "people:write": "manage_people",
  "audit:read": "read_audit",
  "provider_tokens:read": "manage_auth_integrations",
};

/**
 * The only entry point to an operation: bearer token → identity, then the space in the path (another space is not
 * found), scope, permission, plan, rate, query and body by their schemas; then the handler. Every refusal is
 * problem+json (RFC 9457). A personal token acts as its user, who must have the permission too; an integration token
 * has its scopes only.
 */
export async function serveOperation(
  operation: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const deps = await dependencies();
  try {
    const who = await identifyFor(deps, request, operation, params.slug);
    if (!who.ok) return (who.ended && (await againFor(who.ended, operation, deps, request))) ?? who.response;
    const standing = await deps.rateLimits.count("api_by_token", who.token.id);
    const response =
      standing.wait > 0
        ? problemResponse(deps.appUrl, tooMany(standing.wait))
        : await serve(operation, { deps, ctx: who.ctx, token: who.token, params, request });
    return withStanding(response, standing);
  } catch (error) {
    return internalError(deps, request, error);
  }
}

/** The first answer to a POST with an Idempotency-Key, whatever has happened to the token since. */
async function againFor(token: Token, operation: Operation, deps: Dependencies, request: Request) {
  const key = request.method === "POST" ? idempotencyKey(request) : null;
  if (!key?.ok || key.value === null) return null;
  const standing = await deps.rateLimits.count("api_by_token", token.id);
  if (standing.wait > 0) return withStanding(problemResponse(deps.appUrl, tooMany(standing.wait)), standing);
  const body = await parseBody(request, operation);
  if (!body.ok) return null;
  const { method, url } = request;
  const owner = { tokenId: token.id, spaceId: token.spaceId };
  const again = await repeatedAnswer(deps, owner, { key: key.value, method, url, body: body.received });
  return again && withStanding(again, standing);
}

type Asked = Pick<
  Call<Record<string, string>, unknown, unknown>,
  "deps" | "ctx" | "token" | "params" | "request"
>;

async function serve(operation: Operation, asked: Asked): Promise<Response> {
  const { deps, ctx, token, params, request } = asked;
  const answer = (problem: Problem, extras?: ProblemExtras) => problemResponse(deps.appUrl, problem, extras);
  const refusal = mayPass(operation, ctx, token, params) ?? condition(operation, request);
  if (refusal) return answer(refusal);

  const query = parseQuery(deps, request, operation.query);
  if (!query.ok) return answer(query.problem);
  const body = operation.method === "get" ? null : await parseBody(request, operation);
  if (body && !body.ok) return answer(body.problem, { status: body.status, asked: { body: undefined } });
  const extras = operation.body && body ? { asked: { body: body.received } } : {};

  const run = async () => {
    // Within: a repeated call gets its first answer although the space's plan has changed since.
    const unsubscribed = planRefusal(operation, ctx);
    if (unsubscribed) return answer(unsubscribed);
    const expected = await expectedOf(operation, asked);
    if (!expected.ok) return answer(expected.problem, extras);
    const result = await operation.handle({
      ...asked,
      query: query.value,
      body: body?.value,
      expectedRevision: expected.value,
    });
    if (result instanceof Response) return result;
    return result.ok
      ? success(result.value, operation.status ?? 200, request)
      : answer(result.problem, extras);
  };
  const owner =
    ctx.actor.kind === "operator"
      ? { operatorTokenId: token.id }
      : { tokenId: token.id, spaceId: token.spaceId };
  return answerOnce(deps, owner, { request, body: body?.received }, run);
}

/** The revision that the handler compares, after the check of resources without a revision. */
async function expectedOf({ ifMatch }: Operation, asked: Asked): Promise<Outcome<number | null>> {
  if (!ifMatch) return done(null);
  const { deps, ctx, request } = asked;
  if (ifMatch === "revision") return expectedRevision(request);
  return ifMatchHolds(request, deps, ctx, await ifMatch.current(asked));
}

function mayPass(
  operation: Pick<Operation, "scope" | "permission">,
  ctx: Context,
  token: Token,
  params: Record<string, string>,
): Problem | null {
  if (params.slug !== undefined && params.slug !== ctx.space.slug) {
    return { kind: "not_found", code: "space_not_found", message: "There is no such space for this token." };
  }
  if (operation.scope && !token.scopes.includes(operation.scope)) {
    const received = token.scopes.join(" ") || "none";
    const message = `The token lacks the scope ${operation.scope}. Create one that has it.`;
    return { kind: "forbidden", code: "scope_missing", message, received, expected: operation.scope };
  }
  const permission = operation.permission ?? (operation.scope && usualPermission[operation.scope]);
  if (permission && ctx.membership && !holds(ctx.membership, permission)) {
    const message = `You do not hold the permission ${permission} in this space. Ask an administrator of the space.`;
    return { kind: "forbidden", code: "permission_missing", message, expected: permission };
  }
  return null;
}

function planRefusal({ needsSso }: Operation, { space }: Context): Problem | null {
  if (!needsSso || space.ssoSubscribed) return null;
  const message =
    "Single sign-on is not part of this space's plan. Ask your account manager to add the SSO option.";
  return { kind: "not_subscribed", code: "not_subscribed", message };
}
