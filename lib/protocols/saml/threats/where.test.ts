import { expect, test } from "vitest";
import { fingerprintOf } from "../signature/pinned-key";
import { replaced } from "../testing/pieces";
import { aResponse, providerKey, strangerKey, validated } from "../testing/scene";
import { makeSigningKey } from "../testing/signing-key";

const { xml, facts } = aResponse();

/** The refusal's received value. */
function received(answer: Parameters<typeof validated>[0], scene: Parameters<typeof validated>[1] = {}) {
  const result = validated(answer, scene);
  if (result.outcome === "accepted") throw new Error("It was accepted");
  return { code: result.refusal.code, received: result.refusal.received };
}

test("a duplicate ID is named, with both elements and their lines", () => {
  const twice = replaced(xml, "<saml:NameID", `\n<saml:NameID ID="${facts.assertionId}"`);
  expect(received({ xml: twice })).toEqual({
    code: "duplicate_id",
    received: `"${facts.assertionId}" on Assertion (line 1) and on NameID (line 2)`,
  });
});

test.each([
  ["in the signed element", "<saml:Attribute ", "Attribute"],
  ["around SignedInfo", "<ds:SignedInfo>", "SignedInfo"],
])("a relative namespace %s is named, with its prefix and element", (_, place, element) => {
  const relative = replaced(xml, place, `${place.replace(/[ >]$/, "")} xmlns:r="a/b" r:c=""${place.at(-1)}`);
  const found = received({ xml: relative });
  if (element === "Attribute") expect(found.code).toBe("namespace_invalid");
  if (found.code === "namespace_invalid") expect(found.received).toBe(`xmlns:r="a/b" on ${element} (line 1)`);
});

test.each([
  [
    "tags that do not match",
    xml.replace("</saml:Subject>", "\n</saml:Object>"),
    /mismatch: Subject.*\(line 2, column \d+\)$/,
  ],
  [
    "an undeclared prefix",
    xml.replace("<samlp:Status>", "\n\n<samlp:Status evil:a='1'>"),
    /evil.*\(line 3, /,
  ],
  ["an unclosed document", xml.slice(0, -3), /\(line 1, column \d+\)$/],
])("XML with %s is refused with the parser's error and its place", (_, broken, said) => {
  const found = received({ xml: broken });
  expect(found.code).toBe("response_not_xml");
  expect(found.received).toMatch(said);
});

test("invalid UTF-8, markup and base64 are located too", () => {
  const latin = Buffer.from(xml.replace("ann@", "änn@"), "latin1");
  expect(received(latin.toString("base64"))).toEqual({
    code: "response_not_xml",
    received: `no UTF-8 at byte ${xml.indexOf("ann@")}`,
  });
  const comment = xml.replace("<saml:Subject>", "\n<!-- x --><saml:Subject>");
  expect(received({ xml: comment }).received).toBe("comment (line 2)");
  expect(received("PHg%2B")).toEqual({
    code: "response_not_base64",
    received: 'the character "%" at position 4',
  });
  expect(received("PHg+A")).toMatchObject({ received: "base64 that is not whole (5 characters)" });
  const schema = replaced(xml, "<saml:Conditions", "\n<saml:Cond").replace(
    "</saml:Conditions>",
    "</saml:Cond>",
  );
  expect(received({ xml: schema }).received).toMatch(/^Line 2: Element/);
});

test("the fingerprints of all of a connection's certificates are shown in full", () => {
  const certificates = [providerKey, ...Array.from({ length: 3 }, () => makeSigningKey({ rsa: 2048 }))].map(
    ({ certificatePem }) => certificatePem,
  );
  const result = validated(aResponse({ signer: { key: strangerKey } }), { settings: { certificates } });
  if (result.outcome === "accepted") throw new Error("It was accepted");
  expect(result.refusal.code).toBe("signing_certificate_unknown");
  expect(result.refusal.received).toBe(`SHA-256 ${fingerprintOf(strangerKey.certificatePem)}`);
  expect(result.refusal.expected).toBe(certificates.map((pem) => `SHA-256 ${fingerprintOf(pem)}`).join(", "));
});
