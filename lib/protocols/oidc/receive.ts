import { abortable } from "@/lib/infra/http-client/deadline";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { OidcSettings, ProviderMetadata, ReceiveInput } from "@/lib/ports/oidc";
import { validateState } from "./authorization-answer";
import { authMethod } from "./client";
import { type OidcChecks, refused } from "./step";
import { type ReceivingParts, type Validated, validateWith } from "./validate-with";

/**
 * Refusals that an outdated document can cause: meanwhile the provider may have changed its algorithms, moved its
 * keys or endpoints, or changed the client authentication.
 */
const byDocument: ReadonlySet<OidcRefusalCode> = new Set<OidcRefusalCode>([
  "answer_issuer_missing",
  "client_authentication_failed",
  "client_not_authorized",
  "token_request_rejected",
  "token_answer_invalid",
  "id_token_algorithm",
  "signing_keys_invalid",
  "id_token_key_unknown",
  "id_token_key_ambiguous",
  "id_token_key_unusable",
  "id_token_signature",
  "userinfo_rejected",
  "userinfo_invalid",
  "provider_not_found",
  "provider_connection_refused",
  "provider_certificate",
  "provider_status",
  "provider_unreadable",
]);

/**
 * Validates the browser's answer: the answer itself, the tokens behind its code, and userinfo's claims. Before an
 * answer is refused because of the provider's document, that is read once more. Rejects with the signal's reason if
 * the time is up, and otherwise never.
 */
export async function validate(
  parts: ReceivingParts,
  input: ReceiveInput,
  checks: OidcChecks,
  signal: AbortSignal,
): Promise<ValidationResult<OidcRefusalCode>> {
  const { settings } = input;
  const state = validateState(input.parameters, input.expected.state, checks);
  if (!state.ok) return refused(state, checks);
  const found = await abortable(parts.providerOf(settings, checks), signal);
  if (!found.ok) return refused(found, checks);
  const round = { parts, input, signal, startedAt: parts.clock() };
  const first = await validateWith(round, found.value, null);
  if (first.result.outcome === "accepted" || !byDocument.has(first.result.refusal.code))
    return withChecks(checks, first);
  const anew = await abortable(parts.readAgain(settings), signal);
  if (!anew || !mayDiffer(first, settings, found.value, anew)) return withChecks(checks, first);
  const second = await validateWith(round, anew, first.tokenAnswer);
  if (first.tokenAnswer && refusedFor(second, "code_rejected")) return withChecks(checks, first);
  checks.note("provider_document_read_again", true, anew.issuer, settings.issuer);
  return withChecks(checks, second);
}

/** After a second trade “code rejected” only means that the first has used the code up: the first result is the cause. */
function refusedFor({ result }: Validated, code: OidcRefusalCode): boolean {
  return result.outcome === "refused" && result.refusal.code === code;
}

/**
 * Whether the new document can change the result. A code is traded again only at another endpoint or in another way:
 * if it was sent before, it has been used.
 */
function mayDiffer(
  { tokenAnswer }: Validated,
  settings: OidcSettings,
  before: ProviderMetadata,
  anew: ProviderMetadata,
): boolean {
  if (JSON.stringify(before) === JSON.stringify(anew)) return false;
  if (tokenAnswer === null || tokenAnswer.status === 200) return true;
  return (
    before.tokenEndpoint !== anew.tokenEndpoint || authMethod(settings, before) !== authMethod(settings, anew)
  );
}

/** The result with the checks that came before its own. */
function withChecks(before: OidcChecks, { result }: Validated): ValidationResult<OidcRefusalCode> {
  return { ...result, checks: [...before.checks, ...result.checks] };
}
