import { z } from "zod";
import { currentRequestId } from "@/lib/infra/log/request-id";
import type { Problem, ProblemKind } from "@/lib/model/outcome";
import { type Asked, placeOf } from "./problem-place";

const place = {
  pointer: z
    .string()
    .optional()
    .describe(
      "The place in the body as a JSON Pointer (RFC 6901), for example #/rules/0/role; # is the whole",
    ),
  parameter: z.string().optional().describe("The query parameter that it is about"),
  header: z.string().optional().describe("The request header that it is about"),
};
const values = {
  received: z.string().optional().describe("What was sent, shortened; never a secret"),
  expected: z.string().optional().describe("What would be accepted"),
};

/** The form of every refusal of the API. */
export const problemView = z
  .object({
    type: z.string().describe("An address of the documentation that names the code; stable"),
    title: z.string().describe("The kind of problem in a few words; the same for every problem of a status"),
    status: z.number().int().describe("The HTTP status again"),
    detail: z.string().describe("For people: what happened, why, what to do"),
    code: z.string().describe("The same as the end of `type`: programs tell problems apart by it"),
    field: z.string().optional().describe("The field that it is about, with dots between names"),
    ...place,
    ...values,
    errors: z
      .array(
        z.object({
          field: z.string().describe("The field, with dots between names"),
          ...place,
          code: z.string().describe("invalid_field, unknown_field, or the problem's own code"),
          message: z.string().describe("What is wrong with it, for people"),
          ...values,
        }),
      )
      .optional()
      .describe("Everything that is wrong with the request, the first of them on top of the problem as well"),
    retryAfter: z.number().int().optional().describe("Seconds to wait before the next try"),
    reference: z
      .string()
      .optional()
      .describe("Of a fault on our side: the number under which our log has it"),
    requestId: z.string().optional().describe("The call's X-Request-Id, as in the log and the audit log"),
  })
  .meta({ id: "Problem", description: "A refusal (RFC 9457)" });

const statuses: Record<ProblemKind, number> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  not_subscribed: 403,
  rate_limited: 429,
  unavailable: 503,
};

const titles: Record<ProblemKind, string> = {
  invalid: "The request is not valid",
  not_found: "There is nothing here",
  forbidden: "Not allowed",
  conflict: "The request conflicts with the current state",
  not_subscribed: "Not part of the plan",
  rate_limited: "Too many requests",
  unavailable: "Temporarily unavailable",
};

/** Codes with another status than their kind's. */
const ownStatuses: Record<string, number> = {
  // RFC 9110 §13.1.1: a condition of the request that does not hold.
  stale_revision: 412,
};

/** Further parts of a problem's response: another status than the kind's, further headers. */
export interface ProblemExtras {
  /** What the problem's fields are about; absent: they are query parameters. */
  asked?: Asked;
  status?: number;
  title?: string;
  headers?: Record<string, string>;
  reference?: string;
}

/** The body of a refusal. */
export function problemBody(
  appUrl: string,
  problem: Problem,
  extras: ProblemExtras = {},
): z.input<typeof problemView> {
  const status = extras.status ?? ownStatuses[problem.code] ?? statuses[problem.kind];
  const { field, code, message, received, expected, retryAfter } = problem;
  const asked = extras.asked ?? {};
  const place = placed({ field, pointer: problem.pointer }, asked);
  const first = field === undefined ? [] : [{ field, ...place, code, message, received, expected }];
  const further = (problem.more ?? []).map(({ field, pointer, ...rest }) => ({
    field,
    ...placed({ field, pointer }, asked),
    ...rest,
  }));
  return {
    type: `${appUrl}/docs/api#problem-${code}`,
    title: extras.title ?? (status === 412 ? preconditionTitle : titles[problem.kind]),
    status,
    detail: message,
    code,
    field,
    ...place,
    received,
    expected,
    errors: first.length + further.length > 0 ? [...first, ...further] : undefined,
    retryAfter,
    reference: extras.reference,
    requestId: currentRequestId() ?? undefined,
  };
}

/**
 * A refusal as `application/problem+json` (RFC 9457). `type` is stable: an address of the API's documentation that
 * names the code, so that a program can distinguish refusals without reading sentences.
 */
export function problemResponse(appUrl: string, problem: Problem, extras: ProblemExtras = {}): Response {
  const body = problemBody(appUrl, problem, extras);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(body.retryAfter ? { "Retry-After": String(body.retryAfter) } : {}),
      ...extras.headers,
    },
  });
}

const preconditionTitle = "It has changed since it was read";

/** A schema knows the exact place; of a use case's field it follows from the request. */
function placed(
  { field, pointer }: { field?: string | undefined; pointer?: string | undefined },
  asked: Asked,
) {
  return pointer !== undefined && "body" in asked ? { pointer } : placeOf(field, asked);
}
