import type { z } from "zod";
import { awayCode } from "@/lib/db/driver/database-away";
import type { Problem } from "@/lib/model/outcome";
import type { Dependencies, RateStanding } from "@/lib/ports/dependencies";
import { outageProblem } from "@/lib/server/http/outage";
import { readJson } from "./api-body";
import { parseProblem, problemResponse } from "./api-problem";
import { entityTag } from "./etag";

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

/** No body at all, or `{}`: either would reset everything to its default. */
function saysNothing({ value, isEmpty }: { value: unknown; isEmpty: boolean }): boolean {
  return isEmpty || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** The body by its schema, or why it cannot be used. */
export async function parseBody(
  request: Request,
  schema: z.ZodType,
  operation: { maxBytes?: number; bodyRequired?: boolean },
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

/** The success response. */
export function success(value: unknown, status: 200 | 201 | 202 | 204): Response {
  const tag = status === 204 ? null : entityTag(value);
  const headers = { "Cache-Control": "no-store", ...(tag ? { ETag: tag } : {}) };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(value, { status, headers });
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
