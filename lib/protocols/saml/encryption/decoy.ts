import { ns } from "../xml/names";

const instant = "2001-01-01T00:00:00Z";
const algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const digest = "http://www.w3.org/2001/04/xmlenc#sha256";
const signature =
  `<ds:Signature xmlns:ds="${ns.signature}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${ns.exclusiveC14n}"/>` +
  `<ds:SignatureMethod Algorithm="${algorithm}"/><ds:Reference URI="#_decoy"><ds:Transforms>` +
  `<ds:Transform Algorithm="${ns.signature}enveloped-signature"/><ds:Transform Algorithm="${ns.exclusiveC14n}"/>` +
  `</ds:Transforms><ds:DigestMethod Algorithm="${digest}"/><ds:DigestValue>${"A".repeat(43)}=</ds:DigestValue>` +
  `</ds:Reference></ds:SignedInfo><ds:SignatureValue>${Buffer.alloc(256, 1).toString("base64")}</ds:SignatureValue></ds:Signature>`;
const head =
  `<saml:Assertion xmlns:saml="${ns.assertion}" ID="_decoy" Version="2.0" IssueInstant="${instant}">` +
  `<saml:Issuer>decoy</saml:Issuer>${signature}<saml:AttributeStatement><saml:Attribute Name="decoy">`;
const tail = "</saml:Attribute></saml:AttributeStatement></saml:Assertion>";
const value = "<saml:AttributeValue>decoy decoy decoy decoy decoy</saml:AttributeValue>";

/**
 * An assertion of about the same size with nobody's signature. It is checked in place of what could not be decrypted,
 * so that a failure takes as long whether padding, XML or signature was at fault.
 */
export function decoyAssertion(bytes: number): Buffer {
  const values = Math.max(1, Math.floor((bytes - head.length - tail.length) / value.length));
  return Buffer.from(head + value.repeat(values) + tail, "latin1");
}
