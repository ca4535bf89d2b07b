import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** Refusals of the browser's answer, of trading the code, and of sign-ins that third parties start. */
export const oidcAnswerExplanations = {
  answer_parameter_repeated: explained(
    "startAgain",
    "identity_provider",
    "The response contains a parameter twice, so it is ambiguous.",
    "Start again from the sign-in page. If it keeps happening, check for proxies or gateways between the browser and the provider.",
  ),
  answer_encrypted_or_signed: explained(
    "settings",
    "identity_provider",
    "The response arrived as one signed or encrypted parameter (JARM), which was not requested.",
    "Set the response mode of the application to “query” at the provider.",
  ),
  state_missing: explained(
    "startAgain",
    "person",
    "The response has no state, so it belongs to no sign-in that was started here.",
    "Start again from the sign-in page. If the provider never returns the state, it does not follow the standard.",
  ),
  state_mismatch: explained(
    "startAgain",
    "person",
    "The response belongs to another sign-in, for example in another tab or browser, or comes from an old link.",
    "Start again from the sign-in page, in one tab.",
  ),
  answer_issuer_missing: explained(
    "notTrusted",
    "identity_provider",
    "The provider announces that every response contains its name (RFC 9207), but this response does not.",
    "Look for something between the browser and the provider that drops the parameter “iss”.",
  ),
  answer_issuer_mismatch: explained(
    "notTrusted",
    "identity_provider",
    "The response names a different issuer from the connection's, so it may come from another provider.",
    "Check that the issuer of the connection is the one where people sign in.",
  ),
  access_denied: {
    forPerson:
      "Your identity provider refused access, or you cancelled. Try again. If you should have access, ask your administrator to assign the application to you.",
    cause: "The provider answered “access denied”: the person cancelled, or may not use this application.",
    fix: "At the provider, assign the person or one of their groups to the application.",
    fixedBy: "identity_provider",
  },
  interaction_required: {
    forPerson:
      "Your identity provider needs something from you first, for example a new sign-in or your consent. Start again from the sign-in page.",
    cause: "The provider could not finish without the person (sign-in, consent or choice of account).",
    fix: "Start again. If it keeps happening, grant admin consent for the application at the provider.",
    fixedBy: "identity_provider",
  },
  request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The provider rejected the request itself (see the received value).",
    "Compare client ID, redirect URI and scopes of the connection with the application's registration at the provider.",
  ),
  provider_failed: explained(
    "unavailable",
    "identity_provider",
    "The provider reported an error of its own.",
    "Try again. If it keeps happening, check the provider's log or status page.",
  ),
  provider_error: explained(
    "settings",
    "identity_provider",
    "The provider answered with an error that no standard defines (see the received value).",
    "Look the error up in the provider's documentation or log.",
  ),
  code_missing: explained(
    "startAgain",
    "identity_provider",
    "The response contains neither a code nor an error.",
    "Set the application at the provider to the authorization code flow (response type “code”).",
  ),
  client_authentication_failed: explained(
    "settings",
    "gatehouse_configuration",
    "The provider did not accept the client: its secret is wrong or has expired, or the application is not registered there for this kind of sign-in.",
    "Create a new client secret at the provider and copy its value (in Microsoft Entra ID the Value, not the Secret ID) into the connection, without spaces. Check that the old one has not expired and that the client ID belongs to the same application. If both are correct, check that the application is registered as a web application with the authorization code grant, and choose the other way to send the secret (client_secret_basic or client_secret_post) in the connection.",
  ),
  client_not_authorized: explained(
    "settings",
    "gatehouse_configuration",
    "The provider does not allow this client to exchange codes: the client secret is wrong or has expired, or the application's registration does not allow it. Some providers use the same error for both.",
    "First copy the client secret's value into the connection again, or create a new one. If that changes nothing, register the application at the provider as a web application with the authorization code grant.",
  ),
  code_rejected: {
    forPerson:
      "This sign-in took too long or was already answered. Start again from the sign-in page, and do not use the back button.",
    cause:
      "The provider did not accept the code: it has expired, was used before, belongs to another provider or application, or the redirect URI differs.",
    fix: "Start again. If it keeps happening, compare the redirect URI at the provider with the connection's, character by character, and check that both are for the same provider.",
    fixedBy: "person",
  },
  token_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The provider rejected the token request (see the received value).",
    "Compare redirect URI, scopes and grant types with the application's registration at the provider.",
  ),
  token_answer_invalid: explained(
    "notTrusted",
    "identity_provider",
    "The token response does not follow the standard. It may be a web page.",
    "Look for a proxy or a maintenance page in front of the provider that answers in its place.",
  ),
  id_token_missing: explained(
    "settings",
    "identity_provider",
    "The provider sent tokens without an ID token: it speaks OAuth 2, not OpenID Connect.",
    "Allow the scope “openid” for the application at the provider. If the provider has no ID tokens, use an OAuth 2 connection.",
  ),
  initiation_parameter_repeated: explained(
    "link",
    "identity_provider",
    "The address that starts the sign-in contains a parameter twice.",
    "Correct the address of the application's tile at the provider.",
  ),
  initiation_issuer_missing: explained(
    "link",
    "identity_provider",
    "The address that starts the sign-in does not say who starts it (iss).",
    "At the provider, enter the connection's initiate login URL as such, not as an ordinary link.",
  ),
  initiation_issuer_mismatch: explained(
    "link",
    "identity_provider",
    "An issuer other than the connection's tried to start the sign-in.",
    "At the provider, enter the initiate login URL of the connection that belongs to it.",
  ),
  initiation_hint_invalid: explained(
    "link",
    "identity_provider",
    "The suggested user name is too long or contains control characters.",
    "Correct what the provider sends as login_hint.",
  ),
  initiation_target_foreign: {
    forPerson:
      "The link that brought you here leads to another site, so it was stopped. Open the sign-in page instead.",
    cause: "The address to open after sign-in (target_link_uri) does not belong to this site.",
    fix: "At the provider, enter an address of this site, starting with its full https:// address.",
    fixedBy: "identity_provider",
  },
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
