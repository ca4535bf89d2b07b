import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** Refusals about what the browser brought back, trading the code, and sign-ins that third parties start. */
export const oidcAnswerExplanations = {
  answer_parameter_repeated: explained(
    "startAgain",
    "identity_provider",
    "The answer carries a parameter twice, so it is open which one counts.",
    "Start again from the sign-in page. Where it lasts, look at what stands between browser and provider (proxies, gateways).",
  ),
  answer_encrypted_or_signed: explained(
    "settings",
    "identity_provider",
    "The answer came as one signed or encrypted parameter (JARM), which was not asked for.",
    "Set the response mode of the application to “query” at the provider.",
  ),
  state_missing: explained(
    "startAgain",
    "person",
    "The answer carries no state, so it belongs to no sign-in that was started here.",
    "Start again from the sign-in page. Where the provider never sends the state back, it does not follow the standard.",
  ),
  state_mismatch: explained(
    "startAgain",
    "person",
    "The answer belongs to another sign-in, for example one of another tab or browser, or an old link.",
    "Start again from the sign-in page, in one tab.",
  ),
  answer_issuer_missing: explained(
    "notTrusted",
    "identity_provider",
    "The provider says that it names itself in every answer (RFC 9207), and did not.",
    "Look for something between browser and provider that drops the parameter “iss”.",
  ),
  answer_issuer_mismatch: explained(
    "notTrusted",
    "identity_provider",
    "The answer names another issuer than the connection's, as if it came from another provider.",
    "Check that the issuer of the connection is the one at which people sign in.",
  ),
  access_denied: {
    forPerson:
      "Your identity provider did not let you in, or you cancelled. Try again; if you should have access, ask your administrator to assign the application to you.",
    cause: "The provider answered “access denied”: the person cancelled, or may not use this application.",
    fix: "At the provider, assign the person or one of their groups to the application.",
    fixedBy: "identity_provider",
  },
  interaction_required: {
    forPerson:
      "Your identity provider needs something from you first, for example a new sign-in or your consent. Start again from the sign-in page.",
    cause: "The provider could not finish without the person (sign-in, consent or choice of account).",
    fix: "Start again. Where it lasts, grant the application the administrator's consent at the provider.",
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
    "Try again. Where it lasts, look at the provider's log or status page.",
  ),
  provider_error: explained(
    "settings",
    "identity_provider",
    "The provider answered with an error that no standard names (see the received value).",
    "Look the error up in the provider's documentation or log.",
  ),
  code_missing: explained(
    "startAgain",
    "identity_provider",
    "The answer carries neither a code nor an error.",
    "Set the application at the provider to the authorization code flow (response type “code”).",
  ),
  client_authentication_failed: explained(
    "settings",
    "gatehouse_configuration",
    "The provider did not accept the client: its secret is wrong or has expired, or the application is not registered there for this kind of sign-in.",
    "Create a new client secret at the provider and copy its value (in Microsoft Entra ID the Value, not the Secret ID) into the connection, without blanks. Check that the old one has not expired and that the client ID belongs to the same application. Where both are right, check that the application is registered as a web application with the authorization code grant, and choose the other way of sending the secret (client_secret_basic or client_secret_post) in the connection.",
  ),
  client_not_authorized: explained(
    "settings",
    "gatehouse_configuration",
    "The provider does not let this client trade codes: the client secret is wrong or has expired, or the application's registration does not allow it. Some providers give one error for both.",
    "First copy the client secret's value into the connection again, or make a new one. Where that changes nothing, register the application at the provider as a web application with the authorization code grant.",
  ),
  code_rejected: {
    forPerson:
      "This sign-in took too long or was answered twice. Start again from the sign-in page, and do not use the back button.",
    cause:
      "The provider did not accept the code: it has expired, was used before, belongs to another provider or application, or the redirect URI differs.",
    fix: "Start again. Where it lasts, compare the redirect URI at the provider with the connection's letter by letter, and check that both name the same provider.",
    fixedBy: "person",
  },
  token_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The provider rejected the request for tokens (see the received value).",
    "Compare redirect URI, scopes and grant types with the application's registration at the provider.",
  ),
  token_answer_invalid: explained(
    "notTrusted",
    "identity_provider",
    "The answer to the request for tokens is not what the standard asks for, perhaps a web page.",
    "Look for something in front of the provider that answers in its place (proxy, maintenance page).",
  ),
  id_token_missing: explained(
    "settings",
    "identity_provider",
    "The provider sent tokens without an ID token: it speaks OAuth 2, not OpenID Connect.",
    "Allow the scope “openid” for the application at the provider. Where the provider has no ID tokens, use an OAuth 2 connection.",
  ),
  initiation_parameter_repeated: explained(
    "link",
    "identity_provider",
    "The address that starts the sign-in carries a parameter twice.",
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
    "Another issuer than the connection's wants to start the sign-in.",
    "At the provider, enter the initiate login URL of the connection that belongs to it.",
  ),
  initiation_hint_invalid: explained(
    "link",
    "identity_provider",
    "The suggested user name is too long or holds control characters.",
    "Correct what the provider sends as login_hint.",
  ),
  initiation_target_foreign: {
    forPerson:
      "The link that brought you here would have led you to another site, so it was stopped. Open the sign-in page instead.",
    cause: "The address to open after sign-in (target_link_uri) is not one of this site.",
    fix: "At the provider, enter an address of this site, starting with its full https:// address.",
    fixedBy: "identity_provider",
  },
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
