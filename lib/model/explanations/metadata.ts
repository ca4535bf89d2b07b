import type { CertificateRefusal, MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

const say = (
  forPerson: string,
  cause: string,
  fix: string,
  fixedBy: FixedBy = "gatehouse_configuration",
) => ({
  forPerson,
  cause,
  fix,
  fixedBy,
});

const download =
  "In the identity provider's console, download the metadata file again and upload it here, or paste its address.";

const documents: Record<MetadataRefusal, Explanation> = {
  metadata_missing: say(
    "There is nothing to read yet.",
    "The field or the file is empty.",
    "Paste the metadata document, upload its file, or give its address.",
    "person",
  ),
  metadata_too_large: say(
    "This document is too large to be one provider's metadata.",
    "Metadata of one identity provider is seldom larger than 100 KB. Larger documents list many providers, or are something else.",
    "Use the metadata of your own identity provider instead of a federation's whole list.",
  ),
  metadata_encoding_unsupported: say(
    "The characters of this file cannot be read.",
    "The file's bytes do not match the encoding that it declares, or the encoding is unknown.",
    `${download} If you edited it, save it as UTF-8.`,
  ),
  metadata_is_html: say(
    "This is a web page, not metadata.",
    "The address leads to a page for people, often a sign-in page, or the page was saved instead of the file.",
    "Look for a link named “metadata” in the identity provider's console, and check that it opens without signing in. If it does not, download the file and upload it.",
  ),
  metadata_is_json: say(
    "This is JSON; SAML metadata is XML.",
    "It looks like an OpenID Connect discovery document, which belongs to the other protocol.",
    "To use OpenID Connect, go back and choose it as the protocol. To use SAML, look for the provider's SAML or federation metadata.",
  ),
  metadata_is_url: say(
    "This is an address, not the document itself.",
    "The field for the document contains a link.",
    "Enter the address in the field “Metadata address”. The document is then fetched from there.",
    "person",
  ),
  metadata_is_certificate: say(
    "This is only a certificate, not metadata.",
    "Metadata contains the certificate and also the provider's name and addresses.",
    "Choose “Enter the values one by one” and paste the certificate there, or look for the provider's metadata.",
    "person",
  ),
  metadata_is_message: say(
    "This is a SAML message of one sign-in, not metadata.",
    "It is a copied request or response, for example from a browser tool.",
    download,
    "person",
  ),
  metadata_is_sp: say(
    "This describes an application, not an identity provider.",
    "The document describes a service provider only. Often it is our own metadata, which belongs in the provider's console.",
    "Look for the metadata that the identity provider publishes about itself. Our metadata goes in the other direction: from here to the provider.",
  ),
  metadata_has_doctype: say(
    "This document starts with a DOCTYPE, which metadata never needs.",
    "A DOCTYPE can make a parser open other files, so documents that contain one are rejected.",
    download,
    "identity_provider",
  ),
  metadata_malformed: say(
    "This document is not complete XML.",
    "A part is missing or was changed, most often during copying.",
    download,
  ),
  metadata_not_metadata: say(
    "This is XML, but not SAML metadata.",
    "A SAML 2.0 metadata document starts with EntityDescriptor, or with EntitiesDescriptor around it.",
    download,
  ),
  metadata_several_idps: say(
    "This document lists several identity providers.",
    "A connection trusts exactly one, and no entity ID was given that chooses among them.",
    "Copy the entity ID of yours into the field “Which identity provider” below the metadata (in the API: entityId). Or ask your identity provider for the metadata of your own organization alone.",
    "person",
  ),
  metadata_no_idp: say(
    "This document describes no identity provider.",
    "It has no IDPSSODescriptor, the element that says how people sign in.",
    "Check that SAML 2.0 sign-in is turned on at the provider, then download its metadata again.",
    "identity_provider",
  ),
  metadata_not_saml2: say(
    "This identity provider supports only an older version of SAML.",
    "Its metadata offers SAML 1.1 or another protocol, not SAML 2.0.",
    "Turn SAML 2.0 on at the provider, or use OpenID Connect.",
    "identity_provider",
  ),
  metadata_no_entity_id: say(
    "The provider's name is missing in this document.",
    "EntityDescriptor has no entityID, so the provider's responses could not be distinguished from those of another.",
    download,
    "identity_provider",
  ),
  metadata_entity_id_invalid: say(
    "The provider's name in this document is too long.",
    "SAML allows at most 1024 characters for an entity ID.",
    "Give the identity provider a shorter entity ID, then download its metadata again.",
    "identity_provider",
  ),
  metadata_no_certificate: say(
    "This document contains no signing certificate.",
    "Without it, nothing proves that a response comes from the provider.",
    "Check that the provider has a signing certificate, then download its metadata again. Or enter the values one by one and paste the certificate.",
    "identity_provider",
  ),
  metadata_certificate_unusable: say(
    "The certificate in this document cannot be used.",
    "It is damaged, or its key is too short or of a type that SAML does not use.",
    "Create a new signing certificate at the provider (RSA with 2048 bits or more), then download its metadata again.",
    "identity_provider",
  ),
  metadata_no_login_url: say(
    "This document does not say where people sign in.",
    "It has no sign-in address for the HTTP-Redirect or HTTP-POST binding, the two that work in a browser.",
    "Turn one of the two on at the provider, then download its metadata again.",
    "identity_provider",
  ),
  metadata_login_url_invalid: say(
    "The sign-in address in this document is not a web address.",
    "It must be complete, start with https:// and contain no user name.",
    "Correct the address at the provider, then download its metadata again.",
    "identity_provider",
  ),
  metadata_login_url_insecure: say(
    "The sign-in address in this document is not encrypted.",
    "It starts with http://, so anyone on the network path could read and change what is sent.",
    "Give the identity provider an https:// address, then download its metadata again.",
    "identity_provider",
  ),
  metadata_expired: say(
    "This document has expired.",
    "The provider set a date until which it is valid, and that date has passed.",
    download,
  ),
  metadata_valid_until_invalid: say(
    "The expiry date in this document is not a date.",
    "validUntil cannot be read, so it is unclear whether the document is still valid.",
    download,
    "identity_provider",
  ),
  metadata_signature_invalid: say(
    "This document was changed after it was signed.",
    "Its signature does not match its content. Copying from a browser window or editing causes this. (The signature only detects damage: its key is in the same document.)",
    "Upload the file as it was downloaded, or give its address, instead of pasting a copy.",
  ),
};

const paste =
  "Copy everything from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE----- and paste it here.";

const certificates: Record<CertificateRefusal, Explanation> = {
  certificate_missing: say(
    "There is no certificate yet.",
    "The field or the file is empty.",
    paste,
    "person",
  ),
  certificate_too_large: say(
    "This is too long to be a certificate.",
    "A certificate has about two thousand characters.",
    paste,
  ),
  certificate_too_many: say(
    "These are too many certificates.",
    "Each of them could sign in anyone, so add only the ones in use: one, or two during a certificate change. At most 20 are kept.",
    "Paste the certificate that the provider signs with now, and the next one if there is one.",
  ),
  certificate_is_private_key: say(
    "This is a private key. It was not stored; do not send it to anyone.",
    "A private key must never leave the identity provider: anyone who has it can sign in as anyone.",
    "Paste the certificate instead. Have the key replaced at the provider, because it has been copied.",
    "identity_provider",
  ),
  certificate_is_request: say(
    "This is a request for a certificate, not a certificate.",
    "A certificate signing request is sent to an authority to get a certificate.",
    "Download the signing certificate in the identity provider's console and paste that.",
  ),
  certificate_is_public_key: say(
    "This is a public key without its certificate.",
    "SAML providers publish their key inside a certificate, with its name and dates.",
    paste,
  ),
  certificate_is_pkcs7: say(
    "This is a bundle (PKCS #7), not a single certificate.",
    "Files that end in .p7b or .p7c contain certificates in another format.",
    "Download the certificate as PEM or Base64 (.pem, .crt or .cer).",
  ),
  certificate_is_fingerprint: say(
    "This is a certificate's fingerprint, not the certificate.",
    "A fingerprint identifies a certificate, but a signature cannot be verified with it.",
    "Download the certificate itself and paste it here. Its fingerprint is then shown, so that you can compare.",
  ),
  certificate_is_html: say(
    "This is a web page, not a certificate.",
    "The page was saved instead of the file behind it.",
    paste,
  ),
  certificate_is_metadata: say(
    "This is a metadata document, which contains the certificate and everything else.",
    "The field for the certificate contains the whole document.",
    "Choose “Paste metadata” and paste it there. All fields are then filled in from it.",
    "person",
  ),
  certificate_is_url: say(
    "This is an address, not a certificate.",
    "Certificates are not fetched from addresses.",
    "Open the address and paste the certificate that it shows.",
    "person",
  ),
  certificate_not_base64: say(
    "This is not the text of a certificate.",
    "It contains characters that a certificate in text form never has.",
    paste,
  ),
  certificate_incomplete: say(
    "A part of this certificate is missing.",
    "The end was cut off, most often during copying.",
    paste,
  ),
  certificate_unreadable: say(
    "This certificate cannot be read.",
    "The content is damaged or is something else.",
    paste,
  ),
  certificate_key_too_short: say(
    "The key of this certificate is too short to be safe.",
    "RSA keys under 2048 bits can be broken, so their signatures are not accepted.",
    "Create a new signing certificate at the identity provider with 2048 bits or more.",
    "identity_provider",
  ),
  certificate_key_unsupported: say(
    "This certificate has a key that cannot be used: of another type than SAML has, or far longer than any provider's.",
    "Responses are signed with RSA, or with ECDSA on P-256, P-384 or P-521.",
    "Create a new signing certificate at the identity provider with an RSA key of 2048 to 8192 bits.",
    "identity_provider",
  ),
  certificate_not_for_signing: say(
    "This certificate is not the one that signs answers.",
    "It is an authority's, which issues certificates, or the metadata lists it as the key for encryption. Trusting it would let somebody else sign, or nobody.",
    "Paste the certificate that the provider's screens call the signing or token-signing certificate. Of a chain it is the first one.",
  ),
};

/**
 * Refusals at the field for the metadata document and at the one for certificates. `forPerson` says what was entered,
 * and is the sentence to show first: the person here is the administrator who fills in the form.
 */
export const metadataExplanations: Record<MetadataRefusal | CertificateRefusal, Explanation> = {
  ...documents,
  ...certificates,
};
