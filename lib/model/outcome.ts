/** The kinds of expected refusals; an API answers each with its HTTP status. */
export type ProblemKind =
  | "invalid"
  | "not_found"
  | "forbidden"
  | "conflict"
  | "not_subscribed"
  | "rate_limited"
  | "unavailable";

/** Why something could not be done, in words for the person who asked. */
export interface Problem {
  kind: ProblemKind;
  /** Stable, snake_case. */
  code: string;
  /** Plain sentences: what happened, why, what to do. */
  message: string;
  /** The form field (dotted path) that it concerns. */
  field?: string;
  /** The same as a JSON Pointer, if a name in the path may contain a dot. */
  pointer?: string;
  received?: string;
  expected?: string;
  /** Further problems, one per field. */
  more?: {
    field: string;
    pointer?: string;
    code: string;
    message: string;
    received?: string;
    expected?: string;
  }[];
  /** Seconds to wait, if `kind` is `rate_limited`. */
  retryAfter?: number;
}

/** The result of a use case. An expected refusal is a value; an exception is a surprise. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A use case's success. */
export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A use case's refusal. */
export function refused(
  kind: ProblemKind,
  code: string,
  message: string,
  rest: Omit<Problem, "kind" | "code" | "message"> = {},
): { ok: false; problem: Problem } {
  return { ok: false, problem: { kind, code, message, ...rest } };
}
