import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";

/** The expected reaction of a careful client: the code of its refusal; `null` if it rightly continues. */
type Expected = OAuth2RefusalCode | AdmissionRefusal | "attempt_unknown" | null;
const quirk = (label: string, expected: Expected) => ({ label, expected });

/** Every peculiarity or fault of this tool in one sign-in, by name. */
export const quirks = {
  token_form_encoded: quirk("Token answer in form encoding", null),
  token_plain_text: quirk("Token answer in form encoding, called plain text", null),
  token_without_type: quirk("Token answer without a token type", null),
  scopes_by_comma: quirk("Granted scopes parted by commas", null),
  no_refresh_token: quirk("No refresh token", null),
  short_lived: quirk("Access token for one second", null),
  refresh_rotation: quirk("A new refresh token at each refresh, the old one ends", null),
  nothing_said: quirk("Nothing said about whether the address was checked", null),
  unverified_email: quirk("The address was not checked", "email_not_verified"),
  missing_email: quirk("No address", "email_missing"),
  two_emails: quirk("Two addresses where one belongs", "tool_email_ambiguous"),
  other_account: quirk("Belongs to another account of the tool", "tool_account_mismatch"),
  no_id: quirk("No ID of the person", "tool_subject_missing"),
  id_is_list: quirk("A list where the ID belongs", "tool_subject_ambiguous"),
  id_too_large: quirk("The ID is a number beyond 2^53", "tool_subject_ambiguous"),
  identity_html: quirk("The identity is a page", "tool_identity_invalid"),
  identity_list: quirk("The identity is a list", "tool_identity_invalid"),
  identity_forbidden: quirk("The identity needs another scope", "tool_identity_rejected"),
  identity_redirects: quirk("The identity redirects elsewhere", "tool_status"),
  identity_slow: quirk("The identity does not answer", "tool_timeout"),
  identity_huge: quirk("The identity is enormous", "tool_too_large"),
  access_denied: quirk("The person says no", "tool_access_denied"),
  error_with_markup: quirk("An error with markup in its description", "tool_error"),
  answer_without_code: quirk("An answer without a code", "tool_code_missing"),
  answer_without_state: quirk("An answer without state", "attempt_unknown"),
  answer_wrong_state: quirk("An answer with another state", "attempt_unknown"),
  answer_repeats_code: quirk("An answer with two codes", "tool_answer_parameter_repeated"),
  code_used: quirk("The code was used by somebody else", "tool_code_rejected"),
  code_expired: quirk("The code has run out", "tool_code_rejected"),
  token_error_in_ok: quirk("An error with status 200", "tool_code_rejected"),
  token_html: quirk("The token answer is a page", "tool_token_answer_invalid"),
  token_missing: quirk("A token answer without a token", "tool_token_answer_invalid"),
  token_odd_type: quirk("A token of another type", "tool_token_answer_invalid"),
  token_with_line_break: quirk("A token with a line break in it", "tool_token_answer_invalid"),
  token_redirects: quirk("The token endpoint redirects elsewhere", "tool_status"),
  token_fails: quirk("The token endpoint fails", "tool_status"),
  token_slow: quirk("The token endpoint does not answer", "tool_timeout"),
  token_huge: quirk("The token answer is enormous", "tool_too_large"),
} as const satisfies Record<string, ReturnType<typeof quirk>>;
export type Quirk = keyof typeof quirks;

export function isQuirk(value: unknown): value is Quirk {
  return typeof value === "string" && Object.hasOwn(quirks, value);
}
