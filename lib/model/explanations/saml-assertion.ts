import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

const clocks =
  "Compare the two times. If they differ by minutes, set the provider's clock by a time server; ours is shown beside it.";

/** Refusals of what the signed assertion says. */
export const samlAssertionExplanations = {
  assertion_issuer_wrong: say(
    people.setup,
    "The assertion comes from another provider, or another application of it, than this connection is for. The comparison is exact.",
    "Import the provider's metadata again, so that the entity ID here is the one that the assertion carries.",
    "gatehouse_configuration",
  ),
  time_malformed: say(
    people.setup,
    "A time in the assertion is not written in UTC with a “Z” at its end, so it could mean several moments.",
    "The provider's software has to write times in UTC, for example 2031-01-02T03:04:05Z.",
  ),
  conditions_missing: say(
    people.setup,
    "The assertion does not say when and for whom it is valid.",
    "Set the provider to write Conditions with NotOnOrAfter and an audience.",
  ),
  conditions_bounds_missing: say(
    people.setup,
    "The conditions of the assertion have no end, so it would be valid for ever.",
    "Set a lifetime for assertions at the provider, for example five minutes.",
  ),
  assertion_not_yet_valid: say(people.late, "The assertion is not valid yet: the clocks differ.", clocks),
  assertion_expired: say(
    people.late,
    "The assertion's validity is over: the person waited too long, the page was sent again, or the clocks differ.",
    clocks,
  ),
  condition_unknown: say(
    people.setup,
    "The assertion carries a condition that is not known here, so it cannot be said to be valid.",
    "Remove the additional condition at the provider.",
  ),
  audience_missing: say(
    people.setup,
    "The assertion does not say whom it is for.",
    "Enter our entity ID at the provider: Okta Audience URI, Entra ID Identifier (Entity ID), Google Entity ID, Keycloak Client ID, OneLogin Audience, JumpCloud SP Entity ID, Auth0 “audience”.",
  ),
  audience_wrong: say(
    people.setup,
    "The assertion is meant for another application. The comparison is exact: upper case and a slash at the end count.",
    "Copy our entity ID again, complete and without a space: Okta Audience URI, Entra ID Identifier (Entity ID), Google Entity ID, Keycloak Client ID, OneLogin Audience, JumpCloud SP Entity ID, Auth0 “audience”.",
  ),
  bearer_confirmation_missing: say(
    people.setup,
    "The assertion has no confirmation of the kind “bearer”, the one for signing in through a browser.",
    "Choose the browser SSO profile (bearer) for this application at the provider.",
  ),
  recipient_missing: say(
    people.setup,
    "The assertion does not name the address that may receive it.",
    "Enter our reply address as recipient: in Okta leave “Use this for Recipient URL and Destination URL” ticked, in OneLogin fill in Recipient.",
  ),
  recipient_wrong: say(
    people.setup,
    "The assertion names another address than this connection's reply address as its receiver. The comparison is exact.",
    "Copy our reply address again, complete and without a space: Okta Single sign-on URL, Entra ID Reply URL, Google ACS URL, OneLogin Recipient, Keycloak Assertion Consumer Service POST Binding URL.",
  ),
  confirmation_expiry_missing: say(
    people.setup,
    "The confirmation of the assertion has no end.",
    "Set a lifetime for assertions at the provider, for example five minutes.",
  ),
  confirmation_expired: say(
    people.late,
    "The time in which the assertion could be handed over has passed, or the clocks differ.",
    clocks,
  ),
  confirmation_not_before: say(
    people.setup,
    "The confirmation of the assertion has a NotBefore, which SAML's browser profile forbids.",
    "Switch the beginning of the subject confirmation off at the provider; the beginning belongs into the conditions.",
  ),
  in_response_to_missing: say(
    people.again,
    "The sign-in was started here, but the answer does not name our request.",
    "The person may have come from the provider's portal in between. If it happens each time, set the provider to write InResponseTo into the response and into the subject confirmation.",
  ),
  in_response_to_wrong: say(
    people.again,
    "The answer belongs to another request than the one that this browser sent.",
    "Often two tabs or the back button. If it was neither, somebody may have planted the answer of another person: tell your security team.",
    "person",
  ),
  in_response_to_unknown: say(
    people.again,
    "The answer names a request that is not open here: it is over, too old, or was never ours.",
    "Start again from the login page. Bookmarks must lead to our login address, not to the provider's sign-in page.",
    "person",
  ),
  unsolicited_not_allowed: say(
    "Please start on our login page: signing in from your provider's portal is not switched on.",
    "The provider sent an answer that nobody here had asked for, and this connection lets only people in who start here.",
    "Give people our login address. Or, if they should start from the provider's portal, choose “both” under “Who starts the sign-in”. Okta and Entra ID: a tile or “Sign on URL” that leads to our login address works as well.",
    "gatehouse_configuration",
  ),
  authentication_statement_missing: say(
    people.setup,
    "The assertion does not say that the person has signed in at the provider.",
    "Choose the browser SSO profile at the provider. Keycloak: switch “Include AuthnStatement” on.",
  ),
  authentication_in_the_future: say(
    people.late,
    "By the provider's clock the person will sign in only in the future: the clocks differ.",
    clocks,
  ),
  session_ended: say(
    people.late,
    "By the provider's word the person's session there is over already.",
    "The person signs in at the provider again. If it happens to everybody, look at the provider's session lifetime and clock.",
    "person",
  ),
  subject_missing: say(
    "Your identity provider did not say who you are. Ask your administrator to look at its settings.",
    "The assertion has no Name ID, or an empty one; or the connection names a subject attribute and not exactly one value of it came.",
    "Choose a value for the Name ID that every person has: Okta Name ID format EmailAddress, Google Name ID “Primary email”, ADFS a rule from E-Mail Address to Name ID, Entra ID Unique User Identifier. With a subject attribute, send that attribute with one value.",
  ),
  assertion_replayed: say(
    people.again,
    "This very assertion was used before. Each one opens the door once.",
    "Often the person sent the page again or used the back button. If not, somebody may have copied it: tell your security team.",
    "person",
  ),
  verifier_failed: say(
    "Something went wrong on our side, and you were not signed in. Try again; if it happens again, tell your administrator.",
    "The verifier met something that it did not expect. The person was not let in.",
    "Tell the company that runs this application, with the reference of the sign-in attempt.",
    "operator",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
