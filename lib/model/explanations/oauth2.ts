import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** What each refusal of an OAuth 2 sign-in means, for the person and for the administrator. */
export const oauth2Explanations: Record<OAuth2RefusalCode, Explanation> = {
  tool_address_not_allowed: explained(
    "settings",
    "gatehouse_configuration",
    "An address of the tool is not https:// or leads into a private network, which cannot be called from here.",
    "Correct the tool's addresses. If the tool is meant to be in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  tool_not_found: explained(
    "unavailable",
    "gatehouse_configuration",
    "DNS has no server with the tool's name.",
    "Check the region, subdomain or address in the connection for a typo.",
  ),
  tool_connection_refused: explained(
    "unavailable",
    "identity_provider",
    "The tool's server refuses or drops connections.",
    "Check that the tool is running and can be reached from the internet.",
  ),
  tool_certificate: explained(
    "unavailable",
    "identity_provider",
    "A secure connection was not possible: the certificate of the tool's server has expired, is for another name, or comes from an unknown authority.",
    "Renew the certificate of the tool's server.",
  ),
  tool_timeout: explained(
    "unavailable",
    "identity_provider",
    "The tool took too long to respond at this step.",
    "Try again. If it keeps happening, check the tool's status page.",
  ),
  tool_too_large: explained(
    "unavailable",
    "identity_provider",
    "The tool's response is larger than one megabyte.",
    "Check that the address at this step is correct.",
  ),
  tool_busy: explained(
    "unavailable",
    "identity_provider",
    "Many calls to this tool are waiting for a response, so no further call was made.",
    "Wait until the tool responds again, and check its status page.",
  ),
  tool_status: explained(
    "unavailable",
    "identity_provider",
    "The tool answered this step with an error status or a redirect (see the received value).",
    "Check the address at this step: it must be the tool's API address, not a page. If it is correct, try again later.",
  ),
  tool_unreadable: explained(
    "unavailable",
    "identity_provider",
    "The tool's server sent a response that cannot be read.",
    "Check that the address and port are those of the tool's web server.",
  ),
  tool_answer_parameter_repeated: explained(
    "startAgain",
    "identity_provider",
    "The response contains a parameter twice, so it is ambiguous.",
    "Start again. If it happens every time, something between the browser and this site changes addresses.",
  ),
  tool_state_missing: explained(
    "startAgain",
    "person",
    "The response does not say which sign-in it belongs to.",
    "Start again from the sign-in page, not from a bookmark of the tool.",
  ),
  tool_state_mismatch: explained(
    "startAgain",
    "person",
    "The response belongs to another sign-in.",
    "Start again from the sign-in page.",
  ),
  tool_access_denied: {
    forPerson:
      "You did not allow the sign-in, or the tool did not permit it. Start again if you changed your mind.",
    cause:
      "The person pressed “cancel” at the tool, or the tool's administrator has not allowed the application.",
    fix: "Allow the application in the tool for these people, then ask them to try again.",
    fixedBy: "person",
  },
  tool_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool refuses our request, often because a scope or the redirect URL is not registered there (see the received value).",
    "Compare the redirect URL and the scopes with those of the application in the tool.",
  ),
  tool_failed: explained(
    "unavailable",
    "identity_provider",
    "The tool reports that it is temporarily unavailable.",
    "Try again later, and check the tool's status page.",
  ),
  tool_error: explained(
    "startAgain",
    "identity_provider",
    "The tool reports an error that is not defined by OAuth 2 (see the received value).",
    "Look the error up in the tool's documentation.",
  ),
  tool_code_missing: explained(
    "startAgain",
    "identity_provider",
    "The response contains neither a code nor an error.",
    "Check that the application in the tool uses the authorization code flow.",
  ),
  tool_client_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool does not accept the client: its ID or secret is wrong, or its registration does not allow this kind of sign-in.",
    "Copy both from the tool again. If the secret is lost, create a new one there. If both are correct, check that the application there may use the authorization code grant. For “another tool”, try the other way to send them.",
  ),
  tool_code_rejected: explained(
    "startAgain",
    "identity_provider",
    "The tool does not accept the code: it has expired, was used before, or belongs to another redirect URL.",
    "Start again. If it happens every time, compare the redirect URL with the one in the tool.",
  ),
  tool_token_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool refuses to exchange the code for a token (see the received value).",
    "Check the token address, the scopes, and the type of application in the tool.",
  ),
  tool_token_answer_invalid: explained(
    "notTrusted",
    "identity_provider",
    "The token response contains no usable bearer token.",
    "Check the token address: it must be the API address, not a page.",
  ),
  tool_identity_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool does not reveal who the person is with this token: a scope is missing, or the person may not use the tool's API.",
    "In the connection and in the tool, add the scope that the identity address needs.",
  ),
  tool_identity_invalid: explained(
    "settings",
    "gatehouse_configuration",
    "The response from the identity address does not describe a person.",
    "Check the identity address: it must return JSON about the person who owns the token.",
  ),
  tool_subject_missing: explained(
    "settings",
    "gatehouse_configuration",
    "The response has no value at the path of the person's permanent ID.",
    "Correct the path of the ID. The attributes of the test show what arrives.",
  ),
  tool_subject_ambiguous: explained(
    "notTrusted",
    "gatehouse_configuration",
    "The person's ID is not a single plain value, or is a number too large to be read exactly, so two people could be mistaken for one.",
    "Choose a path that leads to a single text or an ordinary number.",
  ),
  tool_email_ambiguous: {
    forPerson:
      "The tool has several email addresses for you and does not say which one is primary. Choose a primary address there, then try again.",
    cause: "The tool sent several addresses and marks none of them, or more than one, as primary.",
    fix: "Ask the person to choose a primary address in the tool, or correct the path of the address.",
    fixedBy: "person",
  },
  tool_account_mismatch: {
    forPerson:
      "You are signed in to another company's account in the tool. Switch to your own company's account there, then start again.",
    cause: "The person does not belong to the account in the tool that the connection is for.",
    fix: "Check the account in the connection's settings, and that the person belongs to it in the tool.",
    fixedBy: "person",
  },
};
