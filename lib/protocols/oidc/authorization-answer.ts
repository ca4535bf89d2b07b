import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ProviderMetadata } from "@/lib/ports/oidc";
import { done } from "@/lib/protocols/check-log";
import type { OidcChecks, Step } from "./step";

/** RFC 6749 §3.1: no parameter of an answer may occur twice; which one counts would be up to the reader. */
const onceOnly = ["code", "state", "iss", "error", "error_description", "error_uri", "response", "id_token"];

/** Codes of RFC 6749 §4.1.2.1 and OpenID Connect Core §3.1.2.6, by who can fix them. */
const errors: Record<string, OidcRefusalCode> = {
  access_denied: "access_denied",
  login_required: "interaction_required",
  interaction_required: "interaction_required",
  consent_required: "interaction_required",
  account_selection_required: "interaction_required",
  invalid_request: "request_rejected",
  unauthorized_client: "request_rejected",
  unsupported_response_type: "request_rejected",
  invalid_scope: "request_rejected",
  invalid_request_uri: "request_rejected",
  invalid_request_object: "request_rejected",
  request_not_supported: "request_rejected",
  request_uri_not_supported: "request_rejected",
  registration_not_supported: "request_rejected",
  server_error: "provider_failed",
  temporarily_unavailable: "provider_failed",
};

/** First the state: nothing else is checked in an answer that this browser's sign-in did not request. */
export function validateState(parameters: URLSearchParams, state: string, checks: OidcChecks): Step<null> {
  const repeated = onceOnly.filter((name) => parameters.getAll(name).length > 1);
  if (repeated.length > 0) {
    return checks.refuse("answer_parameter_repeated", "answer_parameters", repeated, "each parameter once");
  }
  checks.pass("answer_parameters");
  const received = parameters.get("state");
  if (!received) return checks.refuse("state_missing", "state", null, "the state of this sign-in");
  if (state === "" || received !== state) {
    return checks.refuse("state_mismatch", "state", "another state", "the state of this sign-in");
  }
  checks.pass("state");
  return done(null);
}

/** Then the issuer (RFC 9207), an error, and the code. Returns the code. */
export function validateAnswer(
  parameters: URLSearchParams,
  provider: ProviderMetadata,
  checks: OidcChecks,
): Step<string> {
  if (parameters.has("response"))
    return checks.refuse("answer_encrypted_or_signed", "answer_form", "response=…");
  const issuer = parameters.get("iss");
  if (issuer === null && provider.namesItselfInAnswers) {
    return checks.refuse("answer_issuer_missing", "answer_issuer", null, provider.issuer);
  }
  if (issuer !== null && issuer !== provider.issuer) {
    return checks.refuse("answer_issuer_mismatch", "answer_issuer", issuer, provider.issuer);
  }
  checks.pass("answer_issuer", issuer, provider.issuer);
  const error = parameters.get("error");
  if (error !== null) {
    const description = parameters.get("error_description");
    const code = Object.hasOwn(errors, error) ? errors[error] : undefined;
    const received = description ? `${error}: ${description}` : error;
    return checks.refuse(code ?? "provider_error", "provider_error", received, "a code");
  }
  checks.pass("provider_error");
  const code = parameters.get("code");
  if (!code) return checks.refuse("code_missing", "code", null, "a code");
  checks.pass("code");
  return done(code);
}
