import { expect, test } from "vitest";
import { makeSigningKey } from "../testing/signing-key";
import { type Certificate, readCertificate, readCertificates } from "./certificates";
import { endEntities } from "./end-entities";
import { aCertificate } from "./testing/made-certificate";

const read = (pem: string): Certificate => {
  const certificate = readCertificate(pem);
  if (!certificate) throw new Error("unreadable");
  return certificate;
};

test("renewals that a provider has signed by itself are all kept, however many bear its name", () => {
  const renewals = Array.from({ length: 20 }, (_, i) =>
    read(
      makeSigningKey({ curve: "P-256" }, { commonName: "One name", serial: BigInt(i + 1) }).certificatePem,
    ),
  );
  expect(endEntities(renewals)).toEqual({ kept: renewals, authorities: [] });
});

test("certificates that ask for too many checks are left out rather than trusted", () => {
  const unsigned = (count: number) => Array.from({ length: count }, () => read(aCertificate()));
  expect(endEntities(unsigned(7)).authorities).toEqual([]);
  expect(endEntities(unsigned(20)).authorities.length).toBeGreaterThan(10);
});

test.each([
  ["8192 bits", { bits: 8192 }, "read"],
  ["16384 bits", { bits: 16384 }, "certificate_key_unsupported"],
  ["an exponent of 32 bits", { exponent: "ffffffff" }, "read"],
  ["an exponent of 64 bits", { exponent: "ffffffffffffffff" }, "certificate_key_unsupported"],
])("an RSA key of %s", (_, made, expected) => {
  const reading = readCertificates(aCertificate(made));
  expect(reading.outcome === "refused" ? reading.refusal.code : reading.outcome).toBe(expected);
});
