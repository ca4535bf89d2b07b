import { readFileSync } from "node:fs";
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { ns } from "./names";
import { schemaComplaint } from "./schema";
import { embeddedSchemas } from "./testing/embedded-schemas";

const response = (attributes: string, body = ""): XmlDocument =>
  XmlDocument.fromString(
    `<samlp:Response xmlns:samlp="${ns.protocol}" xmlns:saml="${ns.assertion}" xmlns:ds="${ns.signature}" ID="_1"
      IssueInstant="2026-01-01T00:00:00Z" ${attributes}>${body}<samlp:Status><samlp:StatusCode
      Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:Response>`,
  );

const withSerial = (serial: string): XmlDocument =>
  response(
    'Version="2.0"',
    `<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="urn:x"/><ds:SignatureMethod Algorithm="urn:x"/>
    <ds:Reference><ds:DigestMethod Algorithm="urn:x"/><ds:DigestValue>AA==</ds:DigestValue></ds:Reference></ds:SignedInfo>
    <ds:SignatureValue>AA==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial>
    <ds:X509IssuerName>CN=idp</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber>
    </ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo></ds:Signature>`,
  );

test("the schemas that the code imports equal the files beside them", () => {
  const { file, text } = embeddedSchemas();
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("finds a protocol message valid, or says what it lacks", () => {
  expect(schemaComplaint(response('Version="2.0"'))).toBeNull();
  expect(schemaComplaint(response(""))).toContain("'Version' is required");
});

test("includes the schemas that SAML's import: a signature is validated, and a long serial number is accepted", () => {
  expect(schemaComplaint(withSerial("9".repeat(49)))).toBeNull();
  expect(schemaComplaint(response('Version="2.0"', "<ds:Signature/>"))).toContain("Signature");
});
