import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { certificateBody } from "../certificates/certificates";
import { readIdpMetadata } from "./read-idp-metadata";
import { nextCertificate, signingCertificate } from "./testing/certificates";
import { freshSigningKey } from "./testing/signing-key";
import { writeIdpMetadata } from "./write-idp-metadata";
import { type SpMetadata, writeSpMetadata } from "./write-sp-metadata";
import { elements, parseXml } from "./xml";

const email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const ours: SpMetadata = {
  entityId: "https://app.gatehouse.example/api/sso/saml/conn_1/metadata",
  acsUrl: "https://app.gatehouse.example/api/sso/saml/conn_1/acs",
  sloUrl: "https://app.gatehouse.example/api/sso/saml/conn_1/slo",
  certificates: [nextCertificate, signingCertificate],
  nameIdFormats: [email],
  wantAssertionsSigned: true,
};

/** The values that an XPath expression selects: the text of attributes or elements. */
function values(xml: string, xpath: string, attribute?: string): string[] {
  const parsed = parseXml(xml.replace(/<\?xml.*?\?>\s*/, ""));
  if ("problem" in parsed) throw new Error(parsed.problem);
  try {
    const found = elements(parsed.document.root, xpath);
    return found.map((element) => (attribute ? (element.attr(attribute)?.value ?? "") : element.content));
  } finally {
    parsed.document.dispose();
  }
}

function isSignedBy(xml: string, certificatePem: string): boolean {
  const verifier = new SignedXml({ publicCert: certificatePem });
  verifier.loadSignature(xml.match(/<ds:Signature .*<\/ds:Signature>/s)?.[0] ?? "");
  return verifier.checkSignature(xml);
}

test("describes us with both keys of a rotation, each for both uses, the newest first", () => {
  const xml = writeSpMetadata(ours);
  const both = [nextCertificate, signingCertificate].map(certificateBody);
  expect(values(xml, "//md:KeyDescriptor[@use='signing']//ds:X509Certificate")).toEqual(both);
  expect(values(xml, "//md:KeyDescriptor[@use='encryption']//ds:X509Certificate")).toEqual(both);
  expect(values(xml, "/md:EntityDescriptor", "entityID")).toEqual([ours.entityId]);
  expect(values(xml, "//md:AssertionConsumerService", "Location")).toEqual([ours.acsUrl]);
  expect(values(xml, "//md:SingleLogoutService", "Location")).toEqual([ours.sloUrl, ours.sloUrl]);
  expect(values(xml, "//md:SingleLogoutService", "Binding").map((one) => one.split(":").at(-1))).toEqual([
    "HTTP-Redirect",
    "HTTP-POST",
  ]);
  expect(values(xml, "//md:SPSSODescriptor", "WantAssertionsSigned")).toEqual(["true"]);
  expect(values(xml, "//md:SPSSODescriptor", "AuthnRequestsSigned")).toEqual(["true"]);
  expect(values(xml, "//md:NameIDFormat")).toEqual([email]);
});

test("keeps the order that the metadata schema requires", () => {
  const names = writeSpMetadata(ours, freshSigningKey()).match(/<(md|ds):[A-Za-z]+/g) ?? [];
  const order = [...new Set(names)].filter((name) =>
    /Signature$|SPSSO|KeyDesc|SingleLogout|NameIDF|AssertionC/.test(name),
  );
  expect(order).toEqual(
    [
      "ds:Signature",
      "md:SPSSODescriptor",
      "md:KeyDescriptor",
      "md:SingleLogoutService",
      "md:NameIDFormat",
      "md:AssertionConsumerService",
    ].map((name) => `<${name}`),
  );
});

test("writes the same document for the same connection, and another ID for another", () => {
  expect(writeSpMetadata(ours)).toBe(writeSpMetadata({ ...ours }));
  const other = writeSpMetadata({ ...ours, certificates: [nextCertificate] });
  expect(values(other, "/md:EntityDescriptor", "ID")).not.toEqual(
    values(writeSpMetadata(ours), "/md:EntityDescriptor", "ID"),
  );
});

test("signs itself on request, and another library verifies the signature", () => {
  const key = freshSigningKey();
  const xml = writeSpMetadata(ours, key);
  expect(isSignedBy(xml, key.certificatePem)).toBe(true);
  expect(isSignedBy(xml.replace("conn_1/acs", "conn_2/acs"), key.certificatePem)).toBe(false);
});

test("is recognised as a service provider's if pasted back, signed or not", () => {
  for (const xml of [writeSpMetadata(ours), writeSpMetadata(ours, freshSigningKey())]) {
    expect(readIdpMetadata(xml, new Date("2027-01-01T00:00:00Z"))).toMatchObject({
      refusal: { code: "metadata_is_sp", received: `the service provider ${ours.entityId}` },
    });
  }
});

test.each(["redirect", "post"] as const)(
  "writes a provider's fields by %s alone, and they read back the same",
  (binding) => {
    const fields = {
      entityId: 'urn:maple:"idp"&<staff>',
      loginUrl: "https://idp.maple.example/sso?tenant=a&b='c'",
      binding,
      certificates: [signingCertificate, nextCertificate],
    };
    const reading = readIdpMetadata(writeIdpMetadata(fields), new Date("2027-01-01T00:00:00Z"));
    expect(reading).toMatchObject({
      outcome: "read",
      metadata: {
        entityId: fields.entityId,
        ssoRedirectUrl: binding === "redirect" ? fields.loginUrl : null,
        ssoPostUrl: binding === "post" ? fields.loginUrl : null,
        certificates: [{ pem: signingCertificate }, { pem: nextCertificate }],
        repairs: [],
      },
    });
  },
);
