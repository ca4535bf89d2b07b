import { expect, test } from "vitest";
import { expectRefused } from "../testing/expect-refused";
import { replaced } from "../testing/pieces";
import { leastTime } from "../testing/processor-time";
import { aResponse, outcome, providerKey, validated } from "../testing/scene";

const { xml } = aResponse();
const nameId = ">ann@customer.example</saml:NameID>";

/** Inserts markup in the middle of the NameID, the audience and the digest of a signed response. */
function inValues(markup: string): string[] {
  const digest = /<ds:DigestValue>.{10}/.exec(xml)?.[0] ?? "";
  const audience = "<saml:Audience>https://gatehouse.example";
  return [
    replaced(xml, nameId, `>ann@customer.example${markup}.evil.example</saml:NameID>`),
    replaced(xml, nameId, `>root@customer.example${markup}</saml:NameID>`),
    replaced(xml, audience, audience + markup),
    replaced(xml, digest, digest + markup),
  ];
}

test.each([
  ["a comment", "<!---->"],
  ["a comment with text", "<!-- x -->"],
  ["a CDATA section", "<![CDATA[x]]>"],
  ["a processing instruction", "<?x y?>"],
])("refuses %s in NameID, Audience and DigestValue", (_, markup) => {
  for (const attack of inValues(markup)) expectRefused({ xml: attack }, "forbidden_markup");
});

test("refuses comments even if the provider signed them", () => {
  const beforeSigningAssertion = (text: string): string =>
    replaced(text, nameId, ">ann@customer.example<!-- -->.evil.example</saml:NameID>");
  expectRefused(aResponse({ beforeSigningAssertion }), "forbidden_markup");
});

test.each([
  ["a DOCTYPE", "<!DOCTYPE samlp:Response>"],
  ["an external DTD", '<!DOCTYPE samlp:Response SYSTEM "http://127.0.0.1:9/x.dtd">'],
  ["an external entity", '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
  ["a parameter entity", '<!DOCTYPE r [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>'],
  [
    "a DOCTYPE that parsers end at different places (CVE-2025-25291)",
    `<!DOCTYPE r [<!ENTITY a "'"><!ENTITY b '">]><!--'>]>`,
  ],
])("refuses %s before any parser sees it", (_, doctype) => {
  const refuse = () => {
    expectRefused({ xml: doctype + xml }, "forbidden_markup");
    expectRefused({ xml: `<?xml version="1.0"?>${doctype}${xml}` }, "forbidden_markup");
  };
  expect(leastTime(refuse, 1_000)).toBeLessThan(1_000);
});

test("answers an entity bomb at once", () => {
  const entities = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};&e${i};">`);
  const bomb = `<!DOCTYPE r [<!ENTITY e0 "ha">${entities.join("")}]>${replaced(xml, nameId, ">&e30;</saml:NameID>")}`;
  const refuse = () => expectRefused({ xml: bomb }, "forbidden_markup");
  expect(leastTime(refuse, 1_000)).toBeLessThan(1_000);
});

test("refuses an undeclared entity", () => {
  expectRefused({ xml: replaced(xml, nameId, ">&ann;</saml:NameID>") }, "response_not_xml");
});

test("refuses encodings other than UTF-8, declared or not", () => {
  const utf16 = Buffer.from(`\ufeff${xml}`, "utf16le").toString("base64");
  const latin1 = Buffer.from(xml.replace("ann@", "änn@"), "latin1").toString("base64");
  expectRefused(utf16, "response_not_xml");
  expectRefused(latin1, "response_not_xml");
  for (const encoding of ["UTF-16", "UTF-7", "ISO-8859-1", "IBM037"]) {
    expectRefused({ xml: `<?xml version="1.0" encoding="${encoding}"?>${xml}` }, "forbidden_markup");
  }
  expectRefused({ xml: `<?xml version="1.1"?>${xml}` }, "forbidden_markup");
});

test("accepts a plain XML declaration and a byte order mark", () => {
  expect(outcome({ xml: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}` })).toBe("accepted");
  expect(outcome({ xml: `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>${xml}` })).toBe("accepted");
  expect(outcome({ xml: `\ufeff${xml}` })).toBe("accepted");
  expectRefused({ xml: ` <?xml version="1.0"?>${xml}` }, "forbidden_markup");
});

test.each([
  ["an unclosed tag", (text: string) => text.slice(0, -3)],
  ["two roots", (text: string) => text + text],
  ["text after the root", (text: string) => `${text}x`],
  ["an undeclared prefix", (text: string) => replaced(text, "<samlp:Status>", "<samlp:Status evil:a='1'>")],
  ["an attribute twice", (text: string) => replaced(text, ' Version="2.0"', ' Version="2.0" Version="2.0"')],
  ["a NUL character", (text: string) => replaced(text, "ann@", "ann\0@")],
  ["a reference to a control character", (text: string) => replaced(text, "ann@", "ann&#0;@")],
])("refuses %s", (_, change) => {
  expectRefused({ xml: change(xml) }, "response_not_xml");
});

test("refuses schema locations, which make the validator fetch something", () => {
  const hint =
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd"';
  const change = (text: string): string => replaced(text, "<samlp:Response", `<samlp:Response${hint}`);
  expectRefused(aResponse({ beforeSigningResponse: change }), "forbidden_markup");
});

test("refuses a duplicate ID, in any attribute", () => {
  const { facts } = aResponse();
  for (const attribute of ["ID", "Id", "id", "xml:id"]) {
    const attack = (text: string): string =>
      text.replace(
        "<saml:Attribute ",
        `<saml:Attribute xmlns:q="urn:q" ${attribute}="${facts.assertionId}" `,
      );
    expectRefused(aResponse({ facts, beforeSigningAssertion: attack }), "duplicate_id");
  }
});

test("does not take the digest of nothing for the digest of what cannot be canonicalized", () => {
  const nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  const relative = (text: string): string =>
    replaced(text, "<samlp:Response ", '<samlp:Response xmlns:r="a/b" r:c="" ');
  const signer = {
    key: providerKey,
    mutateSignedInfo: (info: string) => info.replace(/<ds:DigestValue>[^<]*/, `<ds:DigestValue>${nothing}`),
  };
  const attack = aResponse({ sign: "response", signer, afterSigning: relative });
  // The schema does not allow the attribute; the canonicalization below it must refuse by itself.
  expect(outcome(attack, { settings: { signed: "response" } })).toBe("schema_invalid");
  const inside = (text: string): string =>
    replaced(text, "<saml:Attribute ", '<saml:Attribute xmlns:r="a/b" r:c="" ');
  const hidden = aResponse({ sign: "response", signer, afterSigning: inside });
  const control = aResponse({ sign: "response" });
  expectRefused(hidden, "namespace_invalid", { settings: { signed: "response" }, control });
});

test("reads a value up to its end, with any characters in it", () => {
  const nameIds = [
    "ann@customer.example&lt;!-- --&gt;.evil.example",
    "a&amp;b&#x2028;c",
    "&#13;&#10;\tx",
    "日本𝒳",
  ];
  const texts = ["ann@customer.example<!-- -->.evil.example", "a&b\u2028c", "\r\n\tx", "日本𝒳"];
  nameIds.forEach((written, i) => {
    const beforeSigningAssertion = (text: string): string =>
      replaced(text, nameId, `>${written}</saml:NameID>`);
    const result = validated(aResponse({ beforeSigningAssertion }));
    expect(result).toMatchObject({ outcome: "accepted", identity: { subject: texts[i] } });
  });
});
