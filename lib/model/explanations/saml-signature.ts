import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { people, say } from "./saml-sentences";

/** Refusals of signatures and encryption. */
export const samlSignatureExplanations = {
  decryption_key_missing: say(
    people.setup,
    "The assertion is encrypted, but this connection has no key to decrypt it.",
    "Turn encryption on for this connection and give the provider our certificate, or turn assertion encryption off at the provider.",
    "gatehouse_configuration",
  ),
  decryption_failed: say(
    people.untrusted,
    "The encrypted assertion could not be decrypted: it was encrypted for another certificate or with an algorithm that is not allowed, was changed in transit, or contains something that is not signed as required. The exact reason is withheld on purpose, because it would help an attacker.",
    "Give the provider this connection's encryption certificate again, and choose AES-256-GCM (or AES-CBC, Triple DES) with RSA-OAEP; RSA 1.5 is refused. Then check the signing certificate here.",
  ),
  encrypted_part_not_supported: say(
    people.setup,
    "Only a part of the assertion is encrypted (the Name ID or an attribute), which is not supported.",
    "At the provider, encrypt the whole assertion or nothing. Shibboleth: turn encryptNameIDs and encryptAttributes off for this application.",
  ),
  certificate_missing: say(
    people.setup,
    "This connection has no signing certificate of the provider.",
    "Import the provider's metadata, or paste its signing certificate.",
    "gatehouse_configuration",
  ),
  signing_certificate_ended: say(
    people.setup,
    "The provider signs with a certificate of this connection that has expired, and this connection refuses expired certificates.",
    "Get the new certificate from the provider, add it here, test and put the version live. To let people sign in until then, turn “Refuse sign-ins once the provider's certificate has expired” off under Advanced.",
    "gatehouse_configuration",
  ),
  certificate_unusable: say(
    people.setup,
    "None of this connection's certificates can be read, or none contains an RSA or EC key.",
    "Paste the provider's signing certificate again as PEM.",
    "gatehouse_configuration",
  ),
  signature_missing: say(
    people.setup,
    "Neither the response nor the assertion is signed.",
    "Turn signing on at the provider. Keycloak: Sign documents; Okta: Response and Assertion Signature; Entra ID: Signing option.",
  ),
  response_not_signed: say(
    people.setup,
    "This connection requires a signed response, but the response is not signed.",
    "Google: select Signed response. Entra ID: Signing option “Sign SAML response and assertion”. ADFS: SamlResponseSignature MessageAndAssertion. Keycloak: Sign documents. Or choose “assertion” under “What must be signed” here.",
  ),
  assertion_not_signed: say(
    people.setup,
    "This connection requires a signed assertion, but the assertion is not signed.",
    "Okta: Assertion Signature “Signed”. Entra ID: Signing option “Sign SAML response and assertion”. ADFS: SamlResponseSignature MessageAndAssertion. Keycloak: Sign assertions. Google signs either one or the other: choose “response” under “What must be signed” here.",
  ),
  signature_misplaced: say(
    people.untrusted,
    "A signature is in a place where it covers nothing. This is how an unsigned statement is passed off as a signed one.",
    "A correct provider never does this. Somebody tampered with the response: tell your security team.",
  ),
  signature_malformed: say(
    people.untrusted,
    "A signature does not follow the XML Signature standard: a part is missing, empty, duplicated or out of place.",
    "Update the provider's software. If it is a major provider, somebody tampered with the response: tell your security team.",
  ),
  signature_reference_wrong: say(
    people.untrusted,
    "A signature does not cover exactly the element that contains it.",
    "A correct provider never does this. Somebody tampered with the response: tell your security team.",
  ),
  transform_not_allowed: say(
    people.setup,
    "The signature uses transforms other than “enveloped signature” followed by “exclusive canonicalization”.",
    "At the provider, choose exclusive canonicalization without comments (xml-exc-c14n). Keycloak: Canonicalization method EXCLUSIVE.",
  ),
  signature_algorithm_not_allowed: say(
    people.setup,
    "The signature uses an algorithm that is not safe enough, such as RSA-SHA1.",
    "Choose RSA-SHA256 at the provider. ADFS: Advanced, Secure hash algorithm SHA-256. Entra ID: Signing algorithm SHA-256. Okta: Signature algorithm RSA-SHA256. Keycloak: RSA_SHA256.",
  ),
  digest_algorithm_not_allowed: say(
    people.setup,
    "The signature uses a digest algorithm that is not safe enough, such as SHA-1.",
    "Choose SHA-256 as the digest algorithm at the provider. Okta: Digest algorithm SHA256. OneLogin: SAML signature algorithm SHA-256.",
  ),
  digest_mismatch: say(
    people.untrusted,
    "The content is not what the provider signed: it was changed afterwards.",
    "Look for a proxy, gateway or browser extension that reformats responses. If there is none, somebody tampered with the response: tell your security team.",
  ),
  signing_key_too_weak: say(
    people.setup,
    "The provider signs with an RSA key under 2048 bits, or on an unsupported curve.",
    "Create a new signing certificate with RSA 2048 or more at the provider and add it here.",
  ),
  signing_certificate_unknown: say(
    people.setup,
    "The response is signed with a certificate that this connection does not know. Most often the provider has changed its certificate. The certificate can also be somebody else's.",
    "Compare the received fingerprint with the provider's console. If it matches, import the metadata again or add the certificate; the old one may stay until the change is complete. ADFS changes its certificate automatically every year.",
    "gatehouse_configuration",
  ),
  signature_mismatch: say(
    people.untrusted,
    "The signature matches none of this connection's certificates.",
    "Import the provider's metadata again, so that the certificate is the signing certificate for this application. If it already is, somebody tampered with the response: tell your security team.",
    "gatehouse_configuration",
  ),
} satisfies Partial<Record<SamlRefusalCode, Explanation>>;
