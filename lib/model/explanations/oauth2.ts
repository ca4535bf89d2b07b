import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** What each refusal of an OAuth 2 sign-in means, for the person and for the administrator. */
export const oauth2Explanations: Record<OAuth2RefusalCode, Explanation> = {
  tool_address_not_allowed: explained(
    "settings",
    "gatehouse_configuration",
    "An address of the tool is not https:// or leads into a private network, which may not be called from here.",
    "Correct the tool's addresses. Where the tool is meant to be in a private network, the operator can allow its host and port (OUTBOUND_ALLOW).",
  ),
  tool_not_found: explained(
    "unavailable",
    "gatehouse_configuration",
    "No server is known under the tool's name.",
    "Check the region, subdomain or address in the connection for a typing mistake.",
  ),
  tool_connection_refused: explained(
    "unavailable",
    "identity_provider",
    "The tool's server refuses connections or breaks them off.",
    "Check that the tool is up and can be reached from the internet.",
  ),
  tool_certificate: explained(
    "unavailable",
    "identity_provider",
    "No safe connection: the certificate of the tool's server has expired, is for another name, or comes from an unknown authority.",
    "Renew the certificate of the tool's server.",
  ),
  tool_timeout: explained(
    "unavailable",
    "identity_provider",
    "The tool took too long to answer at this step.",
    "Try again. Where it lasts, look at the tool's status page.",
  ),
  tool_too_large: explained(
    "unavailable",
    "identity_provider",
    "The tool's answer is larger than one megabyte.",
    "Check that the address at this step is right.",
  ),
  tool_busy: explained(
    "unavailable",
    "identity_provider",
    "Many calls to this tool are waiting for its answer, so no further one was made.",
    "Wait until the tool answers again; look at its status page.",
  ),
  tool_status: explained(
    "unavailable",
    "identity_provider",
    "The tool answered this step with an error status or a redirect (see the received value).",
    "Check the address at this step; it must be the tool's own, not a page. Where it is right, try again later.",
  ),
  tool_unreadable: explained(
    "unavailable",
    "identity_provider",
    "The tool's server answered in a form that cannot be read.",
    "Check that the address and port are those of the tool's web server.",
  ),
  tool_answer_parameter_repeated: explained(
    "startAgain",
    "identity_provider",
    "A parameter came twice in the answer; which one counts would be up to the reader.",
    "Start again. Where it happens each time, something between the browser and us changes addresses.",
  ),
  tool_state_missing: explained(
    "startAgain",
    "person",
    "The answer does not say which sign-in it belongs to.",
    "Start again from the sign-in page, not from a bookmark of the tool.",
  ),
  tool_state_mismatch: explained(
    "startAgain",
    "person",
    "The answer belongs to another sign-in.",
    "Start again from the sign-in page.",
  ),
  tool_access_denied: {
    forPerson:
      "You did not allow the sign-in, or the tool does not let you. Start again if you changed your mind.",
    cause:
      "The person pressed “cancel” at the tool, or the tool's administrator has not allowed the application.",
    fix: "Allow the application in the tool for these people, then let them try again.",
    fixedBy: "person",
  },
  tool_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool refuses our request: often a scope or the redirect URL is not registered there (see the received value).",
    "Compare the redirect URL and the scopes with those of the application in the tool.",
  ),
  tool_failed: explained(
    "unavailable",
    "identity_provider",
    "The tool reports that it cannot answer at the moment.",
    "Try again later; look at the tool's status page.",
  ),
  tool_error: explained(
    "startAgain",
    "identity_provider",
    "The tool reports an error that is not one of OAuth 2's own (see the received value).",
    "Look the error up in the tool's documentation.",
  ),
  tool_code_missing: explained(
    "startAgain",
    "identity_provider",
    "The answer brings neither a code nor an error.",
    "Check that the application in the tool uses the authorization code flow.",
  ),
  tool_client_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool does not accept the client: its ID or secret is wrong, or its registration does not allow this kind of sign-in.",
    "Copy both again from the tool; make a new secret there if it is lost. Where both are right, check that the application there may use the authorization code grant. For “another tool”, try the other way of sending them.",
  ),
  tool_code_rejected: explained(
    "startAgain",
    "identity_provider",
    "The tool does not accept the code: it has run out, was used before, or belongs to another redirect URL.",
    "Start again. Where it happens each time, compare the redirect URL with the one in the tool.",
  ),
  tool_token_request_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool refuses to trade the code for a token (see the received value).",
    "Check the token address, the scopes, and the kind of application in the tool.",
  ),
  tool_token_answer_invalid: explained(
    "notTrusted",
    "identity_provider",
    "The answer to the code holds no bearer token that can be used.",
    "Check the token address: it must be the one for programs, not a page.",
  ),
  tool_identity_rejected: explained(
    "settings",
    "gatehouse_configuration",
    "The tool does not tell who the person is with this token: a scope is missing, or the person may not use the tool's API.",
    "Add the scope that the identity address needs, in the connection and in the tool.",
  ),
  tool_identity_invalid: explained(
    "settings",
    "gatehouse_configuration",
    "What came from the identity address does not describe a person.",
    "Check the identity address: it must answer with JSON about the person whose token it is.",
  ),
  tool_subject_missing: explained(
    "settings",
    "gatehouse_configuration",
    "Nothing stands where the person's lasting ID is looked for.",
    "Correct the path of the ID; the attributes of the test show what arrives.",
  ),
  tool_subject_ambiguous: explained(
    "notTrusted",
    "gatehouse_configuration",
    "The person's ID is not one plain value, or a number too large to be read exactly, so two people could be taken for one.",
    "Choose a path that leads to one text or one ordinary number.",
  ),
  tool_email_ambiguous: {
    forPerson:
      "The tool knows several e-mail addresses of yours and does not say which is the main one. Choose a main address there, then try again.",
    cause: "The tool names several addresses and none of them, or more than one, as the main one.",
    fix: "Let the person choose a main address in the tool, or correct the path of the address.",
    fixedBy: "person",
  },
  tool_account_mismatch: {
    forPerson:
      "You are signed in to another company's account of the tool. Switch to your own company's account there, then start again.",
    cause: "The person does not belong to the account of the tool that the connection is for.",
    fix: "Check the account in the connection's settings, and that the person belongs to it in the tool.",
    fixedBy: "person",
  },
};
