import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";

/** The place of a fault. */
export type FaultPlace =
  /** In the ID token, or the answer that carries it. */
  | "token"
  /** In the browser's answer. */
  | "answer"
  /** In the person's data. */
  | "person"
  /** At the endpoints that the application calls. */
  | "endpoint";

interface FaultKind {
  place: FaultPlace;
  /** For the sign-in page. */
  label: string;
  /** The code with which a strict relying party refuses; `null` if it rightly accepts. */
  expected: OidcRefusalCode | null;
}

const token = (label: string, expected: OidcRefusalCode | null) =>
  ({ place: "token", label, expected }) as const;
const answer = (label: string, expected: OidcRefusalCode | null) =>
  ({ place: "answer", label, expected }) as const;
const person = (label: string, expected: OidcRefusalCode | null) =>
  ({ place: "person", label, expected }) as const;
const endpoint = (label: string, expected: OidcRefusalCode | null) =>
  ({ place: "endpoint", label, expected }) as const;

/** Every fault of this provider in one sign-in, by name. */
export const faults = {
  token_wrong_issuer: token("ID token: another issuer", "id_token_issuer"),
  token_wrong_audience: token("ID token: for another client", "id_token_audience"),
  token_more_audiences: token("ID token: for several clients, unnamed which", "id_token_authorized_party"),
  token_more_audiences_ours: token("ID token: for several clients, ours named (allowed)", null),
  token_wrong_authorized_party: token("ID token: made for another party", "id_token_authorized_party"),
  token_without_issuer: token("ID token: without issuer", "id_token_claim_missing"),
  token_without_subject: token("ID token: without subject", "id_token_claim_missing"),
  token_without_audience: token("ID token: without audience", "id_token_claim_missing"),
  token_without_issued_at: token("ID token: without time of issue", "id_token_claim_missing"),
  token_without_expiry: token("ID token: without expiry", "id_token_claim_missing"),
  token_expired: token("ID token: expired", "id_token_expired"),
  token_not_yet_valid: token("ID token: not yet valid", "id_token_not_yet_valid"),
  token_from_the_future: token("ID token: issued in the future", "id_token_issued_in_future"),
  clock_ahead: token("Clock 10 minutes ahead", "clock_off"),
  clock_behind: token("Clock 10 minutes behind", "clock_off"),
  token_old_authentication: token("ID token: signed in 30 days ago (allowed, unless max_age is sent)", null),
  token_without_auth_time: token("ID token: without auth_time (allowed, unless max_age is sent)", null),
  token_senseless_auth_time: token("ID token: signed in before 1970", "id_token_rejected"),
  token_session_expiry: token("ID token: the session ends in 20 minutes (allowed)", null),
  token_wrong_nonce: token("ID token: another nonce", "id_token_nonce"),
  token_without_nonce: token("ID token: without nonce", "id_token_nonce_missing"),
  token_wrong_access_token_hash: token(
    "ID token: belongs to another access token",
    "id_token_access_token_hash",
  ),
  token_bad_signature: token("ID token: broken signature", "id_token_signature"),
  token_changed: token("ID token: changed after signing", "id_token_signature"),
  token_foreign_key: token("ID token: signed with a foreign key under our key's name", "id_token_signature"),
  token_unsigned: token("ID token: unsigned (alg none)", "id_token_algorithm"),
  token_hmac: token("ID token: signed with the client secret (HS256)", "id_token_algorithm"),
  token_hmac_public_key: token("ID token: signed with the public key as a secret", "id_token_algorithm"),
  token_unknown_key: token("ID token: unknown key", "id_token_key_unknown"),
  token_jku_header: token("ID token: brings the address of its key (jku)", "id_token_key_unknown"),
  token_x5u_header: token("ID token: brings the address of its certificate (x5u)", "id_token_key_unknown"),
  token_jwk_header: token("ID token: brings its own key (jwk)", "id_token_key_unknown"),
  token_critical_header: token("ID token: unknown critical header", "id_token_critical_header"),
  token_without_key_id: token("ID token: no key ID, one key published (allowed)", null),
  token_without_key_id_many: token("ID token: no key ID, several keys published", "id_token_key_ambiguous"),
  token_new_key: token("New signing key, published a moment ago (allowed)", null),
  token_encrypted: token("ID token: encrypted", "id_token_encrypted"),
  token_malformed: token("ID token: not a token", "id_token_malformed"),
  token_missing: token("No ID token", "id_token_missing"),

  access_denied: answer("The person declines, with markup in the message", "access_denied"),
  interaction_required: answer("Error: interaction required", "interaction_required"),
  request_rejected: answer("Error: invalid scope", "request_rejected"),
  provider_failed: answer("Error: server error", "provider_failed"),
  unknown_error: answer("Error: one that no standard knows", "provider_error"),
  answer_wrong_issuer: answer("Answer names another issuer", "answer_issuer_mismatch"),
  answer_without_issuer: answer("Answer names no issuer", "answer_issuer_missing"),
  answer_wrong_state: answer("Answer with another state", "state_mismatch"),
  answer_without_state: answer("Answer without state", "state_missing"),
  answer_repeated_state: answer("Answer with two states", "answer_parameter_repeated"),
  answer_without_code: answer("Answer without code", "code_missing"),
  answer_foreign_code: answer("Answer with a code of another provider", "code_rejected"),

  person_without_email: person("No email address", null),
  person_email_unverified: person("Email address not verified", null),
  person_email_unstated: person("Nothing said about the email address being verified", null),
  person_group_overage: person("Groups left out as there are too many", null),
  person_only_in_userinfo: person("Name and address only from userinfo (allowed)", null),
  person_unit_in_userinfo: person("The unit only from userinfo, as unit.name (allowed)", null),
  userinfo_other_subject: person("Userinfo speaks of another person", "userinfo_subject"),
  userinfo_without_subject: person("Userinfo without subject", "userinfo_subject"),
  userinfo_fails: person("Userinfo answers with status 500", "userinfo_rejected"),
  userinfo_html: person("Userinfo answers with a web page", "userinfo_invalid"),
  userinfo_hangs: person("Userinfo never answers", "provider_timeout"),

  wrong_client_secret: endpoint("Client secret refused", "client_authentication_failed"),
  client_not_authorized: endpoint("Client not allowed to use codes", "client_not_authorized"),
  code_expired: endpoint("Code refused", "code_rejected"),
  tokens_slow: endpoint("Tokens after three seconds (allowed)", null),
  tokens_hang: endpoint("Tokens never come", "provider_timeout"),
  tokens_huge: endpoint("Tokens of two megabytes", "provider_too_large"),
  tokens_html: endpoint("A web page instead of tokens", "token_answer_invalid"),
  tokens_fail: endpoint("Status 500 instead of tokens", "provider_status"),
  tokens_redirect: endpoint("A redirect instead of tokens", "provider_status"),
  tokens_not_bearer: endpoint("Tokens of another type", "token_answer_invalid"),
  client_forbidden: endpoint("Client secret refused with status 403", "client_not_authorized"),
  tokens_odd_lifetime: endpoint("Tokens with a lifetime that is no number (allowed)", null),
  tokens_without_lifetime: endpoint("Tokens with expires_in: null (allowed)", null),
  tokens_scope_list: endpoint("Tokens with a list of scopes and no refresh token: null (allowed)", null),
  keys_twice: endpoint("Each signing key published twice (allowed)", null),
  keys_html: endpoint("A web page instead of signing keys", "signing_keys_invalid"),
  keys_fail: endpoint("Status 500 instead of signing keys", "provider_status"),
  keys_hang: endpoint("Signing keys never come", "provider_timeout"),
} as const satisfies Record<string, FaultKind>;

