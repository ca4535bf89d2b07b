import type { AnyOperation } from "./all-operations";
import { type ProblemCode, problemDocs } from "./problems";

const statusOf = new Map<string, readonly number[]>(
  problemDocs.map(({ code, statuses }) => [code, statuses]),
);

/** The problems that an operation can answer with, by status. */
export function problemsOf(operation: AnyOperation): Map<number, string[]> {
  const when = (applies: boolean, ...codes: ProblemCode[]) => (applies ? codes : []);
  const { body, ifMatch, method, path, problems = [] } = operation;
  const ofSpace = "operator" in operation ? null : operation;
  const codes: ProblemCode[] = [
    "token_missing",
    "token_malformed",
    "token_unknown",
    "token_expired",
    "token_revoked",
    ...when(ofSpace !== null, "token_ended_by_activation", "token_ended_by_removal"),
    ...when(ofSpace !== null, "token_owner_deactivated", "token_access_ended", "required_action_open"),
    ...when(operation.scope !== null, "scope_missing"),
    ...when(ofSpace !== null && operation.scope !== null, "permission_missing"),
    ...when(ofSpace?.needsSso === true, "not_subscribed"),
    ...when(path.includes("{slug}"), "space_not_found"),
    ...when(path.includes("{"), "malformed_address"),
    "invalid_field",
    "unknown_field",
    ...when(Boolean(body) && !operation.bodyOptional, "body_missing"),
    ...when(method !== "get", "malformed_json", "body_too_large", "not_json"),
    ...when(Boolean(ifMatch), "stale_revision", "if_match_malformed"),
    ...when(!ifMatch && method !== "get", "if_match_unsupported"),
    ...when(
      method === "post",
      "idempotency_key_malformed",
      "idempotency_key_reused",
      "idempotency_in_progress",
    ),
    "rate_limited",
    "internal_error",
    ...problems,
  ];
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    for (const status of statusOf.get(code) ?? []) {
      const codes = byStatus.get(status) ?? [];
      if (!codes.includes(code)) byStatus.set(status, [...codes, code]);
    }
  return new Map([...byStatus].toSorted(([a], [b]) => a - b));
}
