import { expect, test } from "vitest";
import { maximumXmlBytes } from "../read-message";
import { overtime } from "../testing/pace";
import { replaced } from "../testing/pieces";
import { aResponse, outcome } from "../testing/scene";

const { xml } = aResponse();
const room = maximumXmlBytes - Buffer.byteLength(xml) - 2000;
const fill = (part: string, bytes = room): string => part.repeat(Math.floor(bytes / Buffer.byteLength(part)));
/** The most elements that reach the schema. */
const many = (part: string, most = 2900): string =>
  part.repeat(Math.min(most, Math.floor(room / Buffer.byteLength(part))));
const inExtensions = (text: string): string =>
  replaced(xml, "<samlp:Status>", `<samlp:Extensions>${text}</samlp:Extensions><samlp:Status>`);
const inAttribute = (text: string): string =>
  replaced(xml, "<saml:AttributeValue", `${text}<saml:AttributeValue`);
const numbered = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join("");

/**
 * Documents up to the size limit, each made to be slow for some step. Parts that the enveloped signature does not
 * cover, its own KeyInfo and spaces in its value, may have any length without changing who is admitted.
 */
const bombs: [string, () => string, string][] = [
  ["100 levels", () => inExtensions("<a>".repeat(100) + "</a>".repeat(100)), "too_complex"],
  ["30,000 levels", () => inExtensions("<a>".repeat(30_000) + "</a>".repeat(30_000)), "response_not_xml"],
  ["60,000 elements", () => inExtensions(fill("<a/>")), "too_complex"],
  [
    "an element with 20,000 attributes",
    () => inExtensions(`<a ${numbered(20_000, (i) => `a${i}="" `)}/>`),
    "too_complex",
  ],
  [
    "10,000 namespaces",
    () => inExtensions(`<a ${numbered(10_000, (i) => `xmlns:n${i}="u:${i}" `)}/>`),
    "too_complex",
  ],
  ["one prefix declared 9,000 times", () => inExtensions(fill('<a:a xmlns:a="urn:a"/>')), "too_complex"],
  [
    "2,900 elements of a namespace each",
    () => inExtensions(numbered(2900, (i) => `<a xmlns="urn:${i}"/>`)),
    "digest_mismatch",
  ],
  [
    "390 elements with 15 namespaced attributes",
    () => {
      const declarations = numbered(15, (i) => ` xmlns:n${i}="u:${i}"`);
      const element = `<n0:e${numbered(15, (i) => ` n${i}:a=""`)}/>`;
      return inExtensions(`<n0:d${declarations}>${element.repeat(390)}</n0:d>`);
    },
    "digest_mismatch",
  ],
  [
    "50 levels that declare 15 prefixes again",
    () => {
      const open = numbered(50, (level) => `<n0:a${numbered(15, (i) => ` xmlns:n${i}="u:${level}:${i}"`)}>`);
      const element = `<n0:e${numbered(15, (i) => ` n${i}:a=""`)}/>`;
      return inExtensions(open + element.repeat(390) + "</n0:a>".repeat(50));
    },
    "digest_mismatch",
  ],
  [
    "50 levels over 2,800 elements",
    () => inExtensions(`${'<a xmlns="urn:a">'.repeat(50)}${'<b c=""/>'.repeat(2800)}${"</a>".repeat(50)}`),
    "digest_mismatch",
  ],
  [
    "20,000 attributes",
    () => inExtensions(many(`<a xmlns="urn:a"${numbered(20, (i) => ` b${i}=""`)}/>`)),
    "too_complex",
  ],
  [
    "2,900 values of an unknown type",
    () => inAttribute(many('<saml:AttributeValue xsi:type="xs:no"/>')),
    "digest_mismatch",
  ],
  [
    "2,900 values of types whose prefixes nobody declared",
    () => inAttribute(many('<saml:AttributeValue xsi:type="no:no"/>')),
    "digest_mismatch",
  ],
  [
    "values that do not fit their types",
    () => inAttribute(many('<saml:AttributeValue xsi:type="xs:int">x</saml:AttributeValue>')),
    "digest_mismatch",
  ],
  [
    "2,900 attributes with an unknown one",
    () =>
      replaced(xml, "<saml:Attribute ", `${many('<saml:Attribute Name="" a=""/>', 2900)}<saml:Attribute `),
    "schema_invalid",
  ],
  [
    "elements that do not belong",
    () => replaced(xml, "<samlp:Status>", `${many("<a></a>")}<samlp:Status>`),
    "schema_invalid",
  ],
  ["one long text", () => replaced(xml, "ann@", fill("x")), "digest_mismatch"],
  ["one long text of references", () => replaced(xml, "ann@", fill("&#x20;")), "digest_mismatch"],
  ["one long attribute", () => inExtensions(`<a xmlns="urn:a" b="${fill("&#10;")}"/>`), "digest_mismatch"],
  ["50,000 brackets in text", () => replaced(xml, "ann@", fill("]]&gt;")), "digest_mismatch"],
  [
    "a long base64 with spaces",
    () => replaced(xml, "<ds:SignatureValue>", `<ds:SignatureValue>${fill(" \n")}`),
    "accepted",
  ],
  [
    "a long KeyInfo",
    () => replaced(xml, "<ds:X509Certificate>", `<ds:X509Certificate>${fill("A")}`),
    "accepted",
  ],
  [
    "many certificates",
    () =>
      replaced(
        xml,
        "<ds:X509Certificate>",
        `${many("<ds:X509Certificate>AAAA</ds:X509Certificate>")}<ds:X509Certificate>`,
      ),
    "accepted",
  ],
  ["many IDs", () => inExtensions(numbered(5000, (i) => `<a Id="i${i}"/>`)), "too_complex"],
];

test.each(bombs)("answers %s in a tenth of a second", (_, make, code) => {
  const document = make();
  expect(Buffer.byteLength(document)).toBeLessThanOrEqual(maximumXmlBytes);
  outcome({ xml });
  expect(overtime(() => expect(outcome({ xml: document })).toBe(code), 100)).toBeNull();
});

test("a genuine response of the maximum size is checked in a tenth of a second", () => {
  const groups = Array.from({ length: 2700 }, (_, i) => `CN=${"g".repeat(170)}${i}`);
  const minted = aResponse({ facts: { attributes: { groups } } });
  expect(Buffer.byteLength(minted.xml)).toBeGreaterThan(maximumXmlBytes * 0.8);
  expect(overtime(() => expect(outcome(minted)).toBe("accepted"), 100)).toBeNull();
});
