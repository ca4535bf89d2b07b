/** Why a person with a verified identity is not admitted, or the round trip ended before that question. */
export const admissionRefusals = [
  "option_inactive",
  "connection_inactive",
  "space_not_subscribed",
  "subject_missing",
  "subject_transient",
  "email_missing",
  "email_malformed",
  "several_emails",
  "domain_not_verified",
  "email_not_verified",
  "subject_changed",
  "address_taken",
  "not_linked_yet",
  "deactivated",
  "it_administrator_uses_password",
  "version_awaits_admin",
  "connector_not_allowed",
  "username_mismatch",
  "subject_taken",
  "not_provisioned",
  "awaiting_approval",
  "role_missing",
  "group_overage",
  "no_licence",
] as const;
export type AdmissionRefusal = (typeof admissionRefusals)[number];

/** Why a round trip was refused before the person was identified. */
export const attemptRefusals = [
  "attempt_unknown",
  "attempt_expired",
  "connection_changed",
  "attempt_used",
  "attempt_other_browser",
  "authentication_too_old",
  "start_at_provider",
  "start_here",
  "provider_unreachable",
  "too_many_attempts",
  "not_live_yet",
  "reply_address_wrong",
  "form_unreadable",
  "method_not_allowed",
  "other_site",
  "link_session_ended",
] as const;
export type AttemptRefusal = (typeof attemptRefusals)[number];
