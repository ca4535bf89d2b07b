import { type LogoProblem, logoProblems } from "@/lib/model/brand/logo-file";
import { type DomainProblem, domainProblems } from "@/lib/model/domains/domain-name";
import { metadataExplanations } from "@/lib/model/explanations/metadata";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { type OutboundErrorCode, outboundErrorCodes } from "@/lib/ports/safe-fetch";

/** A kind of refusal, as documented. `statuses`: its HTTP statuses. */
export interface ProblemDoc {
  code: string;
  statuses: number[];
  meaning: string;
}

type Own = readonly [number, string];

/** The meaning of the API's own refusals, by code. */
const own = {
  // The caller.
  token_missing: [401, "No token was sent. Send “Authorization: Bearer ghp_…” or “ghi_…”."],
  token_malformed: [401, "What was sent is not a Gatehouse token."],
  token_unknown: [401, "No such token exists."],
  token_expired: [401, "The token has expired. Create a new one."],
  token_revoked: [401, "Somebody has revoked the token. Create a new one."],
  token_ended_by_activation: [
    401,
    "The activation of a connection has ended the space's tokens; the detail names it and the time.",
  ],
  token_ended_by_removal: [
    401,
    "The removal of a connection has ended the space's tokens; the detail names it and the time.",
  ],
  token_owner_deactivated: [
    401,
    "The person or account that the token belongs to is no longer active in the space.",
  ],
  token_access_ended: [401, "The access of the token's person was ended."],
  required_action_open: [
    403,
    "The token's owner has something to do before the space opens to them, and so to the token: set up two-factor, or change an old password. `received` says which.",
  ],
  scope_missing: [403, "The token has not the scope that `expected` names."],
  permission_missing: [403, "The token's person does not hold the permission that `expected` names."],
  not_subscribed: [403, "The space's plan does not include single sign-on."],
  space_not_found: [404, "The token belongs to another space, or no space has this name."],
  malformed_address: [400, "The address contains a percent sign that escapes nothing."],
  route_not_found: [404, "The API has no such address."],
  method_not_allowed: [
    405,
    "The address does not support the method; the header Allow names the supported ones.",
  ],
  rate_limited: [
    429,
    "Too many calls. `retryAfter` and the header Retry-After give the number of seconds to wait.",
  ],
  database_unavailable: [
    503,
    "The database does not answer, or cannot be written, for the moment. Try again after `retryAfter` seconds.",
  ],
  internal_error: [500, "Something went wrong on our side. Use `reference` to find it in the log."],
  // The request.
  invalid_field: [
    422,
    "A field is not valid; `field`, `received`, `expected` and `errors` say which and how.",
  ],
  unknown_field: [422, "The request has a field that this operation does not know."],
  invalid: [422, "Something in the request cannot be used."],
  body_missing: [422, "The operation needs a body, and none was sent, or one that says nothing."],
  body_too_large: [413, "The body is larger than this operation allows."],
  not_json: [415, "The body is not sent as application/json."],
  malformed_json: [400, "The body is not well-formed JSON in UTF-8."],
  if_match_malformed: [422, "If-Match names no revision."],
  if_match_unsupported: [422, "What this operation changes has no revision, so If-Match cannot be applied."],
  stale_revision: [
    412,
    "Somebody has changed the resource since the revision that If-Match names; the detail says who and which fields. Read it again.",
  ],
  idempotency_key_malformed: [422, "The Idempotency-Key cannot be used."],
  idempotency_key_reused: [422, "The Idempotency-Key was used for another request."],
  idempotency_in_progress: [409, "The first request with this Idempotency-Key is still in progress."],
  // Connections.
  connection_not_found: [404, "The space has no such connection."],
  reference_taken: [409, "Another connection has this reference."],
  provider_misfit: [422, "The provider cannot be connected with this protocol."],
  protocol_mismatch: [422, "The connection uses another protocol."],
  preset_fixed: [422, "The authentication method of a connection cannot be changed."],
  entity_id_missing: [422, "The provider's entity ID is missing."],
  entity_id_invalid: [422, "The entity ID cannot be used."],
  name_id_format_invalid: [
    422,
    "This is no Name ID format; `expected` names those that are accepted, and the detail the one that is meant.",
  ],
  subject_attribute_missing: [422, "A transient Name ID needs a subject attribute, or nobody is recognised."],
  login_url_missing: [422, "The provider's login URL is missing."],
  address_insecure: [422, "The address begins with http://."],
  address_invalid: [422, "This is not a complete web address."],
  binding_not_offered: [422, "The provider's metadata offers no address for this binding."],
  issuer_missing: [422, "The issuer is missing."],
  client_id_missing: [422, "The client ID is missing."],
  client_secret_missing: [
    422,
    "The client secret is missing, or must be entered again for another receiver.",
  ],
  client_secret_not_used: [422, "A public client has no secret."],
  field_of_other_protocol: [422, "The setting belongs to another protocol than the connection's."],
  field_of_preset: [422, "The setting is the tool's own and cannot be another."],
  host_invalid: [422, "The host does not belong to the tool."],
  address_missing: [422, "One of the tool's addresses is missing."],
  account_missing: [422, "The tool's account that people must belong to is missing."],
  parameter_reserved: [422, "A parameter that Gatehouse sends itself cannot be set."],
  parameter_invalid: [422, "A further parameter has no name that can be sent, or is too long."],
  path_invalid: [422, "This is not a path into a response."],
  tool_address_not_allowed: [422, "An address of the tool cannot be used."],
  too_many_saves: [429, "The space has looked up too many addresses."],
  already_active: [409, "The connection is active, and there is no newer version."],
  nothing_to_activate: [409, "Nothing is configured yet."],
  version_changed: [409, "Another version is now the draft, or live."],
  not_tested: [409, "The version has not passed its test."],
  no_active_connection: [409, "No connection is active, so nobody but IT administrators could sign in."],
  no_way_back: [409, "No IT administrator has lately proved that a password gets them in."],
  relink_choice_needed: [409, "Linked people would be refused: choose what becomes of them."],
  relink_not_proved: [409, "The test was by nobody who is linked, so the links cannot be carried over."],
  cannot_switch: [409, "The connection has never been activated."],
  switched_meanwhile: [409, "Somebody else enabled or disabled it at the same moment."],
  version_not_found: [404, "There is no such version."],
  nothing_live: [409, "The connection has never been live."],
  cannot_roll_back: [409, "Only an earlier version that passed its test can be put live again."],
  option_inactive: [409, "The connection is not active, so it has no button."],
  names_of_owner: [422, "The space that owns the connection sets the attributes for address and names."],
  not_accepted_yet: [409, "The person was invited and becomes active by signing in to the space themselves."],
  session_needed: [403, "Only the person themselves can do this, in a browser."],
  role_above_own: [
    403,
    "Somebody would get a higher role than the caller has; `field` says which. An administrator can do it.",
  ],
  nothing_to_confirm: [409, "Nothing about the connection waits for an administrator's confirmation."],
  team_unknown: [422, "A team that the settings name is not in the space; `field` says where it stands."],
  default_above_ceiling: [422, "The default role is above the ceiling, so nobody would get it."],
  nothing_to_test: [409, "Nothing is configured that could be tested."],
  too_many_test_runs: [429, "Too many tests in a short time."],
  test_run_not_found: [404, "The connection has no such test run."],
  // Tools' tokens.
  account_only: [403, "Only an integration token can fetch people's tokens."],
  connector_inactive: [409, "The connection is not active."],
  tokens_not_kept: [409, "The connection does not keep tokens."],
  provider_token_not_found: [404, "No token is stored for this person."],
  provider_token_ended: [409, "The tool has ended the person's grant."],
  refresh_under_way: [503, "The token is being refreshed right now."],
  person_not_found: [404, "There is no such person in the space."],
  // Configuration as a file.
  removals_not_confirmed: [
    422,
    "A list of the file is empty or missing, or a directory is not in it, and `prune` would remove what it lacks: `expected` is the number to send as `confirm`.",
  ],
  plan_changed: [409, "The file or the space has changed since the plan whose `digest` was sent."],
  // Domains.
  domain_taken: [409, "Another organization has verified this domain."],
  domain_exists: [409, "The domain is already in the list."],
  domain_not_found: [404, "The space has no such domain."],
  last_verified_domain: [409, "It is the last verified domain of an active connection."],
  // People.
  user_not_found: [404, "There is no such person in the space."],
  already_member: [409, "The person is already a member."],
  address_taken: [409, "Another person has this address."],
  address_not_proven: [403, "The caller has not proved that they may change the address."],
  person_not_owned: [
    403,
    "The person also belongs to another space: only they can change their name and address.",
  ],
  other_organization: [403, "Another organization requires single sign-on for the person."],
  cannot_deactivate_self: [409, "You cannot deactivate yourself."],
  ends_own_access: [409, "It is your own access: say that you know by `includingOwn`."],
  last_administrator: [409, "It is the space's last administrator."],
  last_it_administrator: [409, "It is the space's last IT administrator."],
  it_administrator_must_be_admin: [409, "Only an active administrator can be an IT administrator."],
  permission_not_grantable: [409, "The permission comes with the role admin only."],
  no_licence: [409, "All licences of the role are in use."],
  // Tokens.
  token_not_found: [404, "The space has no such token."],
  token_ended: [409, "The token has already ended."],
  scope_beyond_maker: [403, "A token cannot give scopes that it does not have itself."],
  expiry_beyond_maker: [403, "A token cannot create one that expires later than itself."],
  expiry_past: [422, "The token would have expired already."],
  // Teams and sessions.
  team_member_not_found: [404, "The person is not in the team."],
  session_not_found: [404, "The space has no such live session."],
  team_name_taken: [409, "The space has a team of this name."],
  team_not_found: [404, "The space has no such team."],
  attempt_not_found: [404, "The space's sign-in log has no such attempt."],
  // Setup links.
  setup_link_not_found: [404, "The space has no such setup link."],
  setup_link_revoked: [409, "The setup link was already revoked."],
  return_url_not_allowed: [422, "The return address belongs to no application of the space."],
  nothing_to_renew: [409, "The connection has never been configured."],
  too_many_messages: [
    429,
    "The space has sent too many emails in a short time, or too many to the same person.",
  ],
  // Applications and spaces, with an operator token.
  application_not_found: [404, "There is no such application."],
  jwks_missing: [422, "private_key_jwt needs the application's public keys."],
  jwks_unused: [422, "Only private_key_jwt uses public keys."],
  pkce_needed: [422, "An application without a secret must use PKCE."],
  backchannel_address_not_allowed: [422, "The address for back-channel logout cannot be called."],
  no_client_secret: [409, "The application proves itself without a client secret."],
  space_unknown: [422, "One of the spaces is not there."],
  space_twice: [422, "A space is in the list twice."],
  slug_taken: [409, "Another space has this slug."],
  external_id_taken: [409, "Another space has this external ID."],
  // Directories.
  directory_not_found: [404, "The space has no such directory."],
  directory_name_taken: [409, "The space has a directory of this name."],
  directory_state: [409, "The directory is not in a state that allows this; `expected` names those that do."],
  too_many_directory_tokens: [409, "The directory has two tokens in use already. Revoke one first."],
  too_many_directory_secrets: [409, "The directory has two client secrets in use already. Revoke one first."],
  client_secret_not_found: [404, "The directory has no such client secret in use."],
  directory_group_not_found: [404, "The directory has no such group."],
  directory_request_not_found: [404, "The directory's log has no such request."],
  directory_request_not_replayable: [
    409,
    "The request cannot be served again; `received` says why: it worked, it was repeated already, it is not kept, or something newer is known.",
  ],
  // Webhooks.
  webhook_not_found: [404, "The space has no such webhook."],
  delivery_not_found: [404, "The webhook no longer has such a message."],
  webhook_address_not_allowed: [422, "The address is private, uses plain http, or is not an address."],
  webhook_disabled: [409, "The webhook is disabled."],
  too_many_webhooks: [409, "The space has reached the limit of webhooks."],
} as const satisfies Record<string, Own>;

/** The code of a problem of the API; an operation can name no other. */
export type ProblemCode =
  | keyof typeof own
  | `domain_${DomainProblem}`
  | LogoProblem
  | OutboundErrorCode
  | keyof typeof metadataExplanations
  | keyof typeof oidcExplanations;

/** Every problem of the API, in the order of the documentation. */
export const problemDocs: readonly ProblemDoc[] = [
  ...Object.entries(own).map(([code, [status, meaning]]) => ({ code, statuses: [status], meaning })),
  ...Object.entries(domainProblems).map(([problem, meaning]) => ({
    code: `domain_${problem}`,
    statuses: [422],
    meaning,
  })),
  ...Object.entries(logoProblems).map(([code, meaning]) => ({ code, statuses: [422], meaning })),
  ...outboundErrorCodes.map((code) => ({
    code,
    statuses: [422, 503],
    meaning: "An address of the provider could not be read; the detail says why.",
  })),
  ...[...Object.entries(metadataExplanations), ...Object.entries(oidcExplanations)].map(
    ([code, { cause, fix }]) => ({
      code,
      statuses: [422],
      meaning: `${cause} ${fix}`,
    }),
  ),
].filter((doc, at, all) => all.findIndex(({ code }) => code === doc.code) === at);
