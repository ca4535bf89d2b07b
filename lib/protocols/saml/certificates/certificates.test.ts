import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import * as samples from "../metadata/testing/certificates";
import { makeSigningKey, withCertificate } from "../testing/signing-key";
import { certificateBody, certificateStatus, readCertificates } from "./certificates";
import { certificatesOf } from "./stored-certificates";
import * as chain from "./testing/chain";

const { signingCertificate, nextCertificate } = samples;
const body = certificateBody(signingCertificate);
/** This many certificates, all different. */
const some = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => withCertificate(key, { commonName: `idp ${i}`, serial: BigInt(i + 1) }).certificatePem,
  );
const key = makeSigningKey({ curve: "P-256" });
const inLines = body.match(/.{1,64}/g) ?? [];

function read(pasted: string | Uint8Array) {
  const reading = readCertificates(pasted);
  if (reading.outcome === "refused") throw new Error(JSON.stringify(reading.refusal));
  return reading;
}

function refusal(pasted: string | Uint8Array) {
  const reading = readCertificates(pasted);
  return reading.outcome === "refused" ? reading.refusal : null;
}

test("reads a PEM certificate as it is, with no repairs", () => {
  const { certificates, repairs } = read(signingCertificate);
  const x509 = new X509Certificate(signingCertificate);
  expect(repairs).toEqual([]);
  expect(certificates).toEqual([
    {
      pem: signingCertificate,
      subject: "C=FR, O=Maple Works, CN=idp.maple.example",
      issuer: "C=FR, O=Maple Works, CN=idp.maple.example",
      notBefore: new Date(x509.validFrom).toISOString(),
      notAfter: new Date(x509.validTo).toISOString(),
      fingerprintSha256: x509.fingerprint256,
      keyType: "rsa",
      keyBits: 2048,
      serial: x509.serialNumber,
    },
  ]);
});

test.each([
  ["bare base64 in one line", body, /missing BEGIN/],
  ["bare base64 in lines with CRLF", inLines.join("\r\n"), /missing BEGIN/],
  ["base64 with blanks in it", `  ${inLines.join(" \n   ")}  `, /Stray spaces/],
  ["base64 with an empty line in its middle", inLines.join("\n\n"), /Stray spaces/],
  ["a JSON string", JSON.stringify(signingCertificate), /\\n/],
  ["a JSON string with escaped slashes", JSON.stringify(signingCertificate).replaceAll("/", "\\/"), /\\n/],
  ["quotation marks", `"${signingCertificate}"`, /Quotation/],
  ["typographic quotation marks", `\u201C${signingCertificate}\u201D`, /Quotation/],
  ["four dashes", signingCertificate.replaceAll("-----", "----"), /lines were corrected/],
  ["long dashes", signingCertificate.replaceAll("-----", "\u2014\u2014-"), /lines were corrected/],
  [
    "small letters",
    signingCertificate.replaceAll(/(BEGIN|END) CERTIFICATE/g, (m) => m.toLowerCase()),
    /corrected/,
  ],
  ["another name", signingCertificate.replaceAll("CERTIFICATE", "X509 CERTIFICATE"), /lines were corrected/],
  ["everything in one line", signingCertificate.replaceAll("\n", " "), /Stray spaces/],
  ["no END line", signingCertificate.replace(/-----END.*/, ""), /lines were corrected/],
  ["no BEGIN line", signingCertificate.replace(/-----BEGIN.*/, ""), /lines were corrected/],
  [
    "text around it",
    `Bag Attributes\n  localKeyID: 01\n${signingCertificate}Regards, Ann`,
    /certificate was removed/,
  ],
  [
    "a piece of XML",
    `<ds:X509Data><ds:X509Certificate>\n${body}\n</ds:X509Certificate></ds:X509Data>`,
    /XML/,
  ],
  ["percent-encoding", encodeURIComponent(signingCertificate), /Percent/],
  ["character references", inLines.join("&#13;\n"), /missing BEGIN/],
  ["a byte order mark", `\uFEFF${signingCertificate}`, null],
  ["unpadded base64", body.replace(/=+$/, ""), /missing BEGIN/],
])("reads a certificate with %s and reports the repair", (_, pasted, sentence) => {
  const { certificates, repairs } = read(pasted);
  expect(certificates.map((certificate) => certificate.pem)).toEqual([signingCertificate]);
  if (sentence) expect(repairs.join(" ")).toMatch(sentence);
  else expect(repairs).toEqual([]);
});

