import type { z } from "zod";
import { done, type Outcome, type Problem } from "@/lib/model/outcome";
import { holds, type Permission } from "@/lib/model/people/roles";
import type { Token, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { RateStanding } from "@/lib/ports/dependencies";
import { dependencies } from "@/lib/server/process/dependencies";
import { readJson } from "./api-body";
import { identify } from "./api-identity";
import { type ProblemExtras, parseProblem, problemResponse } from "./api-problem";
import type { Call, Operation } from "./define-operation";
import { entityTag, ifMatchHolds } from "./etag";
import { idempotencyKey, withIdempotency } from "./idempotency";
import { expectedRevision } from "./if-match";

const usualPermission: Record<TokenScope, Permission> = {
  "connections:read": "manage_auth_integrations",
  "connections:write": "manage_auth_integrations",
  "people:read": "manage_people",
  "people:write": "manage_people",
  "audit:read": "read_audit",
  "provider_tokens:read": "manage_auth_integrations",
};

const defaultMaxBytes = 64 * 1024;

/**
 * The one way into an operation: bearer token → who acts, then the space in the path (another space is not found), scope,
 * permission, plan, rate, query and body by their schemas; then the handler. Every refusal is problem+json (RFC 9457).
 * A personal token acts as its user, who must hold the permission too; an integration token has its scopes only.
 */
export async function serveOperation(
  operation: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const deps = await dependencies();
  try {
    const who = await identify(deps, request);
    if (!who.ok) return who.response;
    const standing = await deps.rateLimits.count("api_by_token", who.token.id);
    const response =
      standing.wait > 0
        ? problemResponse(deps.appUrl, tooMany(standing.wait))
        : await serve(operation, { deps, ctx: who.ctx, token: who.token, params, request });
    return withStanding(response, standing);
  } catch (error) {
    const reference = deps.secrets.id("err");
    deps.log.error("api call failed", { error, reference, path: new URL(request.url).pathname });
    const message = `Something went wrong on our side. Try again; if it stays, name the reference ${reference}.`;
    return problemResponse(
      deps.appUrl,
      { kind: "unavailable", code: "internal_error", message },
      { status: 500, title: "Internal error", reference },
    );
  }
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

  const search = Object.fromEntries(new URL(request.url).searchParams);
  const query = operation.query?.safeParse(search);
  if (query && !query.success) return answer(parseProblem(query.error, search));
  const body = operation.body ? await parseBody(request, operation.body, operation) : null;
  if (body && !body.ok) return answer(body.problem, { status: body.status });

  const run = async () => {
    const expected = await expectedOf(operation, asked);
    if (!expected.ok) return answer(expected.problem);
    const result = await operation.handle({
      ...asked,
      query: query?.data,
      body: body?.value,
      expectedRevision: expected.value,
    });
    if (result instanceof Response) return result;
    return result.ok ? success(result.value, operation.status ?? 200) : answer(result.problem);
  };
  const key = request.method === "POST" ? idempotencyKey(request) : null;
  if (key && !key.ok) return answer(key.problem);
  if (!key?.value) return run();
  const { method, url } = request;
  return withIdempotency(deps, token, { key: key.value, method, url, body: body?.received }, run);
}

/** The revision that the handler compares, after the check of what has no revision. */
async function expectedOf({ ifMatch }: Operation, asked: Asked): Promise<Outcome<number | null>> {
  if (!ifMatch) return done(null);
  const { deps, ctx, request } = asked;
  if (ifMatch === "revision") return expectedRevision(request);
  return ifMatchHolds(request, deps, ctx, await ifMatch.current(asked));
}

/** Tells a program how much it has left, before it is refused. */
function withStanding(response: Response, standing: RateStanding): Response {
  response.headers.set("RateLimit-Policy", `"token";q=${standing.limit};w=${standing.windowSeconds}`);
  response.headers.set("RateLimit-Limit", String(standing.limit));
  response.headers.set("RateLimit-Remaining", String(standing.remaining));
  response.headers.set("RateLimit-Reset", String(standing.resetSeconds));
  return response;
}

function mayPass(
  operation: Pick<Operation, "scope" | "permission" | "needsSso">,
  ctx: Context,
  token: Token,
  params: Record<string, string>,
): Problem | null {
  if (params.slug !== undefined && params.slug !== ctx.space.slug) {
    return { kind: "not_found", code: "space_not_found", message: "There is no such space for this token." };
  }
  if (operation.scope && !token.scopes.includes(operation.scope)) {
    const received = token.scopes.join(" ") || "none";
    const message = `The token has not the scope ${operation.scope}. Create one that has it.`;
    return { kind: "forbidden", code: "scope_missing", message, received, expected: operation.scope };
  }
  const permission = operation.permission ?? (operation.scope && usualPermission[operation.scope]);
  if (permission && ctx.membership && !holds(ctx.membership, permission)) {
    const message = `You do not hold the permission ${permission} in this space. Ask an administrator of the space.`;
    return { kind: "forbidden", code: "permission_missing", message, expected: permission };
  }
  if (operation.needsSso && !ctx.space.ssoSubscribed) {
    const message =
      "Single sign-on is not part of this space's plan. Ask your account manager to add the SSO option.";
    return { kind: "not_subscribed", code: "not_subscribed", message };
  }
  return null;
}

/** A condition that nobody looks at would be broken in silence (RFC 9110 §13.1.1). */
function condition({ ifMatch }: Operation, request: Request): Problem | null {
  const wanted = request.headers.get("if-match")?.trim();
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (!changes || ifMatch || !wanted || wanted === "*") return null;
  return {
    kind: "invalid",
    code: "if_match_unsupported",
    message: "What this operation changes has no revision. Leave If-Match out.",
    field: "If-Match",
    received: wanted.slice(0, 60),
    expected: "no If-Match, or *",
  };
}

function tooMany(seconds: number): Problem {
  const message = `This token has made too many calls. Wait ${seconds} seconds.`;
  return { kind: "rate_limited", code: "rate_limited", message, retryAfter: seconds };
}

type ParsedBody =
  | { ok: true; value: unknown; received: unknown }
  | { ok: false; status: number | undefined; problem: Problem };

/** No body at all, or `{}`: either would put everything back to its default. */
function saysNothing({ value, isEmpty }: { value: unknown; isEmpty: boolean }): boolean {
  return isEmpty || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

async function parseBody(
  request: Request,
  schema: z.ZodType,
  operation: Pick<Operation, "maxBytes" | "bodyRequired">,
): Promise<ParsedBody> {
  const read = await readJson(request, operation.maxBytes ?? defaultMaxBytes);
  if (!read.ok) return read;
  if (operation.bodyRequired && saysNothing(read)) {
    const message = "This operation needs a body: JSON, sent with Content-Type: application/json.";
    return { ok: false, status: undefined, problem: { kind: "invalid", code: "body_missing", message } };
  }
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { ok: true, value: parsed.data, received: read.value };
  return { ok: false, status: undefined, problem: parseProblem(parsed.error, read.value) };
}

function success(value: unknown, status: 200 | 201 | 202 | 204): Response {
  const tag = status === 204 ? null : entityTag(value);
  const headers = { "Cache-Control": "no-store", ...(tag ? { ETag: tag } : {}) };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(value, { status, headers });
}
