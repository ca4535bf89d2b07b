import { execFileSync } from "node:child_process";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { selfSignedCertificate } from "./self-signed-certificate";

const dates = { notBefore: new Date("2024-05-06T07:08:09Z"), notAfter: new Date("2034-05-06T07:08:09Z") };

test.each([
  ["RSA 2048", () => generateKeyPairSync("rsa", { modulusLength: 2048 })],
  ["P-256", () => generateKeyPairSync("ec", { namedCurve: "P-256" })],
  ["P-521", () => generateKeyPairSync("ec", { namedCurve: "P-521" })],
])(
  "a certificate for a key of type %s names its subject, dates and key, and is signed by it",
  (_, makeKeys) => {
    const keys = makeKeys();
    const pem = selfSignedCertificate({ ...keys, commonName: "Gatehouse çé", serial: 0x80ffn, ...dates });
    const certificate = new X509Certificate(pem);
    expect(certificate.subject).toBe("CN=Gatehouse çé");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.serialNumber).toBe("80FF");
    expect(certificate.validFrom).toBe("May  6 07:08:09 2024 GMT");
    expect(certificate.validTo).toBe("May  6 07:08:09 2034 GMT");
    expect(certificate.ca).toBe(false);
    expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
    expect(certificate.verify(keys.publicKey)).toBe(true);
  },
);

test("dates from 2050 on are written with four digits of the year", () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const notAfter = new Date("2061-01-02T03:04:05Z");
  const pem = selfSignedCertificate({ ...keys, commonName: "far", serial: 1n, ...dates, notAfter });
  expect(new Date(new X509Certificate(pem).validTo)).toEqual(notAfter);
});

test("OpenSSL reads the certificate and agrees on the key usage", () => {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = selfSignedCertificate({ ...keys, commonName: "checked", serial: 7n, ...dates });
  const text = execFileSync("openssl", ["x509", "-noout", "-text"], { input: pem, encoding: "utf8" });
  expect(text).toContain("Version: 3");
  expect(text).toContain("Digital Signature, Key Encipherment");
  expect(text).toContain("CA:FALSE");
});

test("a key that cannot sign certificates, or a serial number of zero, is a bug in the caller", () => {
  const keys = generateKeyPairSync("ed25519");
  expect(() => selfSignedCertificate({ ...keys, commonName: "x", serial: 1n, ...dates })).toThrow(TypeError);
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(() => selfSignedCertificate({ ...ec, commonName: "x", serial: 0n, ...dates })).toThrow(TypeError);
});
