import { z } from "zod";
import { awayCode } from "@/lib/db/driver/database-away";
import type { Problem } from "@/lib/model/outcome";
import type { Dependencies, RateStanding } from "@/lib/ports/dependencies";
import { outageProblem } from "@/lib/server/http/outage";
import { readJson } from "./api-body";
import { isCursorOf } from "./api-list";
import { problemResponse } from "./api-problem";
import { entityTag } from "./etag";
import { parseProblem } from "./parse-problem";

const defaultMaxBytes = 64 * 1024;

/** Tells a program its remaining limit, before it is refused. */
export function withStanding(response: Response, standing: RateStanding): Response {
  response.headers.set("RateLimit-Policy", `"token";q=${standing.limit};w=${standing.windowSeconds}`);
  response.headers.set("RateLimit-Limit", String(standing.limit));
  response.headers.set("RateLimit-Remaining", String(standing.remaining));
  response.headers.set("RateLimit-Reset", String(standing.resetSeconds));
  return response;
}

/** The refusal of a condition that nobody checks: it would be ignored silently (RFC 9110 §13.1.1). */
export function condition({ ifMatch }: { ifMatch?: unknown }, request: Request): Problem | null {
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

/** The refusal of a call beyond the limit. */
export function tooMany(seconds: number): Problem {
  const message = `This token has made too many calls. Wait ${seconds} seconds.`;
  return { kind: "rate_limited", code: "rate_limited", message, retryAfter: seconds };
}

export type ParsedBody =
  | { ok: true; value: unknown; received: unknown }
  | { ok: false; status: number | undefined; problem: Problem };

interface BodyRules {
  method: string;
  body?: z.ZodType | undefined;
  bodyOptional?: boolean | undefined;
  maxBytes?: number | undefined;
}

const nothing = z.strictObject({});

/**
 * The body by its schema, or why it cannot be used. No body is not an empty one: only an operation that can be called
 * without fields accepts either. An operation without a body accepts none, or `{}`.
 */
export async function parseBody(request: Request, rules: BodyRules): Promise<ParsedBody> {
  const read = await readJson(request, rules.maxBytes ?? defaultMaxBytes);
  if (!read.ok) return read;
  if (rules.body && !rules.bodyOptional && (read.isEmpty || changesNothing(rules.method, read.value)))
    return { ok: false, status: undefined, problem: bodyMissing };
  const parsed = (rules.body ?? nothing).safeParse(read.value);
  if (parsed.success) return { ok: true, value: rules.body ? parsed.data : undefined, received: read.value };
  return { ok: false, status: undefined, problem: parseProblem(parsed.error, read.value) };
}

const bodyMissing: Problem = {
  kind: "invalid",
  code: "body_missing",
  message: "This operation needs a body that says something: JSON, sent with Content-Type: application/json.",
  field: "",
  pointer: "#",
};

/** A change without a field is a mistake: it is not to be mistaken for one with every field at its default. */
function changesNothing(method: string, value: unknown): boolean {
  const changes = method === "put" || method === "patch";
  return changes && typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The query by its schema; unknown and repeated names are refused, and cursors that another list gave out. */
export function parseQuery(
  deps: Pick<Dependencies, "vault">,
  request: Request,
  schema: z.ZodType = nothing,
): { ok: true; value: unknown } | { ok: false; problem: Problem } {
  const search = new URL(request.url).searchParams;
  const names = [...search.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    return wrongQuery(repeated.slice(0, 100), "The query names this more than once.");
  const given = Object.fromEntries(search);
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { ok: false, problem: parseProblem(parsed.error, given) };
  if (!isCursorOf(deps, request, given.cursor))
    return wrongQuery("cursor", "cursor is not one from this list; leave it out to start again.");
  return { ok: true, value: parsed.data };
}

function wrongQuery(field: string, message: string) {
  const problem: Problem = { kind: "invalid", code: "invalid_field", message, field };
  return { ok: false as const, problem };
}

/** The success response; 304 if the caller has it already (RFC 9110 §13.1.2). */
export function success(value: unknown, status: 200 | 201 | 202 | 204, request: Request): Response {
  if (status === 204) return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
  const tag = entityTag(value);
  const headers = { "Cache-Control": "no-store", ...(tag ? { ETag: tag } : {}) };
  if (tag && knows(request, tag)) return new Response(null, { status: 304, headers });
  return Response.json(value, { status, headers });
}

/** Compared weakly, as RFC 9110 §13.1.2 asks. */
function knows(request: Request, tag: string): boolean {
  const known =
    request.method === "GET" || request.method === "HEAD" ? request.headers.get("if-none-match") : null;
  if (!known) return false;
  return known.trim() === "*" || known.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}

/** The response if something went wrong on our side; the cause is in the log under the same reference. */
export function internalError(
  { secrets, log, appUrl }: Pick<Dependencies, "secrets" | "log" | "appUrl">,
  request: Request,
  error: unknown,
): Response {
  const reference = secrets.id("err");
  if (awayCode(error) !== null) {
    log.warn("api call met no database", { code: awayCode(error), reference });
    return outageProblem(appUrl, reference);
  }
  log.error("api call failed", { error, reference, path: new URL(request.url).pathname });
  const message = `Something went wrong on our side. Try again. If it keeps happening, send the reference ${reference} to support.`;
  return problemResponse(
    appUrl,
    { kind: "unavailable", code: "internal_error", message },
    { status: 500, title: "Internal error", reference },
  );
}
