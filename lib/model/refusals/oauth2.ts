/** Why a tool's answer or identity was refused. `explanations/oauth2.ts` explains each code. */
export const oauth2Refusals = [
  // Calling the tool; the check says at which step.
  "tool_address_not_allowed",
  "tool_not_found",
  "tool_connection_refused",
  "tool_certificate",
  "tool_timeout",
  "tool_too_large",
  "tool_busy",
  "tool_status",
  "tool_unreadable",
  // The browser's answer.
  "tool_answer_parameter_repeated",
  "tool_state_missing",
  "tool_state_mismatch",
  "tool_access_denied",
  "tool_request_rejected",
  "tool_failed",
  "tool_error",
  "tool_code_missing",
  // Trading the code.
  "tool_client_rejected",
  "tool_code_rejected",
  "tool_token_request_rejected",
  "tool_token_answer_invalid",
  // The person's identity.
  "tool_identity_rejected",
  "tool_identity_invalid",
  "tool_subject_missing",
  "tool_subject_ambiguous",
  "tool_email_ambiguous",
  "tool_account_mismatch",
] as const;
export type OAuth2RefusalCode = (typeof oauth2Refusals)[number];
