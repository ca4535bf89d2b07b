import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

/** Refusals of the message itself: its form, status, sender and destination. */
export const samlMessageExplanations = {
  response_missing: say(
    people.unreadable,
    "What reached the reply address is no form with a SAMLResponse.",
    "Set the provider to respond by HTTP POST. The ACS URL is not meant to be opened by hand.",
  ),
  response_too_large: say(
    people.unreadable,
    "The response is larger than 768 KB, or the form around it than 1.25 MB.",
    "Send fewer groups: in Okta narrow the group filter, in Entra ID choose “Groups assigned to the application”, in ADFS filter the claim rule.",
  ),
  response_not_base64: say(
    people.unreadable,
    "SAMLResponse is not plain base64, or it was damaged in transit.",
    "Look for a proxy or browser extension that changes forms. If the provider is your own software, it must not compress a response sent by POST.",
  ),
  response_not_xml: say(
    people.unreadable,
    "The decoded response is not well-formed XML in UTF-8; what was received says where.",
    "Have the provider's software fixed or updated. Its log should show the same sign-in.",
  ),
  forbidden_markup: say(
    people.untrusted,
    "The response contains a DOCTYPE, comment, CDATA section, processing instruction or schema location. These can hide or replace content, and no sign-in needs them.",
    "Common providers never write them. If yours does, turn it off there. Otherwise somebody tampered with the response: tell your security team.",
  ),
  too_complex: say(
    people.unreadable,
    "The response is nested too deeply, or has too many elements, attributes, namespaces or references.",
    "Send fewer groups or attributes. If that is not the cause, somebody made the message by hand: tell your security team.",
  ),
  not_a_response: say(
    people.setup,
    "The ACS URL received a message that is not a response to a sign-in, for example a logout response, a request or metadata.",
    "At the provider, use our ACS URL (Okta: Single sign-on URL, Entra ID: Reply URL, Google: ACS URL) for sign-in only, not as the logout or sign-on URL.",
  ),
  duplicate_id: say(
    people.untrusted,
    "Two elements of the response have the same ID, so it is unclear what a signature covers. What was received says which.",
    "A correct provider never does this. Somebody tampered with the response: tell your security team.",
  ),
  namespace_invalid: say(
    people.untrusted,
    "The response uses a relative namespace address, which cannot be signed safely. What was received says which prefix, and on which element.",
    "A correct provider never does this. Somebody tampered with the response: tell your security team.",
  ),
  schema_invalid: say(
    people.unreadable,
    "The response violates the SAML 2.0 schema. The received value shows where.",
    "Look for custom templates or claim rules at the provider, for example an element in the wrong order or an empty required value.",
  ),
  version_not_supported: say(
    people.setup,
    "The provider responded in a version other than SAML 2.0.",
    "Set the application at the provider to SAML 2.0.",
  ),
  status_not_success: say(
    "Your identity provider responded that it could not sign you in. Ask your administrator whether you may use this application.",
    "The provider itself refused. The received value is its own reason.",
    "Okta, Entra ID, Google: assign the person or their group to the application. ADFS with InvalidNameIDPolicy: add a rule that turns the email address into a Name ID. RequestDenied or Responder: check the provider's log.",
  ),
  response_issuer_missing: say(
    people.setup,
    "The response is signed, or its assertion is encrypted, but it does not say which provider it comes from.",
    "Set the provider to include its entity ID as Issuer in the response as well as in the assertion.",
  ),
  response_issuer_wrong: say(
    people.setup,
    "The response comes from a different provider, or a different application of it, from the one this connection is for. The comparison is exact: upper and lower case, a trailing slash and spaces matter.",
    "Import the provider's metadata again. Okta gives every application its own issuer. Entra ID has one per tenant. The issuer of ADFS begins with http:// although its addresses begin with https://.",
    "gatehouse_configuration",
  ),
  destination_missing: say(
    people.setup,
    "The response is signed but does not say which address it was sent to.",
    "In Okta, leave “Use this for Recipient URL and Destination URL” selected. In JumpCloud and Auth0, fill in the ACS or callback URL. Elsewhere, turn Destination on.",
  ),
  destination_wrong: say(
    people.setup,
    "The response was sent to an address other than this connection's ACS URL. The comparison is exact.",
    "Copy our ACS URL again, complete and without spaces: Okta Single sign-on URL, Entra ID Reply URL, Google ACS URL, Keycloak Assertion Consumer Service POST Binding URL, OneLogin Recipient and ACS URL.",
  ),
  assertion_missing: say(
    people.setup,
    "The provider responded “Success” but sent no statement about a person.",
    "Check the provider's rules for this application. The person may not be assigned to it.",
  ),
  several_assertions: say(
    people.untrusted,
    "The response contains more than one assertion, so it is ambiguous.",
    "Send exactly one, plain or encrypted. If your provider already does, somebody tampered with the response: tell your security team.",
  ),
  assertion_misplaced: say(
    people.untrusted,
    "The assertion is not a direct child of the response.",
    "A correct provider never does this. Somebody tampered with the response: tell your security team.",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
