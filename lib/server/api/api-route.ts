import type { z } from "zod";
import type { Outcome, Problem } from "@/lib/model/outcome";
import { holds, type Permission } from "@/lib/model/people/roles";
import type { Token, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies, RateStanding } from "@/lib/ports/dependencies";
import { dependencies } from "@/lib/server/process/dependencies";
import { readJson } from "./api-body";
import { identify } from "./api-identity";
import { type ProblemExtras, parseProblem, problemResponse } from "./api-problem";
import { entityTag } from "./etag";
import { idempotencyKey, withIdempotency } from "./idempotency";

/** What a route demands before it runs. */
export interface ApiRule<B extends z.ZodType, Q extends z.ZodType> {
  /** `null`: any live token. */
  scope: TokenScope | null;
  /** What a personal token's user must hold; the scope's usual permission where it is left out. */
  permission?: Permission;
  /** Refuses spaces without the SSO option. */
  needsSso?: boolean;
  body?: B;
  query?: Q;
  /** Obeys `If-Match`. */
  ifMatch?: boolean;
  /** The largest body; 64 KiB where it is left out. */
  maxBytes?: number;
  /** Of a good answer; 200 where it is left out. With 204 the value is not sent. */
  status?: 200 | 201 | 202 | 204;
}

/** What a route's work is given, every check behind it. */
export interface ApiCall<B, Q> {
  deps: Dependencies;
  ctx: Context;
  token: Token;
  /** The variable parts of the path. */
  params: Record<string, string>;
  query: Q;
  body: B;
  request: Request;
}

export interface ApiHandler {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  /** What it demands, for whoever checks the documentation against it. */
  rule: ApiRule<z.ZodType, z.ZodType>;
}

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
 * The one door of API v1: bearer token → who acts, then the space in the path (another space is not found), scope,
 * permission, plan, rate, query and body by their schemas; then `work`. Every refusal is problem+json (RFC 9457).
 * A personal token acts as its user, who must hold the permission too; an integration token has its scopes only.
 */
export function apiRoute<B extends z.ZodType = z.ZodUnknown, Q extends z.ZodType = z.ZodUnknown>(
  rule: ApiRule<B, Q>,
  work: (call: ApiCall<z.infer<B>, z.infer<Q>>) => Promise<Outcome<unknown> | Response>,
): ApiHandler {
  const handler = async (request: Request, context: { params: Promise<Record<string, string>> }) => {
    const deps = await dependencies();
    try {
      const who = await identify(deps, request);
      if (!who.ok) return who.response;
      const standing = await deps.rateLimits.count("api_by_token", who.token.id);
      // Routes without a variable part get no parameters.
      const params = (await context.params) ?? {};
      const response =
        standing.wait > 0
          ? problemResponse(deps.appUrl, tooMany(standing.wait))
          : await serve(rule, work, { deps, ...who, params, request });
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
  };
  return Object.assign(handler, { rule });
}

async function serve<B extends z.ZodType, Q extends z.ZodType>(
  rule: ApiRule<B, Q>,
  work: (call: ApiCall<z.infer<B>, z.infer<Q>>) => Promise<Outcome<unknown> | Response>,
  { deps, ctx, token, params, request }: Omit<ApiCall<unknown, unknown>, "query" | "body">,
): Promise<Response> {
  const answer = (problem: Problem, extras?: ProblemExtras) => problemResponse(deps.appUrl, problem, extras);
  const refusal = mayPass(rule, ctx, token, params) ?? condition(rule, request);
  if (refusal) return answer(refusal);

  const search = Object.fromEntries(new URL(request.url).searchParams);
  const query = rule.query?.safeParse(search);
  if (query && !query.success) return answer(parseProblem(query.error, search));
  const body = rule.body ? await parseBody(request, rule.body, rule.maxBytes ?? defaultMaxBytes) : null;
  if (body && !body.ok) return answer(body.problem, { status: body.status });

  const run = async () => {
    const result = await work({
      deps,
      ctx,
      token,
      params,
      query: query?.data as z.infer<Q>,
      body: body?.value as z.infer<B>,
      request,
    });
    if (result instanceof Response) return result;
    return result.ok ? success(result.value, rule.status ?? 200) : answer(result.problem);
  };
  const key = request.method === "POST" ? idempotencyKey(request) : null;
  if (key && !key.ok) return answer(key.problem);
  if (!key?.value) return run();
  const { method, url } = request;
  return withIdempotency(deps, token, { key: key.value, method, url, body: body?.received }, run);
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
  rule: Pick<ApiRule<z.ZodType, z.ZodType>, "scope" | "permission" | "needsSso">,
  ctx: Context,
  token: Token,
  params: Record<string, string>,
): Problem | null {
  if (params.slug !== undefined && params.slug !== ctx.space.slug) {
    return { kind: "not_found", code: "space_not_found", message: "There is no such space for this token." };
  }
  if (rule.scope && !token.scopes.includes(rule.scope)) {
    const received = token.scopes.join(" ") || "none";
    const message = `The token has not the scope ${rule.scope}. Create one that has it.`;
    return { kind: "forbidden", code: "scope_missing", message, received, expected: rule.scope };
  }
  const permission = rule.permission ?? (rule.scope && usualPermission[rule.scope]);
  if (permission && ctx.membership && !holds(ctx.membership, permission)) {
    const message = `You do not hold the permission ${permission} in this space. Ask an administrator of the space.`;
    return { kind: "forbidden", code: "permission_missing", message, expected: permission };
  }
  if (rule.needsSso && !ctx.space.ssoSubscribed) {
    const message =
      "Single sign-on is not part of this space's plan. Ask your account manager to add the SSO option.";
    return { kind: "not_subscribed", code: "not_subscribed", message };
  }
  return null;
}

/** A condition that nobody looks at would be broken in silence (RFC 9110 §13.1.1). */
function condition(rule: { ifMatch?: boolean }, request: Request): Problem | null {
  const wanted = request.headers.get("if-match")?.trim();
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (!changes || rule.ifMatch || !wanted || wanted === "*") return null;
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

async function parseBody(request: Request, schema: z.ZodType, maxBytes: number): Promise<ParsedBody> {
  const read = await readJson(request, maxBytes);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { ok: true, value: parsed.data, received: read.value };
  return { ok: false, status: undefined, problem: parseProblem(parsed.error, read.value) };
}

function success(value: unknown, status: 200 | 201 | 202 | 204): Response {
  const tag = status === 204 ? null : entityTag(value);
  const headers = { "Cache-Control": "no-store", ...(tag ? { ETag: tag } : {}) };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(value, { status, headers });
}
