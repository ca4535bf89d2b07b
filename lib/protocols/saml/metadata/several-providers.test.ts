import { expect, test } from "vitest";
import { certificateBody } from "../certificates/certificates";
import * as chain from "../certificates/testing/chain";
import { overtime } from "../testing/pace";
import { makeSigningKey, withCertificate } from "../testing/signing-key";
import { readIdpMetadata } from "./read-idp-metadata";
import { signingCertificate } from "./testing/certificates";
import { writeIdpMetadata } from "./write-idp-metadata";

const now = new Date("2027-01-15T12:00:00Z");
const provider = (entityId: string, certificates = [signingCertificate]) =>
  writeIdpMetadata({ entityId, loginUrl: "https://idp.example/sso", binding: "redirect", certificates });
const federation = (...entities: string[]) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join("")}</md:EntitiesDescriptor>`;

function entityIdOf(document: string, entityId?: string): string {
  const reading = readIdpMetadata(document, now, entityId === undefined ? {} : { entityId });
  return reading.outcome === "read" ? reading.metadata.entityId : reading.refusal.code;
}

const maple = "https://maple.example/idp";
const oak = "https://oak.example/idp";
const three = federation(provider(maple), provider(oak), provider("https://elm.example/idp"));

test("the entity ID beside a document with several providers chooses one", () => {
  expect(entityIdOf(three, oak)).toBe(oak);
  expect(entityIdOf(three, maple)).toBe(maple);
  expect(entityIdOf(federation(three), oak)).toBe(oak);
  for (const wrong of ["https://oak.example", `${oak}/`, "", "'", '"', "') or true() or ('"])
    expect(entityIdOf(three, wrong)).toBe("metadata_several_idps");
  for (const odd of [`urn:"quoted"`, "urn:'both' and \"more\"", '"'])
    expect(entityIdOf(federation(provider(odd), provider(oak)), odd)).toBe(odd);
});

test("otherwise the refusal lists the entity IDs to choose from", () => {
  expect(readIdpMetadata(three, now)).toMatchObject({
    refusal: {
      code: "metadata_several_idps",
      received: "3 identity providers",
      expected: `the entity ID of one of them: ${maple}, ${oak}, https://elm.example/idp`,
    },
  });
  const many = federation(...Array.from({ length: 25 }, (_, i) => provider(`https://idp${i}.example`)));
  const reading = readIdpMetadata(many, now);
  expect(reading.outcome === "refused" && reading.refusal.expected).toMatch(
    /https:\/\/idp0\.example, .*https:\/\/idp19\.example and 5 more$/,
  );
});

test("the entity ID decides nothing in a document with one provider", () => {
  expect(entityIdOf(provider(maple), oak)).toBe(maple);
  expect(entityIdOf(federation(provider(maple)), oak)).toBe(maple);
});

test.each([
  ["that describe nothing", '<md:EntityDescriptor entityID="a"/>', "metadata_no_idp"],
  [
    "that are providers",
    "<md:EntityDescriptor><md:IDPSSODescriptor/></md:EntityDescriptor>",
    "metadata_several_idps",
  ],
  [
    "that are applications",
    "<md:EntityDescriptor><md:SPSSODescriptor/></md:EntityDescriptor>",
    "metadata_is_sp",
  ],
])("a megabyte of entities %s is answered at once, named or not", (_, entity, code) => {
  const document = federation(entity.repeat(Math.floor(990_000 / entity.length)));
  for (const wanted of [undefined, oak]) {
    expect(overtime(() => expect(entityIdOf(document, wanted)).toBe(code), 100)).toBeNull();
  }
});

const key = makeSigningKey({ curve: "P-256" });
const some = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => withCertificate(key, { commonName: `idp ${i}`, serial: BigInt(i + 1) }).certificatePem,
  );

function certificatesOf(certificates: string[]) {
  const reading = readIdpMetadata(provider(maple, certificates), now);
  if (reading.outcome === "refused") throw new Error(JSON.stringify(reading.refusal));
  return { certificates: reading.metadata.certificates, repairs: reading.metadata.repairs.join(" ") };
}

test("reads up to twenty certificates, and says which of more were left out", () => {
  expect(certificatesOf(some(20))).toMatchObject({ certificates: { length: 20 }, repairs: "" });
  const { certificates, repairs } = certificatesOf(some(25));
  expect(certificates).toHaveLength(20);
  expect(repairs).toMatch(/at most 20 certificates: .* 5 left out \(SHA-256 [0-9A-F:]{95}, .* and 2 more\)/);
});

test("extracts the end entity from a chain in metadata, and no authority by itself", () => {
  const { rootCertificate, issuingCertificate, endEntityCertificate } = chain;
  const { certificates, repairs } = certificatesOf([
    endEntityCertificate,
    issuingCertificate,
    rootCertificate,
  ]);
  expect(certificates.map(({ pem }) => certificateBody(pem))).toEqual([
    certificateBody(endEntityCertificate),
  ]);
  expect(repairs).toContain("CN=Maple Issuing");
  expect(repairs).toContain("CN=Maple Root");
  expect(entityIdOf(provider(maple, [issuingCertificate]))).toBe("metadata_certificate_unusable");
});

test("a megabyte of invalid certificates takes no longer than one of anything else", () => {
  const text = (i: number) => `<ds:X509Certificate>MAA${i}</ds:X509Certificate>`;
  const bad = Array.from({ length: 18_000 }, (_, i) => text(i)).join("");
  const document = provider(maple).replace(/<ds:X509Certificate>.*?<\/ds:X509Certificate>/s, bad);
  const read = () => expect(entityIdOf(document)).toBe("metadata_certificate_unusable");
  expect(overtime(read, 150)).toBeNull();
});
