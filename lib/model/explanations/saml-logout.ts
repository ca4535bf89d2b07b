import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { say } from "./saml-sentences";

const people = {
  setup:
    "Your identity provider asked to sign you out, but its settings and those of this application do not match. Sign out here yourself, and tell your administrator.",
  untrusted:
    "A request to sign you out could not be trusted, so nothing was changed. Sign out here yourself if you want to.",
  late: "This request to sign you out came too late or was used before. Sign out here yourself if you are still signed in.",
} as const;

const tampered = "If it does not, somebody made the request up: tell your security team.";

/** What each refusal of single logout means and how it is corrected. */
export const samlLogoutExplanations: Record<SamlLogoutRefusal, Explanation> = {
  logout_message_missing: say(
    people.setup,
    "What reached the single logout address carries neither a SAMLRequest nor a SAMLResponse.",
    "Set the provider to send LogoutRequest and LogoutResponse by HTTP-Redirect or HTTP-POST. The address is not meant to be opened by hand.",
  ),
  logout_parameter_repeated: say(
    people.untrusted,
    "A parameter of the message appears twice, or a request and a response came together, so it is ambiguous what was signed.",
    "A correct provider never does this. Look for a proxy that changes addresses; if there is none, somebody tampered with the message: tell your security team.",
  ),
  logout_message_too_large: say(
    people.setup,
    "The logout message is larger than 64 KB, is compressed so that it would become so, or its RelayState is longer than 1,000 characters.",
    "A logout message has a few kilobytes. Have the provider's software checked; if it sends nothing of this size, somebody else did.",
  ),
  logout_message_unreadable: say(
    people.setup,
    "The logout message could not be read: it is not base64, not compressed as the HTTP-Redirect binding demands, not plain XML, or does not follow the SAML 2.0 schema. What was received says which.",
    "Have the provider's software fixed or updated. By HTTP-Redirect a message is compressed (DEFLATE), by HTTP-POST it is not.",
  ),
  logout_message_unexpected: say(
    people.setup,
    "The single logout address got a SAML message that is no LogoutRequest, or no LogoutResponse.",
    "At the provider, enter the ACS URL for responses to sign-ins and the single logout address for logout messages only.",
  ),
  logout_not_signed: say(
    people.setup,
    "The logout message is not signed. An unsigned one is never obeyed: anybody could have written it.",
    "Turn signing of logout requests and responses on at the provider. Keycloak: Sign documents; Okta: Enable Single Logout signs by itself; ADFS: Set-AdfsRelyingPartyTrust with a signature algorithm.",
  ),
  logout_signature_malformed: say(
    people.untrusted,
    "The signature does not cover exactly the logout message that it came with: a part of it is missing or out of place, or it refers to something else.",
    "Update the provider's software. If it is a major provider, somebody tampered with the message: tell your security team.",
  ),
  logout_algorithm_not_allowed: say(
    people.setup,
    "The logout message is signed by an algorithm that is unknown or not safe enough, such as RSA-SHA1.",
    "Choose RSA-SHA256 and exclusive canonicalization at the provider, for logout messages as for responses.",
  ),
  logout_certificate_unusable: say(
    people.setup,
    "This connection has no certificate that may verify the logout message: none at all, none that can be read, an expired one although the connection refuses those, or a key that is too short.",
    "Import the provider's metadata again, or paste its current signing certificate.",
    "gatehouse_configuration",
  ),
  logout_signature_wrong: say(
    people.untrusted,
    "The signature of the logout message matches none of this connection's certificates, or the message was changed after signing.",
    `Compare the received fingerprint with the provider's console. If it matches, import the provider's metadata again or add the certificate. ${tampered}`,
    "gatehouse_configuration",
  ),
  logout_issuer_wrong: say(
    people.setup,
    "The logout message names no issuer, or another provider than the one this connection is for. The comparison is exact.",
    "Import the provider's metadata again, so that the entity ID here is the one that the provider sends.",
    "gatehouse_configuration",
  ),
  logout_destination_wrong: say(
    people.setup,
    "The logout message names no destination, or another address than this connection's single logout address. Every signed message must name it, and the comparison is exact.",
    "Copy our single logout address again, complete and without spaces, or import our metadata at the provider.",
  ),
  logout_time_malformed: say(
    people.setup,
    "A time in the logout message does not end with “Z” for UTC, so it is ambiguous.",
    "The provider must write times in UTC, for example 2031-01-02T03:04:05Z.",
  ),
  logout_in_the_future: say(
    people.late,
    "According to the provider, the logout message is from the future: the clocks differ.",
    "Compare the two times. If they differ by minutes, synchronize the provider's clock with a time server; our time is shown next to it.",
  ),
  logout_expired: say(
    people.late,
    "The logout message is more than five minutes old or past its own end, or the clocks differ.",
    "Compare the two times. If they differ by minutes, synchronize the provider's clock with a time server; our time is shown next to it.",
  ),
  logout_subject_unsupported: say(
    people.setup,
    "The logout request does not name the person by one NameID: it has a BaseID, or an empty or unusual one.",
    "Set the provider to send the same Name ID at logout as at sign-in.",
  ),
  logout_subject_not_decrypted: say(
    people.setup,
    "The name of the person in the logout request is encrypted, but for another certificate, or by an algorithm that is not allowed.",
    "Give the provider this connection's encryption certificate again, or turn the encryption of Name IDs off at the provider.",
  ),
  logout_response_unexpected: say(
    people.late,
    "A LogoutResponse came that answers no request of this browser.",
    "The person may have reloaded the page or used the back button. If it happens every time, set the provider to include InResponseTo.",
    "person",
  ),
  logout_connection_inactive: say(
    people.setup,
    "The logout message is for a connection that is not live, or that was removed.",
    "Activate the connection, or remove this application's single logout address at the provider.",
    "gatehouse_configuration",
  ),
  logout_replayed: say(
    people.late,
    "A logout request with this ID came before. Each request is obeyed once.",
    "The person usually sent the page again or used the back button. If not, somebody may have copied the request: tell your security team.",
    "person",
  ),
  logout_verifier_failed: say(
    people.untrusted,
    "The validator met an unexpected error. Nothing was changed.",
    "Tell the company that runs this application, with the time of the request.",
    "operator",
  ),
};
