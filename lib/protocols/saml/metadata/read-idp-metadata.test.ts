import { X509Certificate } from "node:crypto";
import { diag } from "libxml2-wasm";
import { expect, test } from "vitest";
import { certificateBody } from "../certificates/certificates";
import { signEnveloped } from "../signature/sign-enveloped";
import { overtime } from "../testing/pace";
import { readIdpMetadata } from "./read-idp-metadata";
import { nextCertificate, shortCertificate, signingCertificate } from "./testing/certificates";
import * as shapes from "./testing/provider-metadata";
import { freshSigningKey } from "./testing/signing-key";

const now = new Date("2027-01-15T12:00:00Z");
const { okta, google } = shapes;
const email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

function read(input: string | Uint8Array) {
  const reading = readIdpMetadata(input, now);
  if (reading.outcome === "refused") throw new Error(JSON.stringify(reading.refusal));
  return reading.metadata;
}

function refusal(input: string | Uint8Array, at = now) {
  const reading = readIdpMetadata(input, at);
  return reading.outcome === "refused" ? reading.refusal : null;
}

const pems = (metadata: { certificates: { pem: string }[] }) => metadata.certificates.map(({ pem }) => pem);

test("reads ADFS: two signing certificates, the right one of its three roles", () => {
  const metadata = read(shapes.adfs);
  expect(metadata).toMatchObject({
    entityId: "http://sts.maple.example/adfs/services/trust",
    ssoRedirectUrl: "https://sts.maple.example/adfs/ls/",
    ssoPostUrl: "https://sts.maple.example/adfs/ls/",
    singleLogout: (["redirect", "post"] as const).map((binding) => ({
      binding,
      url: "https://sts.maple.example/adfs/ls/",
      responseUrl: null,
    })),
    wantAuthnRequestsSigned: false,
    validUntil: null,
    signature: "absent",
    repairs: [],
  });
  expect(pems(metadata)).toEqual([signingCertificate, nextCertificate]);
  expect(metadata.nameIdFormats).toHaveLength(3);
});

test("reads Entra ID: a certificate that is listed twice counts once", () => {
  const metadata = read(shapes.entra);
  expect(metadata.entityId).toBe("https://sts.windows.example/5d1f3c0e-7a1e-4f43-9d0a-b7f1a6f3c222/");
  expect(pems(metadata)).toEqual([signingCertificate]);
  expect(metadata.nameIdFormats).toEqual([]);
});

test("reads Okta", () => {
  expect(read(okta)).toMatchObject({
    entityId: "http://www.okta.example/exk1maple2birch3",
    ssoRedirectUrl: "https://maple.okta.example/app/gatehouse/exk1maple2birch3/sso/saml",
    singleLogout: [],
    nameIdFormats: ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", email],
    repairs: [],
  });
});

test("reads Google Workspace: validity and the query of its address", () => {
  expect(read(google)).toMatchObject({
    ssoRedirectUrl: "https://accounts.google.example/o/saml2/idp?idpid=C01maple9",
    validUntil: "2031-04-02T09:30:00.000Z",
  });
});

test("reads Keycloak: the one provider in an EntitiesDescriptor, which wants signed requests", () => {
  expect(read(shapes.keycloak)).toMatchObject({
    entityId: "https://keys.maple.example/realms/staff",
    ssoPostUrl: "https://keys.maple.example/realms/staff/protocol/saml",
    wantAuthnRequestsSigned: true,
  });
});

test("reads Shibboleth: keys without a use, older bindings skipped", () => {
  const metadata = read(shapes.shibboleth);
  expect(pems(metadata)).toEqual([signingCertificate]);
  expect(metadata.ssoRedirectUrl).toBe("https://idp.birch.example/idp/profile/SAML2/Redirect/SSO");
  expect(metadata.ssoPostUrl).toBe("https://idp.birch.example/idp/profile/SAML2/POST/SSO");
});

