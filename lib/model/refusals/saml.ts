/**
 * Every reason for which a SAML response is refused. The names are stable: they are stored with
 * attempts, shown to administrators and written up in docs/saml.md.
 */
export const samlRefusalCodes = [
  // The message is not a SAML response that can be read safely.
  "response_missing",
  "response_too_large",
  "response_not_base64",
  "response_not_xml",
  "forbidden_markup",
  "too_complex",
  "not_a_response",
  "duplicate_id",
  "namespace_invalid",
  "schema_invalid",
  "version_not_supported",
  // The provider's statements about itself and its answer.
  "status_not_success",
  "response_issuer_missing",
  "response_issuer_wrong",
  "destination_missing",
  "destination_wrong",
  // Assertions: number and place.
  "assertion_missing",
  "several_assertions",
  "assertion_misplaced",
  // Encryption.
  "decryption_key_missing",
  "decryption_failed",
  "encrypted_part_not_supported",
  // Signatures.
  "certificate_missing",
  "certificate_unusable",
  "signature_missing",
  "response_not_signed",
  "assertion_not_signed",
  "signature_misplaced",
  "signature_malformed",
  "signature_reference_wrong",
  "transform_not_allowed",
  "signature_algorithm_not_allowed",
  "digest_algorithm_not_allowed",
  "digest_mismatch",
  "signing_key_too_weak",
  "signing_certificate_unknown",
  "signing_certificate_ended",
  "signature_mismatch",
  // The assertion's contents.
  "assertion_issuer_wrong",
  "time_malformed",
  "conditions_missing",
  "conditions_bounds_missing",
  "assertion_not_yet_valid",
  "assertion_expired",
  "condition_unknown",
  "audience_missing",
  "audience_wrong",
  "bearer_confirmation_missing",
  "recipient_missing",
  "recipient_wrong",
  "confirmation_expiry_missing",
  "confirmation_expired",
  "confirmation_not_before",
  "in_response_to_missing",
  "in_response_to_wrong",
  "in_response_to_unknown",
  "unsolicited_not_allowed",
  "authentication_statement_missing",
  "authentication_in_the_future",
  "session_ended",
  "subject_missing",
  // Only the database can detect it: the use case refuses with it.
  "assertion_replayed",
  // A bug of ours or of the platform; as far as we know, no input causes it.
  "verifier_failed",
] as const;
export type SamlRefusalCode = (typeof samlRefusalCodes)[number];
