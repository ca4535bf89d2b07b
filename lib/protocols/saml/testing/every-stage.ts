import type { SamlSettings } from "../settings";
import type { MintedResponse } from "./mint-response";
import { piece, replaced, without } from "./pieces";
import { acsUrl, aResponse, ourKey, providerKey, strangerKey } from "./scene";

export interface StagedAnswer {
  samlResponse: string;
  settings: Partial<SamlSettings>;
}

const encryption = { certificatePem: ourKey.certificatePem };
const assertionOnly = { signed: "assertion" } as const;

/** Answers that are accepted, and answers that are refused at each stage of the verifier. */
export function answersForEveryStage(): Record<string, StagedAnswer> {
  const good = aResponse();
  const of = ({ samlResponse }: MintedResponse, settings: Partial<SamlSettings> = {}): StagedAnswer => ({
    samlResponse,
    settings,
  });
  const text = (xml: string): StagedAnswer => ({
    samlResponse: Buffer.from(xml).toString("base64"),
    settings: {},
  });
  const nothing = (info: string): string => info.replace(/<ds:DigestValue>[^<]*/, "<ds:DigestValue>AAAA");
  return {
    accepted: of(good),
    "accepted, response signed": of(aResponse({ sign: "response" }), { signed: "response" }),
    "accepted, assertion signed": of(aResponse({ sign: "assertion" }), assertionOnly),
    "accepted, encrypted": of(aResponse({ encryption })),
    "accepted, encrypted and covered": of(aResponse({ sign: "response", encryption }), {
      signed: "response",
    }),
    response_not_base64: { samlResponse: "%", settings: {} },
    forbidden_markup: text(`<!DOCTYPE x>${good.xml}`),
    response_not_xml: text(good.xml.slice(0, -20)),
    not_a_response: text("<a><b/></a>"),
    too_complex: text(
      replaced(good.xml, "<saml:Subject>", `${"<a>".repeat(70)}${"</a>".repeat(70)}<saml:Subject>`),
    ),
    duplicate_id: text(good.xml.replace("<saml:NameID", `<saml:NameID ID="${good.facts.assertionId}"`)),
    several_assertions: text(
      good.xml.replace(
        "</samlp:Response>",
        "<saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion'/></samlp:Response>",
      ),
    ),
    schema_invalid: text(good.xml.replaceAll("saml:Subject>", "saml:Object>")),
    status_not_success: of(aResponse({ facts: { statusCode: "urn:x" } })),
    signature_malformed: text(good.xml.replace(/<ds:SignatureValue>[^<]*/, "<ds:SignatureValue>")),
    transform_not_allowed: text(good.xml.replaceAll("#enveloped-signature", "#base64")),
    signature_mismatch: of(aResponse({ signer: { key: strangerKey, keyInfo: null } })),
    signing_certificate_unknown: of(aResponse({ signer: { key: strangerKey } })),
    digest_mismatch: text(good.xml.replaceAll("ann@", "bob@")),
    namespace_invalid: of(
      aResponse({
        sign: "response",
        signer: { key: providerKey, mutateSignedInfo: nothing },
        afterSigning: (xml) => xml.replace("<saml:Attribute ", '<saml:Attribute xmlns:r="a/b" r:c="" '),
      }),
      { signed: "response" },
    ),
    decryption_failed: of(aResponse({ encryption: { certificatePem: strangerKey.certificatePem } })),
    "decryption_failed, after decryption": of(
      aResponse({
        sign: "assertion",
        encryption: { ...encryption, content: "aes128-cbc" },
        afterSigningAssertion: (xml) => without(xml, piece(xml, "ds:Signature")),
      }),
      assertionOnly,
    ),
    audience_wrong: of(aResponse({ facts: { audiences: [[acsUrl]] } })),
  };
}
