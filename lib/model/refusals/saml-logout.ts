/**
 * Every reason for which a message of SAML single logout is refused. `explanations/saml-logout.ts` explains each code,
 * and docs/saml.md lists them.
 */
export const samlLogoutRefusals = [
  // The message cannot be read safely, or is none of single logout.
  "logout_message_missing",
  "logout_parameter_repeated",
  "logout_message_too_large",
  "logout_message_unreadable",
  "logout_message_unexpected",
  // Signatures.
  "logout_not_signed",
  "logout_signature_malformed",
  "logout_algorithm_not_allowed",
  "logout_certificate_unusable",
  "logout_signature_wrong",
  // From whom, to whom, and when.
  "logout_issuer_wrong",
  "logout_destination_wrong",
  "logout_time_malformed",
  "logout_in_the_future",
  "logout_expired",
  // About whom.
  "logout_subject_unsupported",
  "logout_subject_not_decrypted",
  // The provider's response to a request of ours.
  "logout_response_unexpected",
  // Only the database can detect these.
  "logout_connection_inactive",
  "logout_replayed",
  // A bug of ours or of the platform; as far as we know, no input causes it.
  "logout_verifier_failed",
] as const;
export type SamlLogoutRefusal = (typeof samlLogoutRefusals)[number];
