import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import { done } from "@/lib/protocols/check-log";
import type { OAuth2Checks, Step } from "./step";

/** RFC 6749 §3.1: no parameter of an answer may occur twice. */
const onceOnly = ["code", "state", "error", "error_description", "error_uri"];

/** Codes of RFC 6749 §4.1.2.1, by who can fix them. */
const errors: Record<string, OAuth2RefusalCode> = {
  access_denied: "tool_access_denied",
  invalid_request: "tool_request_rejected",
  unauthorized_client: "tool_request_rejected",
  unsupported_response_type: "tool_request_rejected",
  invalid_scope: "tool_request_rejected",
  // GitHub's own name for an unregistered redirect URL.
  redirect_uri_mismatch: "tool_request_rejected",
  server_error: "tool_failed",
  temporarily_unavailable: "tool_failed",
};

/** The browser's answer: first whether it belongs to this sign-in, then an error, then the code. */
export function validateAnswer(
  parameters: URLSearchParams,
  state: string,
  checks: OAuth2Checks,
): Step<string> {
  const repeated = onceOnly.filter((name) => parameters.getAll(name).length > 1);
  if (repeated.length > 0)
    return checks.refuse(
      "tool_answer_parameter_repeated",
      "answer_parameters",
      repeated,
      "each parameter once",
    );
  checks.pass("answer_parameters");
  const received = parameters.get("state");
  if (!received) return checks.refuse("tool_state_missing", "state", null, "the state of this sign-in");
  if (state === "" || received !== state)
    return checks.refuse("tool_state_mismatch", "state", "another state", "the state of this sign-in");
  checks.pass("state");
  const error = parameters.get("error");
  if (error !== null) {
    const description = parameters.get("error_description");
    const code = Object.hasOwn(errors, error) ? errors[error] : undefined;
    return checks.refuse(
      code ?? "tool_error",
      "provider_error",
      description ? `${error}: ${description}` : error,
      "a code",
    );
  }
  checks.pass("provider_error");
  const code = parameters.get("code");
  if (!code) return checks.refuse("tool_code_missing", "code", null, "a code");
  checks.pass("code");
  return done(code);
}
