import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

/** Refusals of the message itself: its form, its status, who sent it and where to. */
export const samlMessageExplanations = {
  response_missing: say(
    people.unreadable,
    "What reached the reply address is no form with a SAMLResponse.",
    "Set the provider to answer by HTTP POST. Nobody should open the reply address by hand.",
  ),
  response_too_large: say(
    people.unreadable,
    "The response is larger than 768 KB, or the form around it than 1.25 MB.",
    "Send fewer groups: in Okta narrow the group filter, in Entra ID choose “Groups assigned to the application”, in ADFS filter the claim rule.",
  ),
  response_not_base64: say(
    people.unreadable,
    "SAMLResponse is not plain base64, or it was damaged on its way.",
    "Look for a proxy or browser extension that changes forms. A provider of your own making must not compress an answer sent by POST.",
  ),
  response_not_xml: say(
    people.unreadable,
    "The decoded response is not well-formed XML in UTF-8; what was received says where.",
    "The provider's software has to be mended or updated; its log should show the same sign-in.",
  ),
  forbidden_markup: say(
    people.untrusted,
    "The response holds a DOCTYPE, comment, CDATA section, processing instruction or schema location. These can hide or replace content, and no sign-in needs them.",
    "No common provider writes them. If yours does, switch it off there; otherwise somebody tampered with the answer: tell your security team.",
  ),
  too_complex: say(
    people.unreadable,
    "The response is nested too deep, or has too many elements, attributes, namespaces or references.",
    "Send fewer groups or attributes. If the number is not the reason, somebody made the message by hand: tell your security team.",
  ),
  not_a_response: say(
    people.setup,
    "Another message than an answer to a sign-in was posted to the reply address, such as a logout answer, a request or metadata.",
    "At the provider, use our reply address (Okta: Single sign-on URL, Entra ID: Reply URL, Google: ACS URL) for sign-in only, not as logout or sign-on URL.",
  ),
  duplicate_id: say(
    people.untrusted,
    "Two elements of the response carry the same ID, so it is not clear what a signature is about. What was received says which.",
    "A sound provider never does this; somebody tampered with the answer. Tell your security team.",
  ),
  namespace_invalid: say(
    people.untrusted,
    "The response uses a relative namespace address, which cannot be signed safely. What was received says which prefix, and on which element.",
    "A sound provider never does this; somebody tampered with the answer. Tell your security team.",
  ),
  schema_invalid: say(
    people.unreadable,
    "The response breaks the rules of SAML 2.0; what was received says where.",
    "Look for hand-written templates or claim rules at the provider, for example an element in the wrong order or an empty required value.",
  ),
  version_not_supported: say(
    people.setup,
    "The provider answered in another version than SAML 2.0.",
    "Set the application at the provider to SAML 2.0.",
  ),
  status_not_success: say(
    "Your identity provider answered that it could not sign you in. Ask your administrator whether you may use this application.",
    "The provider itself refused; what was received is its own reason.",
    "Okta, Entra ID, Google: assign the person or their group to the application. ADFS with InvalidNameIDPolicy: add a rule that turns the e-mail address into a Name ID. RequestDenied or Responder: the provider's log says more.",
  ),
  response_issuer_missing: say(
    people.setup,
    "The response is signed, or its assertion is encrypted, but it does not say which provider it comes from.",
    "Set the provider to write its entity ID as Issuer into the response as well as into the assertion.",
  ),
  response_issuer_wrong: say(
    people.setup,
    "The response comes from another provider, or another application of it, than this connection is for. The comparison is exact: upper case, a slash at the end and spaces count.",
    "Import the provider's metadata again. Okta gives every application its own issuer; Entra ID has one for each tenant; ADFS's begins with http:// even though its addresses begin with https://.",
    "gatehouse_configuration",
  ),
  destination_missing: say(
    people.setup,
    "The response is signed but does not say which address it was sent to.",
    "In Okta, leave “Use this for Recipient URL and Destination URL” ticked. In JumpCloud and Auth0, fill in the ACS or callback URL. Elsewhere, switch Destination on.",
  ),
  destination_wrong: say(
    people.setup,
    "The response was made for another address than this connection's reply address. The comparison is exact.",
    "Copy our reply address again, complete and without a space: Okta Single sign-on URL, Entra ID Reply URL, Google ACS URL, Keycloak Assertion Consumer Service POST Binding URL, OneLogin Recipient and ACS URL.",
  ),
  assertion_missing: say(
    people.setup,
    "The provider answered “Success” but sent no statement about a person.",
    "Look at the provider's rules for this application: the person may not be assigned to it.",
  ),
  several_assertions: say(
    people.untrusted,
    "The response carries more than one assertion, so it is not clear which one counts.",
    "Send exactly one, plain or encrypted. If your provider does, somebody tampered with the answer: tell your security team.",
  ),
  assertion_misplaced: say(
    people.untrusted,
    "The assertion does not stand directly in the response.",
    "A sound provider never does this; somebody tampered with the answer. Tell your security team.",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