test("reads a binary file and a UTF-16 file", () => {
  const der = new X509Certificate(signingCertificate).raw;
  expect(read(der).certificates[0]?.pem).toBe(signingCertificate);
  expect(read(der).repairs).toEqual(["The binary certificate file was converted to text."]);
  expect(read(Buffer.from(`\uFEFF${signingCertificate}`, "utf16le")).certificates[0]?.pem).toBe(
    signingCertificate,
  );
});

test.each([
  ["PEM", `${signingCertificate}${nextCertificate}`],
  ["PEM with commas", `[${signingCertificate}, ${nextCertificate}]`],
  ["base64 on two lines", `${body}\n${certificateBody(nextCertificate)}`],
  ["base64 with a comma", `${body},${certificateBody(nextCertificate)}`],
  ["base64 with nothing between", `${body}${certificateBody(nextCertificate)}`],
])("reads two certificates: %s", (_, pasted) => {
  expect(read(pasted).certificates.map(({ pem }) => pem)).toEqual([signingCertificate, nextCertificate]);
});

test("reads elliptic curve certificates", () => {
  expect(read(samples.ellipticCertificate).certificates[0]).toMatchObject({ keyType: "ec", keyBits: 256 });
});

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

test.each([
  ["a private key", pkcs8, "certificate_is_private_key"],
  ["a private key beside its certificate", `${signingCertificate}${pkcs8}`, "certificate_is_private_key"],
  [
    "a bare private key",
    privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    "certificate_is_private_key",
  ],
  [
    "a bare PKCS #1 key",
    privateKey.export({ type: "pkcs1", format: "der" }).toString("base64"),
    "certificate_is_private_key",
  ],
  [
    "a bare EC key",
    elliptic.export({ type: "sec1", format: "der" }).toString("base64"),
    "certificate_is_private_key",
  ],
  ["a signing request", samples.certificateRequest, "certificate_is_request"],
  [
    "a bare signing request",
    samples.certificateRequest.replace(/-----.*-----/g, ""),
    "certificate_is_request",
  ],
  ["a public key", samples.publicKey, "certificate_is_public_key"],
  ["a bare public key", samples.publicKey.replace(/-----.*-----/g, ""), "certificate_is_public_key"],
  ["a PKCS #7 bundle", samples.pkcs7Bundle, "certificate_is_pkcs7"],
  ["a bare PKCS #7 bundle", samples.pkcs7Bundle.replace(/-----.*-----/g, ""), "certificate_is_pkcs7"],
  ["a fingerprint", `SHA1 Fingerprint=${"AB:".repeat(19)}AB`, "certificate_is_fingerprint"],
  ["a web page", "<!DOCTYPE html><html><title>Sign in</title></html>", "certificate_is_html"],
  ["metadata", '<md:EntityDescriptor entityID="x"></md:EntityDescriptor>', "certificate_is_metadata"],
  ["an address", "https://idp.maple.example/cert.pem", "certificate_is_url"],
  ["long dashes and blanks", `--------BEGIN${" ".repeat(30_000)}A`, "certificate_not_base64"],
  ["words", "the certificate (see attachment)", "certificate_not_base64"],
  ["base64 of something else", Buffer.from("hello there").toString("base64"), "certificate_unreadable"],
  ["a cut certificate", inLines.slice(0, -3).join("\n"), "certificate_incomplete"],
  ["nothing", " \n ", "certificate_missing"],
  ["empty PEM lines", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", "certificate_missing"],
  ["a short RSA key", samples.shortCertificate, "certificate_key_too_short"],
  ["another curve", samples.koblitzCertificate, "certificate_key_unsupported"],
  ["an Edwards key", samples.edwardsCertificate, "certificate_key_unsupported"],
  ["the certificate of an authority", chain.issuingCertificate, "certificate_not_for_signing"],
  [
    "a chain without the provider's own",
    chain.rootCertificate + chain.issuingCertificate,
    "certificate_not_for_signing",
  ],
  [
    "a key for encryption",
    `<KeyDescriptor use="encryption"><X509Certificate>${body}</X509Certificate></KeyDescriptor>`,
    "certificate_not_for_signing",
  ],
  ["a huge paste", "A".repeat(200_001), "certificate_too_large"],
  ["twenty-one certificates", some(21).join(""), "certificate_too_many"],
])("refuses %s", (_, pasted, code) => {
  const refused = refusal(pasted);
  expect(refused?.code).toBe(code);
  expect(refused?.check).toBe("certificate");
  expect(refused?.received).toBeTruthy();
  expect(refused?.expected).toBeTruthy();
});

test("never echoes a private key", () => {
  const secret = pkcs8.split("\n")[1] ?? "";
  expect(JSON.stringify(refusal(pkcs8))).not.toContain(secret);
});

test("reports what was received and expected", () => {
  expect(refusal(samples.shortCertificate)).toEqual({
    code: "certificate_key_too_short",
    check: "certificate",
    received: "an RSA key of 1024 bits",
    expected: "at least 2048 bits",
  });
});

test("keeps a duplicate once, and says so", () => {
  const { certificates, repairs } = read(signingCertificate + signingCertificate + nextCertificate);
  expect(certificates.map(({ pem }) => pem)).toEqual([signingCertificate, nextCertificate]);
  expect(repairs.join(" ")).toContain("given twice is kept once: C=FR, O=Maple Works, CN=idp.maple.example");
  expect(read(signingCertificate.repeat(30)).certificates).toHaveLength(1);
});

test("extracts the provider's own certificate from a chain, in any order, and names the others", () => {
  const { rootCertificate, issuingCertificate, endEntityCertificate } = chain;
  for (const pasted of [
    endEntityCertificate + issuingCertificate + rootCertificate,
    rootCertificate + issuingCertificate + endEntityCertificate,
    endEntityCertificate + issuingCertificate,
  ]) {
    const { certificates, repairs } = read(pasted);
    expect(certificates.map(({ subject }) => subject)).toEqual(["O=Maple Works, CN=sign.maple.example"]);
    expect(repairs.join(" ")).toContain("authority was left out: O=Maple Works, CN=Maple Issuing");
  }
  expect(read(endEntityCertificate).repairs).toEqual([]);
});

test("keeps self-signed certificates that are marked as authorities, even with one name or one key", () => {
  const { beforeRenewal, afterRenewal, sameNameOtherKey, rootCertificate } = chain;
  expect(read(beforeRenewal + afterRenewal + sameNameOtherKey).certificates).toHaveLength(3);
  expect(read(rootCertificate + signingCertificate).certificates).toHaveLength(2);
});

test("keeps stored certificates, even those it would no longer accept", () => {
  const stored = certificatesOf([chain.rootCertificate, chain.issuingCertificate]);
  expect(stored).toHaveLength(2);
  const pasted = stored.map(({ pem }) => pem).join("");
  expect(readCertificates(pasted, stored)).toMatchObject({ outcome: "read", certificates: stored });
  const many = certificatesOf(some(25));
  const again = many.map(({ pem }) => pem).join("");
  expect(readCertificates(again, many)).toMatchObject({ outcome: "read" });
  expect(refusal(again)?.code).toBe("certificate_too_many");
});

test("reads any number of stored certificates one by one, and skips unreadable ones", () => {
  expect(certificatesOf([...some(25), "nonsense"])).toHaveLength(25);
});

test("reads only signing keys from a piece of metadata", () => {
  const key = (use: string, text: string) =>
    `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  const next = certificateBody(nextCertificate);
  const { certificates, repairs } = read(key(' use="encryption"', next) + key(' use="signing"', body));
  expect(certificates.map(({ pem }) => pem)).toEqual([signingCertificate]);
  expect(repairs).toContain("A certificate that is for encryption only was left out.");
  expect(read(key("", next) + key(' use="signing"', body)).certificates).toHaveLength(2);
  // The use of a descriptor ends with it.
  const behind = `${key(' use="encryption"', next)}<ds:X509Certificate>${body}</ds:X509Certificate>`;
  expect(read(behind).certificates.map(({ pem }) => pem)).toEqual([signingCertificate]);
});

test("returns a certificate's state", () => {
  const life = { notBefore: "2026-01-01T00:00:00.000Z", notAfter: "2027-01-01T00:00:00.000Z" };
  expect(certificateStatus(life, new Date("2025-12-31T23:59:59Z"))).toBe("not_yet_valid");
  expect(certificateStatus(life, new Date("2026-06-01T00:00:00Z"))).toBe("valid");
  expect(certificateStatus(life, new Date("2026-12-02T00:00:00Z"))).toBe("expiring");
  expect(certificateStatus(life, new Date("2027-01-01T00:00:00Z"))).toBe("expired");
});

test("never throws, however a certificate's bytes are damaged", () => {
  const der = new X509Certificate(signingCertificate).raw;
  for (let at = 0; at < der.length; at += 1) {
    const bent = Buffer.from(der);
    bent[at] = (bent[at] ?? 0) ^ 0xff;
    expect(["read", "refused"]).toContain(readCertificates(bent.toString("base64")).outcome);
  }
});
