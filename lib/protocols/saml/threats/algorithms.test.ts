import { expect, test } from "vitest";
import { fingerprintOf } from "../signature/pinned-key";
import { expectRefused } from "../testing/expect-refused";
import { piece, replaced, responseSignature } from "../testing/pieces";
import { aResponse, outcome, providerKey, strangerKey, validated } from "../testing/scene";
import type { DigestName, SignatureName, Signer } from "../testing/sign-xml";
import { makeSigningKey, withCertificate } from "../testing/signing-key";

const signed = (signer: Partial<Signer>) => aResponse({ signer: { key: providerKey, ...signer } });
const signedInfo = (change: (info: string) => string) => signed({ mutateSignedInfo: change });

test.each([
  ["rsa-sha256", { rsa: 2048 }],
  ["rsa-sha384", { rsa: 3072 }],
  ["rsa-sha512", { rsa: 3072 }],
  ["ecdsa-sha256", { curve: "P-256" }],
  ["ecdsa-sha384", { curve: "P-384" }],
  ["ecdsa-sha512", { curve: "P-521" }],
] as const)("accepts %s with every digest", (method, kind) => {
  const key = makeSigningKey(kind);
  for (const digest of ["sha256", "sha384", "sha512"] as const) {
    const settings = { certificates: [key.certificatePem] };
    expect(outcome(aResponse({ signer: { key, method, digest } }), { settings })).toBe("accepted");
  }
});

test.each<SignatureName>(["rsa-sha1", "rsa-md5", "hmac-sha256"])(
  "refuses the signature method %s",
  (method) => {
    // hmac-sha256 is keyed with the text of the public certificate, as in the key confusion attack.
    expectRefused(signed({ method }), "signature_algorithm_not_allowed");
  },
);

test.each<DigestName>(["sha1", "md5"])("refuses the digest %s", (digest) => {
  expectRefused(signed({ digest }), "digest_algorithm_not_allowed");
});

test("refuses an HMACOutputLength, which would truncate the signature", () => {
  const cut = signedInfo((info) =>
    info.replace(
      /(<ds:SignatureMethod [^>]*)\/>/,
      "$1><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>",
    ),
  );
  expectRefused(cut, "signature_algorithm_not_allowed");
});

test("refuses a method of another kind than the certificate's key", () => {
  const elliptic = makeSigningKey({ curve: "P-256" });
  const attack = aResponse({ signer: { key: elliptic, keyInfo: null } });
  expectRefused(attack, "signature_mismatch");
  expectRefused(aResponse(), "signing_certificate_unknown", {
    settings: { certificates: [elliptic.certificatePem] },
    control: attack,
  });
});

test("refuses an RSA key under 2048 bits, alone and beside a strong one", () => {
  const weak = makeSigningKey({ rsa: 1024 });
  const attack = aResponse({ signer: { key: weak } });
  const settings = { certificates: [providerKey.certificatePem, weak.certificatePem] };
  expectRefused(attack, "signing_key_too_weak", { settings });
  expect(outcome(attack, { settings: { certificates: [weak.certificatePem] } })).toBe("signing_key_too_weak");
});

test("refuses a key that the signature carries itself", () => {
  const result = validated(aResponse({ signer: { key: strangerKey } }));
  expect(result).toMatchObject({
    refusal: {
      code: "signing_certificate_unknown",
      received: `SHA-256 ${fingerprintOf(strangerKey.certificatePem)}`,
      expected: `SHA-256 ${fingerprintOf(providerKey.certificatePem)}`,
    },
  });
});

test("refuses a stranger's key under the provider's own certificate, or under none", () => {
  expectRefused(
    aResponse({ signer: { key: strangerKey, keyInfo: providerKey.certificatePem } }),
    "signature_mismatch",
  );
  expectRefused(aResponse({ signer: { key: strangerKey, keyInfo: null } }), "signature_mismatch");
});

test("refuses a cloned certificate: the same names, dates and serial number with another key", () => {
  const clone = withCertificate(strangerKey, { commonName: "Provider", serial: 4711n });
  expectRefused(aResponse({ signer: { key: clone } }), "signing_certificate_unknown");
});