export type Fault = keyof typeof faults;

/** The faults of the provider's own document. Each has an issuer of its own, `/faulty/{name}`. */
export const discoveryFaults = {
  other_issuer: { label: "Names another issuer", expected: "discovery_issuer_mismatch" },
  http: { label: "Its endpoints are not https", expected: "discovery_endpoint_not_allowed" },
  private: { label: "Its endpoints lie in a private network", expected: "discovery_endpoint_not_allowed" },
  huge: { label: "Two megabytes", expected: "provider_too_large" },
  html: { label: "A web page", expected: "discovery_not_json" },
  hanging: { label: "Never comes", expected: "provider_timeout" },
  dripping: { label: "Comes a byte at a time", expected: "provider_timeout" },
  redirect: { label: "Lies elsewhere", expected: "discovery_redirected" },
  missing: { label: "Does not exist", expected: "discovery_not_found" },
  failing: { label: "Status 500", expected: "provider_status" },
  incomplete: { label: "Without a token endpoint", expected: "discovery_incomplete" },
  no_code_flow: { label: "Without the code flow", expected: "discovery_no_code_flow" },
  unsigned_only: { label: "Signs with nothing but none and HS256", expected: "discovery_no_algorithm" },
  key_client_only: { label: "Wants clients with keys", expected: "discovery_no_client_authentication" },
  every_tenant: { label: "Stands for every company", expected: "issuer_multi_tenant" },
} as const satisfies Record<string, { label: string; expected: OidcRefusalCode }>;

export type DiscoveryFault = keyof typeof discoveryFaults;

export function isFault(name: unknown): name is Fault {
  return typeof name === "string" && Object.hasOwn(faults, name);
}

export function isDiscoveryFault(name: unknown): name is DiscoveryFault {
  return typeof name === "string" && Object.hasOwn(discoveryFaults, name);
}
