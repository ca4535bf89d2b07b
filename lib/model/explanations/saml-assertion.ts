import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

const clocks =
  "Compare the two times. If they differ by minutes, synchronize the provider's clock with a time server; our time is shown next to it.";

/** Refusals of the signed assertion. */
export const samlAssertionExplanations = {
  assertion_issuer_wrong: say(
    people.setup,
    "The assertion comes from a different provider, or a different application of it, from the one this connection is for. The comparison is exact.",
    "Import the provider's metadata again, so that the entity ID here matches the one in the assertion.",
    "gatehouse_configuration",
  ),
  time_malformed: say(
    people.setup,
    "A time in the assertion does not end with “Z” for UTC, so it is ambiguous.",
    "The provider must write times in UTC, for example 2031-01-02T03:04:05Z.",
  ),
  conditions_missing: say(
    people.setup,
    "The assertion does not say when it is valid and who it is for.",
    "Set the provider to write Conditions with NotOnOrAfter and an audience.",
  ),
  conditions_bounds_missing: say(
    people.setup,
    "The conditions of the assertion have no end, so it would be valid forever.",
    "Set a lifetime for assertions at the provider, for example five minutes.",
  ),
  assertion_not_yet_valid: say(people.late, "The assertion is not valid yet: the clocks differ.", clocks),
  assertion_expired: say(
    people.late,
    "The assertion has expired: the person waited too long, the page was sent again, or the clocks differ.",
    clocks,
  ),
  condition_unknown: say(
    people.setup,
    "The assertion contains an unknown condition, so its validity cannot be confirmed.",
    "Remove the additional condition at the provider.",
  ),
  audience_missing: say(
    people.setup,
    "The assertion does not say who it is for.",
    "Enter our entity ID at the provider: Okta Audience URI, Entra ID Identifier (Entity ID), Google Entity ID, Keycloak Client ID, OneLogin Audience, JumpCloud SP Entity ID, Auth0 “audience”.",
  ),
  audience_wrong: say(
    people.setup,
    "The assertion is for another application. The comparison is exact: upper and lower case and a trailing slash matter.",
    "Copy our entity ID again, complete and without spaces: Okta Audience URI, Entra ID Identifier (Entity ID), Google Entity ID, Keycloak Client ID, OneLogin Audience, JumpCloud SP Entity ID, Auth0 “audience”.",
  ),
  bearer_confirmation_missing: say(
    people.setup,
    "The assertion has no “bearer” confirmation, the type used to sign in through a browser.",
    "Choose the browser SSO profile (bearer) for this application at the provider.",
  ),
  recipient_missing: say(
    people.setup,
    "The assertion does not name the address that may receive it.",
    "Enter our ACS URL as the recipient: in Okta leave “Use this for Recipient URL and Destination URL” selected, in OneLogin fill in Recipient.",
  ),
  recipient_wrong: say(
    people.setup,
    "The assertion names a recipient other than this connection's ACS URL. The comparison is exact.",
    "Copy our ACS URL again, complete and without spaces: Okta Single sign-on URL, Entra ID Reply URL, Google ACS URL, OneLogin Recipient, Keycloak Assertion Consumer Service POST Binding URL.",
  ),
  confirmation_expiry_missing: say(
    people.setup,
    "The confirmation of the assertion never expires.",
    "Set a lifetime for assertions at the provider, for example five minutes.",
  ),
  confirmation_expired: say(
    people.late,
    "The assertion was delivered too late, or the clocks differ.",
    clocks,
  ),
  confirmation_not_before: say(
    people.setup,
    "The confirmation of the assertion has a NotBefore, which SAML's browser profile forbids.",
    "Turn the start of the subject confirmation (NotBefore) off at the provider; the start belongs in the conditions.",
  ),
  in_response_to_missing: say(
    people.again,
    "The sign-in was started here, but the response does not name our request.",
    "The person may have opened the provider's portal in between. If it happens every time, set the provider to include InResponseTo in the response and in the subject confirmation.",
  ),
  in_response_to_wrong: say(
    people.again,
    "The response belongs to a different request from the one that this browser sent.",
    "The usual cause is two tabs or the back button. If it was neither, somebody may have planted another person's response: tell your security team.",
    "person",
  ),
  in_response_to_unknown: say(
    people.again,
    "The response names a request that is not open here: it is complete, too old, or not ours.",
    "Start again from the sign-in page. Bookmarks must lead to our login URL, not to the provider's sign-in page.",
    "person",
  ),
  unsolicited_not_allowed: say(
    "Start from our sign-in page. Signing in from your provider's portal is turned off.",
    "The provider sent a response that was not requested, and this connection accepts only sign-ins that start here.",
    "Give people our login URL. Or, if they should start from the provider's portal, choose “both” under “Where sign-ins start”. In Okta and Entra ID, a tile or “Sign on URL” that leads to our login URL also works.",
    "gatehouse_configuration",
  ),
  authentication_statement_missing: say(
    people.setup,
    "The assertion does not say that the person has signed in at the provider.",
    "Choose the browser SSO profile at the provider. Keycloak: turn “Include AuthnStatement” on.",
  ),
  authentication_in_the_future: say(
    people.late,
    "According to the provider, the person signs in at a time in the future: the clocks differ.",
    clocks,
  ),
  session_ended: say(
    people.late,
    "According to the provider, the person's session there has already expired.",
    "Ask the person to sign in at the provider again. If it happens to everyone, check the provider's session lifetime and clock.",
    "person",
  ),
  subject_missing: say(
    "Your identity provider did not say who you are. Ask your administrator to check its settings.",
    "The assertion has no Name ID, or an empty one. Or the connection names a subject attribute, and the assertion does not contain exactly one value of it.",
    "Choose a Name ID value that every person has: Okta Name ID format EmailAddress, Google Name ID “Primary email”, ADFS a rule from E-Mail Address to Name ID, Entra ID Unique User Identifier. With a subject attribute, send that attribute with one value.",
  ),
  assertion_replayed: say(
    people.again,
    "This assertion was used before. Each assertion is accepted once.",
    "The person usually sent the page again or used the back button. If not, somebody may have copied it: tell your security team.",
    "person",
  ),
  verifier_failed: say(
    "Something went wrong on our side, and you were not signed in. Try again. If it happens again, tell your administrator.",
    "The validator met an unexpected error. The person was not signed in.",
    "Tell the company that runs this application, with the reference of the sign-in attempt.",
    "operator",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