test("ignores KeyInfo if the provider's key fits", () => {
  for (const keyInfo of [null, strangerKey.certificatePem, "AAAA"]) {
    expect(outcome(signed({ keyInfo }))).toBe("accepted");
  }
});

test("tries each certificate of the connection, separately for the response and the assertion", () => {
  const next = makeSigningKey({ rsa: 2048 });
  const certificates = ["not a certificate", next.certificatePem, providerKey.certificatePem];
  const mixed = aResponse({ assertionSigner: { key: next } });
  expect(outcome(mixed, { settings: { certificates } })).toBe("accepted");
  expect(outcome(aResponse(), { settings: { certificates } })).toBe("accepted");
  expect(outcome(mixed)).toBe("signing_certificate_unknown");
});

test("accepts an expired certificate for its key", () => {
  const expired = withCertificate(providerKey, { notAfter: new Date("2024-06-01T00:00:00Z") });
  expect(outcome(aResponse(), { settings: { certificates: [expired.certificatePem] } })).toBe("accepted");
});

test("if expired certificates are refused, names the expired one, and accepts its successor with the same key", () => {
  const expired = withCertificate(providerKey, { notAfter: new Date("2024-06-01T00:00:00Z") });
  const next = makeSigningKey({ rsa: 2048 });
  const endedCertificates = [expired.certificatePem];
  const alone = { settings: { certificates: [], endedCertificates } };
  expect(outcome(aResponse(), alone)).toBe("signing_certificate_ended");
  const settings = { certificates: [next.certificatePem], endedCertificates };
  expect(validated(aResponse(), { settings })).toMatchObject({
    refusal: {
      code: "signing_certificate_ended",
      received: `expired on 2024-06-01, SHA-256 ${fingerprintOf(expired.certificatePem)}`,
    },
  });
  expect(outcome(aResponse({ signer: { key: next } }), { settings })).toBe("accepted");
  expect(outcome(aResponse({ signer: { key: strangerKey } }), { settings })).toBe(
    "signing_certificate_unknown",
  );
  const renewed = { certificates: [providerKey.certificatePem], endedCertificates };
  expect(outcome(aResponse(), { settings: renewed })).toBe("accepted");
});

test("says so if the connection has no usable certificate", () => {
  expect(outcome(aResponse(), { settings: { certificates: [] } })).toBe("certificate_missing");
  expect(outcome(aResponse(), { settings: { certificates: ["x"] } })).toBe("certificate_unusable");
  const edwards = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----";
  expect(outcome(aResponse(), { settings: { certificates: [edwards] } })).toBe("certificate_unusable");
});

test("refuses two SignedInfo, whichever of them is genuine (CVE-2025-29774)", () => {
  const { xml } = aResponse();
  const genuine = piece(responseSignature(xml), "ds:SignedInfo");
  const forged = genuine.replace(/<ds:DigestValue>[^<]*/, `<ds:DigestValue>${"A".repeat(43)}=`);
  expectRefused({ xml: replaced(xml, genuine, forged + genuine) }, "schema_invalid");
  expectRefused({ xml: replaced(xml, genuine, genuine + forged) }, "schema_invalid");
});

test("refuses a second digest beside the signed one (CVE-2025-29775)", () => {
  const { xml } = aResponse();
  const value = piece(responseSignature(xml), "ds:DigestValue");
  expectRefused({ xml: replaced(xml, value, value + value) }, "schema_invalid");
  expectRefused(
    { xml: replaced(xml, value, `<ds:DigestValue>${"A".repeat(43)}=</ds:DigestValue>`) },
    "signature_mismatch",
  );
});

test("accepts inclusive namespace prefixes, used or not", () => {
  for (const prefixes of [["xs"], ["xs", "xsi", "saml"], ["#default", "unknown"]]) {
    expect(outcome(signed({ prefixes }))).toBe("accepted");
  }
});

test("detects any change after signing", () => {
  const { xml } = aResponse();
  expectRefused({ xml: xml.replaceAll("ann@customer", "root@customer") }, "digest_mismatch");
  const assertion = aResponse({ sign: "assertion" });
  const settings = { signed: "assertion" as const };
  const changed = { xml: assertion.xml.replaceAll("ann@customer", "root@customer") };
  expectRefused(changed, "digest_mismatch", { settings, control: assertion });
});
