import { z } from "zod";
import type { Problem, ProblemKind } from "@/lib/model/outcome";

/** The form of every refusal of the API. */
export const problemView = z.object({
  type: z.string().describe("An address of the documentation that names the code; stable"),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe("For people: what happened, why, what to do"),
  code: z.string().describe("The same as the end of `type`"),
  field: z.string().optional(),
  received: z.string().optional(),
  expected: z.string().optional(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        code: z.string(),
        message: z.string(),
        received: z.string().optional(),
        expected: z.string().optional(),
      }),
    )
    .optional(),
  retryAfter: z.number().int().optional(),
  reference: z.string().optional(),
});

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

/** Further parts of a problem's response: another status than the kind's, further headers. */
export interface ProblemExtras {
  status?: number;
  title?: string;
  headers?: Record<string, string>;
  reference?: string;
}

/**
 * A refusal as `application/problem+json` (RFC 9457). `type` is stable: an address of the API's documentation that
 * names the code, so that a program can distinguish refusals without reading sentences.
 */
export function problemResponse(appUrl: string, problem: Problem, extras: ProblemExtras = {}): Response {
  const status = extras.status ?? statuses[problem.kind];
  const body: z.input<typeof problemView> = {
    type: `${appUrl}/docs/api#problem-${problem.code}`,
    title: extras.title ?? titles[problem.kind],
    status,
    detail: problem.message,
    code: problem.code,
    field: problem.field,
    received: problem.received,
    expected: problem.expected,
    errors: problem.more,
    retryAfter: problem.retryAfter,
    reference: extras.reference,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(problem.retryAfter ? { "Retry-After": String(problem.retryAfter) } : {}),
      ...extras.headers,
    },
  });
}

const secretName = /password|secret|passphrase|token|privatekey|otp|seed/i;

/** A schema's findings, the first of them on top; values are repeated shortened, and never secret ones. */
export function parseProblem(error: z.ZodError, input: unknown): Problem {
  const found = error.issues.flatMap((issue) => {
    const field = issue.path.join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownField([...issue.path, key]));
    const received = receivedAt(input, issue.path);
    const expected = "expected" in issue && typeof issue.expected === "string" ? issue.expected : undefined;
    return [
      {
        field,
        code: "invalid_field",
        message: issue.message,
        ...(received ? { received } : {}),
        ...(expected ? { expected } : {}),
      },
    ];
  });
  const [first, ...more] = found;
  if (!first) return { kind: "invalid", code: "invalid_field", message: "The request is not valid." };
  return { kind: "invalid", ...first, ...(more.length > 0 ? { more } : {}) };
}

/** Every unknown name is reported, at any depth. */
function unknownField(path: PropertyKey[]) {
  const field = path.map(String).join(".").slice(0, 200);
  return { field, code: "unknown_field", message: `This operation has no field “${field}”.` };
}

function receivedAt(input: unknown, path: PropertyKey[]): string | undefined {
  if (path.some((part) => typeof part === "string" && secretName.test(part))) return undefined;
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  if (value === undefined || typeof value === "object") return value === null ? "null" : undefined;
  return String(value).slice(0, 200);
}
