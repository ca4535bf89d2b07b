import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

/** Refusals of signatures and encryption. */
export const samlSignatureExplanations = {
  decryption_key_missing: say(
    people.setup,
    "The assertion is encrypted, but this connection has no key to decrypt it.",
    "Switch encryption on for this connection and give the provider our certificate, or switch assertion encryption off at the provider.",
    "gatehouse_configuration",
  ),
  decryption_failed: say(
    people.untrusted,
    "The encrypted assertion could not be opened: it was encrypted for another certificate or by a method that is not allowed, was changed on its way, or holds something that is not signed as it must be. Which of these is not told on purpose, because the answer would help an attacker.",
    "Give the provider this connection's encryption certificate again, and choose AES-256-GCM (or AES-CBC, Triple DES) with RSA-OAEP; RSA 1.5 is refused. Then check the signing certificate here.",
  ),
  encrypted_part_not_supported: say(
    people.setup,
    "A single part of the assertion is encrypted (the Name ID or an attribute), which is not supported.",
    "Encrypt the whole assertion, or nothing, at the provider. Shibboleth: switch off encryptNameIDs and encryptAttributes for this application.",
  ),
  certificate_missing: say(
    people.setup,
    "This connection has no signing certificate of the provider.",
    "Import the provider's metadata, or paste its signing certificate.",
    "gatehouse_configuration",
  ),
  signing_certificate_ended: say(
    people.setup,
    "The provider signs with a certificate of this connection that has ended, and this connection refuses certificates that have ended.",
    "Ask the provider for its new certificate, add it here, test and put the version live. To let people in until then, switch “Refuse sign-ins once the provider's certificate has ended” off under Advanced.",
    "gatehouse_configuration",
  ),
  certificate_unusable: say(
    people.setup,
    "None of this connection's certificates can be read, or none holds an RSA or EC key.",
    "Paste the provider's signing certificate again as PEM.",
    "gatehouse_configuration",
  ),
  signature_missing: say(
    people.setup,
    "Neither the response nor the assertion is signed.",
    "Switch signing on at the provider. Keycloak: Sign documents; Okta: Response and Assertion Signature; Entra ID: Signing option.",
  ),
  response_not_signed: say(
    people.setup,
    "This connection wants the response signed, but it is not.",
    "Google: tick Signed response. Entra ID: Signing option “Sign SAML response and assertion”. ADFS: SamlResponseSignature MessageAndAssertion. Keycloak: Sign documents. Or choose “assertion” under “What is signed” here.",
  ),
  assertion_not_signed: say(
    people.setup,
    "This connection wants the assertion signed, but it is not.",
    "Okta: Assertion Signature “Signed”. Entra ID: Signing option “Sign SAML response and assertion”. ADFS: SamlResponseSignature MessageAndAssertion. Keycloak: Sign assertions. Google signs either the one or the other: choose “response” under “What is signed” here.",
  ),
  signature_misplaced: say(
    people.untrusted,
    "A signature stands where it signs nothing that counts. This is how an unsigned statement is passed off as a signed one.",
    "A sound provider never does this; somebody tampered with the answer. Tell your security team.",
  ),
  signature_malformed: say(
    people.untrusted,
    "A signature is not built as XML Signature says: a part is missing, empty, there twice, or does not belong there.",
    "Update the provider's software. If it is one of the large ones, somebody tampered with the answer: tell your security team.",
  ),
  signature_reference_wrong: say(
    people.untrusted,
    "A signature is not about the element that it stands in, or about more than that.",
    "A sound provider never does this; somebody tampered with the answer. Tell your security team.",
  ),
  transform_not_allowed: say(
    people.setup,
    "The signature uses another preparation of the text than “enveloped signature” followed by “exclusive canonicalization”.",
    "At the provider, choose exclusive canonicalization without comments (xml-exc-c14n). Keycloak: Canonicalization method EXCLUSIVE.",
  ),
  signature_algorithm_not_allowed: say(
    people.setup,
    "The signature was made by a method that is not safe enough, such as RSA-SHA1.",
    "Choose RSA-SHA256 at the provider. ADFS: Advanced, Secure hash algorithm SHA-256. Entra ID: Signing algorithm SHA-256. Okta: Signature algorithm RSA-SHA256. Keycloak: RSA_SHA256.",
  ),
  digest_algorithm_not_allowed: say(
    people.setup,
    "The signed text was summed up by a method that is not safe enough, such as SHA-1.",
    "Choose SHA-256 as digest at the provider. Okta: Digest algorithm SHA256. OneLogin: SAML signature algorithm SHA-256.",
  ),
  digest_mismatch: say(
    people.untrusted,
    "The content is not what the provider signed: it was changed afterwards.",
    "Look for a proxy, gateway or browser extension that reformats answers. If there is none, somebody tampered with the answer: tell your security team.",
  ),
  signing_key_too_weak: say(
    people.setup,
    "The provider signs with an RSA key under 2048 bits, or on an unusual curve.",
    "Make a new signing certificate with RSA 2048 or more at the provider and add it here.",
  ),
  signing_certificate_unknown: say(
    people.setup,
    "The response is signed by a certificate that this connection does not know. Most often the provider has changed its certificate; it can also be somebody else's.",
    "Compare the fingerprint received with the provider's own screens. If it is theirs, import the metadata again or add the certificate; the old one may stay until the change is over. ADFS changes its certificate every year by itself.",
    "gatehouse_configuration",
  ),
  signature_mismatch: say(
    people.untrusted,
    "The signature fits none of this connection's certificates.",
    "Import the provider's metadata again, so that the certificate is the one for signing this application. If it is, somebody tampered with the answer: tell your security team.",
    "gatehouse_configuration",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
