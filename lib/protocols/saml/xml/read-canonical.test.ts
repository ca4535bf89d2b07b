import fc from "fast-check";
import { expect, test } from "vitest";
import { aResponse } from "../testing/scene";
import { canonicalElement } from "./canonical";
import { withDocument } from "./document";
import { readCanonical } from "./read-canonical";
import { readTree } from "./tree";

const read = (text: string) => readCanonical(Buffer.from(text));

function canonical(xml: string, prefixes: string[] = []): Buffer {
  const bytes = withDocument(Buffer.from(xml), (document) =>
    canonicalElement(document, document.root, prefixes),
  );
  if (!bytes) throw new Error(`Not XML: ${xml}`);
  return bytes;
}

test("reads names, namespaces, attributes and text", () => {
  const xml = '<a:b xmlns:a="urn:a" c="1" a:c="2"><d xmlns="urn:d">x</d>y<e></e>&lt;z</a:b>';
  const attributes = new Map([
    ["c", "1"],
    ["{urn:a}c", "2"],
  ]);
  const d = { name: "d", namespace: "urn:d", attributes: new Map(), children: [], text: "x" };
  const e = { name: "e", namespace: "", attributes: new Map(), children: [], text: "" };
  expect(read(xml)).toEqual({ name: "b", namespace: "urn:a", attributes, children: [d, e], text: "y<z" });
});

test.each([
  ["nothing", ""],
  ["text before", "x<a></a>"],
  ["text behind", "<a></a>x"],
  ["two elements", "<a></a><b></b>"],
  ["an empty-element tag", "<a/>"],
  ["single quotes", "<a b='c'></a>"],
  ["two spaces", '<a  b="c"></a>'],
  ["a space at the end of a tag", '<a b="c" ></a>'],
  ["a line break in a tag", '<a\nb="c"></a>'],
  ["an attribute twice", '<a b="c" b="d"></a>'],
  ["the same attribute by two prefixes", '<a xmlns:x="u:u" xmlns:y="u:u" x:b="" y:b=""></a>'],
  ["another end tag", "<a></b>"],
  ["no end tag", "<a>"],
  ["a comment", "<a><!-- --></a>"],
  ["CDATA", "<a><![CDATA[x]]></a>"],
  ["a processing instruction", "<a><?x?></a>"],
  ["an XML declaration", '<?xml version="1.0"?><a></a>'],
  ["a DOCTYPE", "<!DOCTYPE a><a></a>"],
  ["an entity", "<a>&b;</a>"],
  ["a bare ampersand", "<a>b & c</a>"],
  ["a character reference of another form", "<a>&#13;</a>"],
  ["a bare < in an attribute", '<a b="<"></a>'],
  ["an undeclared prefix", "<b:a></b:a>"],
  ["an undeclared prefix of an attribute", '<a b:c=""></a>'],
  ["a prefix out of scope", '<a><b xmlns:c="u:c"></b><c:d></c:d></a>'],
  ["65 levels", "<a>".repeat(65) + "</a>".repeat(65)],
])("does not read %s", (_, text) => {
  expect(read(text)).toBeNull();
});

test("agrees with libxml2 on responses", () => {
  for (const { xml } of [
    aResponse(),
    aResponse({ sign: "none", facts: { attributes: { "a\tb": ["\r\n", "<&>\"'"] } } }),
  ]) {
    const bytes = canonical(xml, ["xs"]);
    expect(readCanonical(bytes)).toEqual(withDocument(bytes, ({ root }) => readTree(root)));
  }
});

const letters = fc.string({
  unit: fc.constantFrom(..."ab<>&\"'\r\n\t ;#]é日𝒳\u0085\u2028/=x"),
  maxLength: 8,
});
const escaped = letters.map((value) =>
  value.replace(/[<>&"\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`),
);
const name = fc.constantFrom("a", "b", "p:a", "q:b", "é", "a.b-c");
const declarations = fc.subarray([
  ' xmlns:p="urn:1"',
  ' xmlns:q="urn:2"',
  ' xmlns="urn:3"',
  ' xmlns=""',
  ' xmlns:p="urn:4"',
]);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      declarations,
      fc.array(fc.tuple(name, escaped), { maxLength: 3 }),
      fc.array(fc.oneof({ depthSize: "small" }, escaped, tie("element")), { maxLength: 4 }),
    )
    .map(([tag, declared, attributes, content]) => {
      const written = attributes.map(([key, value]) => ` ${key}="${value}"`);
      return `<${tag}${[...declared, ...new Set(written)].join("")}>${content.join("")}</${tag}>`;
    }),
}));

test("agrees with libxml2 on whatever libxml2 parses and canonicalizes", () => {
  let compared = 0;
  fc.assert(
    fc.property(element, (inner) => {
      const xml = Buffer.from(`<r xmlns:p="urn:p" xmlns:q="urn:q">${inner}</r>`);
      const bytes = withDocument(xml, (document) => canonicalElement(document, document.root, []));
      if (bytes === null) return;
      compared++;
      expect(readCanonical(bytes)).toEqual(withDocument(bytes, ({ root }) => readTree(root)));
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(500);
});
