import { authenticateToken } from "@/lib/features/tokens/authenticate-token";
import { authenticateOperatorToken } from "@/lib/features/tokens/operator-tokens";
import type { Actor } from "@/lib/model/audit/audit";
import type { Problem } from "@/lib/model/outcome";
import type { RequiredAction } from "@/lib/model/sign-in/password-policy";
import { type OperatorScope, type OperatorToken, operatorMark } from "@/lib/model/tokens/operator-token";
import type { Token } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { clientAddress } from "@/lib/server/http/client-address";
import { problemResponse } from "./api-problem";
import type { Operation } from "./define-operation";

export type Identified =
  | { ok: true; ctx: Context; token: Token }
  /** `ended`: the token that an activation or a removal ended. */
  | { ok: false; response: Response; ended?: Token };

/**
 * Identifies a program by its bearer token (RFC 6750); returns the complete response if there is none, or the token
 * is dead.
 */
export async function identify(deps: Dependencies, request: Request): Promise<Identified> {
  const text = bearerOf(request);
  if (!text) {
    const message = "This call needs a token: send it as “Authorization: Bearer ghp_…” or “ghi_…”.";
    return { ok: false, response: unauthorized(deps.appUrl, "token_missing", message) };
  }
  const result = await authenticateToken(deps, text, clientAddress(request.headers));
  if (result.outcome === "authenticated") {
    const { ctx, token, requiredAction } = result;
    if (!requiredAction) return { ok: true, ctx, token };
    return {
      ok: false,
      response: problemResponse(deps.appUrl, requiredActionOpen(deps, ctx, requiredAction)),
    };
  }
  const response = unauthorized(deps.appUrl, result.code, result.message);
  return { ok: false, response, ...(result.ended ? { ended: result.ended } : {}) };
}

export type IdentifiedOperator =
  | { ok: true; actor: Actor; token: OperatorToken }
  | { ok: false; response: Response };

/** The same for the vendor's backend, by its operator token. */
export async function identifyOperator(deps: Dependencies, request: Request): Promise<IdentifiedOperator> {
  const text = bearerOf(request);
  if (!text) {
    const message = "This call needs an operator token: send it as “Authorization: Bearer gho_…”.";
    return { ok: false, response: unauthorized(deps.appUrl, "token_missing", message) };
  }
  const result = await authenticateOperatorToken(deps, text, clientAddress(request.headers));
  if (result.outcome === "authenticated") return { ok: true, actor: result.actor, token: result.token };
  return { ok: false, response: unauthorized(deps.appUrl, result.problem.code, result.problem.message) };
}

/**
 * Who calls an operation of a space: its own token, or an operator token if the operation is open to those. For this one
 * call it counts as an integration token of the space in the path, made by an administrator.
 */
export async function identifyFor(
  deps: Dependencies,
  request: Request,
  { scope, operatorScope }: Pick<Operation, "scope" | "operatorScope">,
  slug: string | undefined,
): Promise<Identified> {
  if (!operatorScope || !slug || !bearerOf(request)?.startsWith(operatorMark)) return identify(deps, request);
  const who = await identifyOperator(deps, request);
  if (!who.ok) return who;
  const { actor, token } = who;
  if (!token.scopes.includes(operatorScope))
    return { ok: false, response: problemResponse(deps.appUrl, operatorScopeMissing(token, operatorScope)) };
  const space = await deps.store.spaces.bySlug(slug);
  if (!space) {
    const message = "There is no space of this slug.";
    const problem = { kind: "not_found", code: "space_not_found", message } as const;
    return { ok: false, response: problemResponse(deps.appUrl, problem) };
  }
  const { id, name, prefix, createdAt, expiresAt, lastUsedAt, endedAt } = token;
  return {
    ok: true,
    ctx: { space, actor, user: null, membership: null, role: "admin", sessionId: null, via: "token" },
    token: {
      ...{ id, name, prefix, createdAt, expiresAt, lastUsedAt, endedAt },
      ...{ kind: "integration", spaceId: space.id, userId: null, accountId: null, role: "admin" },
      ...{ scopes: scope ? [scope] : [], endedReason: null, endedDetail: null },
    },
  };
}

function operatorScopeMissing({ scopes }: OperatorToken, expected: OperatorScope): Problem {
  return {
    kind: "forbidden",
    code: "scope_missing",
    message: `The token lacks the scope ${expected}. Create one that has it.`,
    received: scopes.join(" ") || "none",
    expected,
  };
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

/** RFC 6750 §3: the challenge names the error only if a token was sent. */
function unauthorized(appUrl: string, code: string, message: string): Response {
  const plain = message.replace(/[“”"\\]/g, "'").replace(/[^\x20-\x7e]/g, "?");
  const error = code === "token_missing" ? "" : `, error="invalid_token", error_description="${plain}"`;
  return problemResponse(
    appUrl,
    { kind: "forbidden", code, message },
    {
      status: 401,
      title: "The token is not accepted",
      headers: { "WWW-Authenticate": `Bearer realm="gatehouse"${error}` },
    },
  );
}

const actionWords: Record<RequiredAction, string> = {
  two_factor: "This space requires two-factor sign-in, and the token's owner has not set it up.",
  password_age: "The password of the token's owner is older than this space allows.",
};

/** A program gets no further than the person that it acts as. */
function requiredActionOpen(
  { appUrl }: Pick<Dependencies, "appUrl">,
  { space }: Pick<Context, "space">,
  action: RequiredAction,
): Problem {
  return {
    kind: "forbidden",
    code: "required_action_open",
    message: `${actionWords[action]} They do so at ${appUrl}/${space.slug}/account; the token works again at once.`,
    received: action,
    expected: "no open required action",
  };
}
