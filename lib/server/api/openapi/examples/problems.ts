import type { Problem, ProblemKind } from "@/lib/model/outcome";
import { type ProblemExtras, problemBody } from "../../api-problem";
import { problemDocs } from "../problems";
import { at, ids } from "./things";

const kindOf: Record<number, ProblemKind> = {
  400: "invalid",
  401: "forbidden",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  429: "rate_limited",
  503: "unavailable",
};
const titleOf: Record<number, string> = {
  401: "The token is not accepted",
  405: "The address does not support this method",
  500: "Internal error",
};

/** What a problem says besides its code and its sentence. */
const more: Record<string, Partial<Problem>> = {
  invalid_field: { field: "rules.0.role", received: "owner", expected: "reader, editor, admin" },
  unknown_field: { field: "rols" },
  body_missing: { field: "", pointer: "#" },
  scope_missing: { received: "connections:read", expected: "connections:write" },
  permission_missing: { expected: "manage_space" },
  required_action_open: { received: "two_factor", expected: "no open required action" },
  stale_revision: { field: "revision", received: "3", expected: "4" },
  if_match_malformed: { field: "If-Match", received: "three" },
  if_match_unsupported: { field: "If-Match", received: '"3"', expected: "no If-Match, or *" },
  idempotency_key_malformed: { field: "Idempotency-Key" },
  idempotency_key_reused: { field: "Idempotency-Key" },
  idempotency_in_progress: { field: "Idempotency-Key", retryAfter: 1 },
  method_not_allowed: { received: "DELETE", expected: "GET, HEAD, OPTIONS, POST" },
  rate_limited: { retryAfter: 17 },
  database_unavailable: { retryAfter: 5 },
  not_tested: { received: "draft", expected: "tested" },
  plan_changed: {
    field: "digest",
    received: "5d41402abc4b2a76b9719d911017c592",
    expected: "7d793037a0760186574b0282f2f435e7",
  },
  role_above_own: { field: "role", received: "admin", expected: "editor" },
};

/** A refusal of each code, in the form in which it is answered. */
export const problemExamples = Object.fromEntries(
  problemDocs.map(({ code, statuses: [status = 422], meaning }) => {
    const problem: Problem = { kind: kindOf[status] ?? "invalid", code, message: meaning, ...more[code] };
    const extras: ProblemExtras = {
      status,
      ...(titleOf[status] ? { title: titleOf[status] } : {}),
      ...(status === 500 ? { reference: "err_01kjq2y1d2c1d2e3f4g5" } : {}),
      asked: { body: {} },
    };
    // As it is sent: what is undefined is left out.
    const sent: Record<string, unknown> = JSON.parse(JSON.stringify(problemBody(at, problem, extras)));
    return [code, { ...sent, requestId: ids.request }];
  }),
);