test("reads OneLogin, Ping and JumpCloud", () => {
  expect(read(shapes.onelogin).singleLogout).toMatchObject([
    { binding: "redirect", url: "https://maple.onelogin.example/trust/saml2/http-redirect/slo/314159" },
  ]);
  expect(read(shapes.ping)).toMatchObject({
    singleLogout: [{ binding: "post", url: "https://auth.ping.example/8f3a-maple/saml20/idp/slo" }],
    wantAuthnRequestsSigned: false,
  });
  expect(read(shapes.jumpcloud).entityId).toBe("MapleWorks");
});

const utf16be = Buffer.from(`\uFEFF${google}`, "utf16le").swap16();

test.each([
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${google}`), null],
  ["UTF-16, little end first", Buffer.from(`\uFEFF${google.replace("UTF-8", "UTF-16")}`, "utf16le"), null],
  ["UTF-16, big end first", utf16be, null],
  ["UTF-16 without a mark", Buffer.from(google, "utf16le"), null],
  ["UTF-8 that claims UTF-16", Buffer.from(google.replace("UTF-8", "UTF-16")), null],
  [
    "Latin-1",
    Buffer.from(google.replace("UTF-8", "ISO-8859-1").replace("?>", "?><!-- caf\u00e9 -->"), "latin1"),
    null,
  ],
  ["blanks before it", `\n   ${google}`, null],
  [
    "a browser's sentence before it",
    `This XML file does not appear to have any style.\n${google}`,
    /document was removed/,
  ],
  ["text after it", `${google}\n-- \nSent from a phone`, /document was removed/],
  ["base64", Buffer.from(google).toString("base64"), /base64/],
  ["a JSON string", JSON.stringify(google), /backslashes/],
  ["escaped markup", google.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"), /&lt;/],
  ["a bare &", google.replaceAll("?idpid=C01maple9", "?idpid=C01maple9&x=1"), /&/],
])("reads %s and reports the repair", (_, input, sentence) => {
  const metadata = read(input);
  expect(metadata.entityId).toContain("https://accounts.google.example/o/saml2?idpid=C01maple9");
  if (sentence) expect(metadata.repairs.join(" ")).toMatch(sentence);
  else expect(metadata.repairs).toEqual([]);
});

const sp = okta.replaceAll("IDPSSODescriptor", "SPSSODescriptor");
const inner = okta.replace(/<\?xml.*?\?>/, "");
const pair = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${inner}${inner.replace("maple2", "oak2")}</EntitiesDescriptor>`;
const noKeys = okta.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, "");
const openid = JSON.stringify({
  issuer: "https://id.maple.example",
  authorization_endpoint: "https://id.maple.example/a",
});

test.each([
  ["nothing", "  ", "metadata_missing", "nothing"],
  [
    "a web page",
    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>",
    "metadata_is_html",
    'a web page titled "Sign in"',
  ],
  ["a page without a doctype", "<html><body>404</body></html>", "metadata_is_html", "a web page"],
  ["a page of titles", `<html ${"<title".repeat(50_000)}`, "metadata_is_html", "a web page"],
  [
    "OpenID Connect discovery",
    openid,
    "metadata_is_json",
    "the OpenID Connect discovery document of https://id.maple.example",
  ],
  [
    "an address",
    "https://idp.maple.example/metadata",
    "metadata_is_url",
    "https://idp.maple.example/metadata",
  ],
  ["a certificate", signingCertificate, "metadata_is_certificate", /certificate/],
  ["a bare certificate", certificateBody(signingCertificate), "metadata_is_certificate", /certificate/],
  [
    "a SAML response",
    '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"/>',
    "metadata_is_message",
    "a SAML Response",
  ],
  ["a service provider's", sp, "metadata_is_sp", /http:\/\/www.okta.example/],
  ["a DOCTYPE", `<!DOCTYPE x [<!ENTITY y "z">]>${inner}`, "metadata_has_doctype", "a DOCTYPE"],
  ["cut XML", okta.slice(0, -30), "metadata_malformed", /line 1/],
  ["words", "see attachment", "metadata_malformed", /without any XML/],
  ["other XML", "<rss><channel/></rss>", "metadata_not_metadata", "the element rss"],
  [
    "another namespace",
    okta.replaceAll("SAML:2.0:metadata", "SAML:1.0:metadata"),
    "metadata_not_metadata",
    /EntityDescriptor/,
  ],
  ["two providers", pair, "metadata_several_idps", "2 identity providers"],
  ["no role", inner.replace(/<md:IDPSSO.*<\/md:IDPSSODescriptor>/s, ""), "metadata_no_idp", "nothing"],
  [
    "an empty EntitiesDescriptor",
    '<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>',
    "metadata_no_idp",
    "nothing",
  ],
  [
    "SAML 1.1 only",
    okta.replace("SAML:2.0:protocol", "SAML:1.1:protocol"),
    "metadata_not_saml2",
    "urn:oasis:names:tc:SAML:1.1:protocol",
  ],
  ["no entity ID", okta.replace(/entityID="[^"]*"/, ""), "metadata_no_entity_id", "no entityID"],
  [
    "a blank entity ID",
    okta.replace(/entityID="[^"]*"/, 'entityID=" "'),
    "metadata_no_entity_id",
    "no entityID",
  ],
  [
    "a long entity ID",
    okta.replace(/entityID="/, `entityID="${"x".repeat(1024)}`),
    "metadata_entity_id_invalid",
    /characters/,
  ],
  ["no certificate", noKeys, "metadata_no_certificate", "no KeyDescriptor"],
  [
    "only an encryption key",
    okta.replace('use="signing"', 'use="encryption"'),
    "metadata_no_certificate",
    "1 keys, none for signing",
  ],
  [
    "a short key",
    shapes.ping.replace(certificateBody(signingCertificate), certificateBody(shortCertificate)),
    "metadata_certificate_unusable",
    /1024 bits/,
  ],
  ["a broken certificate", okta.replace(/MII[A-Za-z0-9]{9}/, ""), "metadata_certificate_unusable", /.+/],
  [
    "no login address",
    okta.replace(/<md:SingleSignOnService[^>]*>/g, ""),
    "metadata_no_login_url",
    "no SingleSignOnService",
  ],
  [
    "other bindings only",
    okta.replaceAll(/HTTP-(POST|Redirect)/g, "SOAP"),
    "metadata_no_login_url",
    "only the bindings SOAP, SOAP",
  ],
  [
    "http addresses",
    okta.replaceAll("https://maple", "http://maple"),
    "metadata_login_url_insecure",
    /^http:\/\/maple/,
  ],
  [
    "a script",
    okta.replaceAll("https://maple", "javascript:maple"),
    "metadata_login_url_invalid",
    /^javascript:/,
  ],
  [
    "a relative address",
    okta.replaceAll("https://maple.okta.example", ""),
    "metadata_login_url_invalid",
    /^\/app/,
  ],
  [
    "a user name in the address",
    okta.replaceAll("https://maple", "https://me:pw@maple"),
    "metadata_login_url_invalid",
    /^https:\/\/me/,
  ],
  [
    "an odd date",
    google.replace("2031-04-02T09:30:00.000Z", "next year"),
    "metadata_valid_until_invalid",
    /next year/,
  ],
  [
    "bytes that are no UTF-8",
    Buffer.from([0x3c, 0x61, 0xff, 0xfe]),
    "metadata_encoding_unsupported",
    /UTF-8/,
  ],
  [
    "an unknown encoding",
    Buffer.from('<?xml version="1.0" encoding="ebcdic"?><a/>'),
    "metadata_encoding_unsupported",
    /EBCDIC/,
  ],
])("refuses %s", (_, input, code, received) => {
  const refused = refusal(input);
  expect(refused?.code).toBe(code);
  expect(refused?.received).toMatch(received);
  expect(refused?.expected).toBeTruthy();
});

test("refuses metadata from the instant at which it expires", () => {
  expect(refusal(google, new Date("2031-04-02T09:29:59Z"))).toBeNull();
  expect(refusal(google, new Date("2031-04-02T09:30:00Z"))).toEqual({
    code: "metadata_expired",
    check: "metadata",
    received: "valid until 2031-04-02T09:30:00.000Z",
    expected: "a document that is valid on 2031-04-02T09:30:00.000Z",
  });
});

test("counts a time without a zone as UTC, and respects the expiry of enclosing elements", () => {
  const around = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="2028-01-01T00:00:00">${google.replace(/<\?xml.*?\?>/, "")}</EntitiesDescriptor>`;
  expect(read(around).validUntil).toBe("2028-01-01T00:00:00.000Z");
});

test("accepts http addresses on this machine, and anywhere in a lab", () => {
  const lab = okta.replaceAll("https://maple.okta.example", "http://lab.maple.example:8080");
  expect(refusal(lab)?.code).toBe("metadata_login_url_insecure");
  expect(readIdpMetadata(lab, now, { allowInsecureUrls: true }).outcome).toBe("read");
  for (const host of ["localhost:7000", "idp.localhost", "127.0.0.1", "[::1]:7000"]) {
    expect(refusal(okta.replaceAll("https://maple.okta.example", `http://${host}`))).toBeNull();
  }
  expect(refusal(okta.replaceAll("https://maple.okta.example", "http://localhost.evil.example"))?.code).toBe(
    "metadata_login_url_insecure",
  );
});

test("reads where answers to a logout go, one service for each binding, redirect first", () => {
  const second = `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://second.example/slo"/>`;
  const xml = shapes.keycloak
    .replace(
      /(<md:SingleLogoutService Binding="[^"]*HTTP-POST" )/,
      `$1ResponseLocation="https://keys.maple.example/answers" `,
    )
    .replace("<md:NameIDFormat>", `${second}$&`);
  const url = "https://keys.maple.example/realms/staff/protocol/saml";
  expect(read(xml).singleLogout).toEqual([
    { binding: "redirect", url, responseUrl: null },
    { binding: "post", url, responseUrl: "https://keys.maple.example/answers" },
  ]);
  const insecure = xml.replace("https://keys.maple.example/answers", "http://keys.maple.example/answers");
  expect(read(insecure)).toMatchObject({
    singleLogout: [{ binding: "redirect" }, { binding: "post", url: "https://second.example/slo" }],
    repairs: [expect.stringContaining("http://keys.maple.example/answers")],
  });
});

test("skips unusable parts if others are usable, and says so", () => {
  const mixed = shapes.adfs
    .replace(certificateBody(nextCertificate), certificateBody(shortCertificate))
    .replaceAll(certificateBody(nextCertificate), certificateBody(shortCertificate))
    .replace(/(SingleSignOnService Binding="[^"]*Redirect" Location=")https/, "$1http")
    .replace(/(SingleLogoutService Binding="[^"]*Redirect" Location=")https/, "$1http");
  const metadata = read(mixed);
  expect(pems(metadata)).toEqual([signingCertificate]);
  expect(metadata).toMatchObject({
    ssoRedirectUrl: null,
    ssoPostUrl: "https://sts.maple.example/adfs/ls/",
    singleLogout: [{ binding: "post", url: "https://sts.maple.example/adfs/ls/" }],
  });
  expect(metadata.repairs).toEqual([
    "A certificate that cannot be used was left out: an RSA key of 1024 bits.",
    "A login address that cannot be used was removed: http://sts.maple.example/adfs/ls/.",
    "The logout address cannot be used and was left out: http://sts.maple.example/adfs/ls/.",
  ]);
});

const key = freshSigningKey("metadata.maple.example");
const { certificatePem } = key;
const publicKey = new X509Certificate(certificatePem).publicKey;
const signedAdfs = signEnveloped(shapes.adfs, key, "first");

test("finds a signature that fits intact, with and without its certificate", () => {
  expect(read(signedAdfs).signature).toBe("intact");
  const bare = signedAdfs.replace(/<ds:KeyInfo>.*?<\/ds:KeyInfo>/s, "");
  expect(read(bare).signature).toBe("unchecked");
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const text = (part: string) => Buffer.from(part, "base64url").toString("base64");
  const keyValue = `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${text(n)}</ds:Modulus><ds:Exponent>${text(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`;
  expect(read(signedAdfs.replace(/<ds:KeyInfo>.*?<\/ds:KeyInfo>/s, keyValue)).signature).toBe("intact");
});

test.each([
  [
    "a changed address",
    signedAdfs.replaceAll("sts.maple.example/adfs/ls", "sts.evil.example/adfs/ls"),
    /changed after/,
  ],
  ["a changed digest", signedAdfs.replace(/(<ds:DigestValue>)..../, "$1AAAA"), /does not fit/],
  ["an empty value", signedAdfs.replace(/(<ds:SignatureValue>)[^<]+/, "$1"), /does not fit/],
  [
    "another key",
    signedAdfs.replace(certificateBody(certificatePem), certificateBody(signingCertificate)),
    /does not fit/,
  ],
  ["a reference elsewhere", signedAdfs.replace('URI="#_2f6f', 'URI="#_3f6f'), /instead of its own/],
  ["two signatures", signedAdfs.replace(/<ds:Signature .*?<\/ds:Signature>/s, "$&$&"), /two signatures/],
])("refuses metadata signed wrongly: %s", (_, input, received) => {
  expect(refusal(input)).toMatchObject({
    code: "metadata_signature_invalid",
    received: expect.stringMatching(received),
  });
});

test("finds damage inside a signed EntitiesDescriptor and in a signed entity within", () => {
  const around = `<EntitiesDescriptor ID="_all" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${signedAdfs}</EntitiesDescriptor>`;
  const both = signEnveloped(around, key, "first");
  expect(read(both).signature).toBe("intact");
  expect(refusal(both.replace('contactType="support"', 'contactType="billing"'))?.code).toBe(
    "metadata_signature_invalid",
  );
});

test("leaves a signature by an unsupported method unchecked", () => {
  expect(read(signedAdfs.replaceAll("rsa-sha256", "rsa-ripemd160")).signature).toBe("unchecked");
});

test("refuses 10 MB at once, and a megabyte of anything quickly", () => {
  const large = `${okta}${" ".repeat(10_000_000)}`;
  expect(refusal(large)).toMatchObject({ code: "metadata_too_large" });
  expect(overtime(() => refusal(large), 50)).toBeNull();
  expect(refusal(Buffer.alloc(10_000_000))).toMatchObject({ received: "10 MB", expected: "at most 1 MB" });

  const many = okta.replace(
    "</md:IDPSSODescriptor>",
    `${"<md:NameIDFormat>x</md:NameIDFormat>".repeat(25_000)}$&`,
  );
  const deep = `${"<a>".repeat(140_000)}${"</a>".repeat(140_000)}`;
  const open = "<".repeat(990_000);
  const words = `<${"a".repeat(990_000)}`;
  for (const input of [many, deep, open, words]) expect(overtime(() => refusal(input), 1_500)).toBeNull();
});

test("disposes of every document, refused or read", () => {
  diag.configure({ enabled: true });
  for (const input of [signedAdfs, okta, sp, pair, noKeys, okta.slice(0, -30), "<rss/>"]) refusal(input);
  expect(diag.report()).toEqual({});
  diag.configure({ enabled: false });
});

test("never throws on cut or altered input", () => {
  for (let at = 0; at < okta.length; at += 7) {
    expect(() => refusal(okta.slice(0, at))).not.toThrow();
    expect(() => refusal(`${okta.slice(0, at)}<&"${okta.slice(at + 3)}`)).not.toThrow();
  }
});
