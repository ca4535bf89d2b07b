import { createHash } from "node:crypto";
import { certificateBody } from "../certificates/certificates";
import { type SigningKey, signEnveloped } from "../signature/sign-enveloped";
import { ns } from "../xml/names";
import { bindings, escapeXml, metadataNs } from "./xml";

/** Our description of ourselves to one connection's identity provider. */
export interface SpMetadata {
  entityId: string;
  acsUrl: string;
  /** Takes single logout by both bindings. */
  sloUrl: string;
  /**
   * Certificates (PEM) of the keys that sign our requests and decrypt assertions, the newest first. During a rotation
   * both are here; many providers use the first of a kind, which is the one that stays.
   */
  certificates: readonly string[];
  /** The supported subject formats, the preferred one first. */
  nameIdFormats: readonly string[];
  wantAssertionsSigned: boolean;
}

const xenc = "http://www.w3.org/2001/04/xmlenc#";
// The seven block algorithms that the verifier decrypts and the two key transports, the best first.
const encryptionMethods = [
  "http://www.w3.org/2009/xmlenc11#aes256-gcm",
  "http://www.w3.org/2009/xmlenc11#aes192-gcm",
  "http://www.w3.org/2009/xmlenc11#aes128-gcm",
  `${xenc}aes256-cbc`,
  `${xenc}aes192-cbc`,
  `${xenc}aes128-cbc`,
  `${xenc}tripledes-cbc`,
  "http://www.w3.org/2009/xmlenc11#rsa-oaep",
  `${xenc}rsa-oaep-mgf1p`,
];

/**
 * Writes our service provider metadata for one connection (SAML Metadata 2.0, 2.4.4).
 *
 * @param key if given, the document is signed by it (enveloped, RSA-SHA256, exclusive canonicalization)
 * @returns the document with its XML declaration. The same input gives the same document, so that a provider that
 * fetches it daily sees a change only if there is one.
 */
export function writeSpMetadata(metadata: SpMetadata, key?: SigningKey): string {
  const xml = descriptor(metadata);
  const declared = key ? signEnveloped(xml, key, "first") : xml;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${declared}\n`;
}

function descriptor({
  entityId,
  acsUrl,
  sloUrl,
  certificates,
  nameIdFormats,
  wantAssertionsSigned,
}: SpMetadata): string {
  const id = `_${createHash("sha256")
    .update([entityId, acsUrl, sloUrl, ...certificates].join("\n"))
    .digest("hex")
    .slice(0, 40)}`;
  const bodies = certificates.map(certificateBody);
  const lines = [
    `<md:EntityDescriptor xmlns:md="${metadataNs}" ID="${id}" entityID="${escapeXml(entityId)}">`,
    `  <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="${wantAssertionsSigned}" protocolSupportEnumeration="${ns.protocol}">`,
    ...bodies.flatMap((body) => keyDescriptor("signing", body, [])),
    ...bodies.flatMap((body) => keyDescriptor("encryption", body, encryptionMethods)),
    // The schema has them before the formats (Metadata 2.4.2).
    ...[bindings.redirect, bindings.post].map(
      (binding) => `    <md:SingleLogoutService Binding="${binding}" Location="${escapeXml(sloUrl)}"/>`,
    ),
    ...nameIdFormats.map((format) => `    <md:NameIDFormat>${escapeXml(format)}</md:NameIDFormat>`),
    `    <md:AssertionConsumerService Binding="${bindings.post}" Location="${escapeXml(acsUrl)}" index="0" isDefault="true"/>`,
    "  </md:SPSSODescriptor>",
    "</md:EntityDescriptor>",
  ];
  return lines.join("\n");
}

/** One key with one use, as metadata carries it. */
export function keyDescriptor(
  use: "signing" | "encryption",
  body: string,
  methods: readonly string[],
): string[] {
  return [
    `    <md:KeyDescriptor use="${use}">`,
    `      <ds:KeyInfo xmlns:ds="${ns.signature}"><ds:X509Data><ds:X509Certificate>${body}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    ...methods.map((method) => `      <md:EncryptionMethod Algorithm="${method}"/>`),
    "    </md:KeyDescriptor>",
  ];
}
