import { ns } from "./names";
import type { Element } from "./tree";

// The tokens of canonical XML (https://www.w3.org/TR/xml-c14n 2.3): one space before an attribute, double quotes, no
// empty-element tags, no comments, no CDATA, and no bare "<" or "&" anywhere. Nothing else is accepted.
const opening = /<([^\s<>"'=/!?&]+)((?: [^\s<>"'=/&]+="[^"<]*")*)>/y;
const attribute = / ([^\s<>"'=/&]+)="([^"<]*)"/g;
const closing = /<\/([^\s<>"'=/!?&]+)>/y;
const text = /[^<]+/y;
const escapes: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#x9;", "\t"],
  ["&#xA;", "\n"],
  ["&#xD;", "\r"],
]);

type Scope = ReadonlyMap<string, string>;
const outermost: Scope = new Map([
  ["", ""],
  ["xml", ns.xml],
]);

/** Thrown if the bytes are not canonical XML; it does not leave this file. */
class NotCanonical extends Error {}

/**
 * Reads one element from canonical XML: the very bytes that the digest covers, so that what is trusted and what is
 * signed cannot differ. This is not a parser for XML from outside. Its input comes from our own canonicalizer, in a
 * form so narrow that there is one way to read it; a test compares it with libxml2 on arbitrary input.
 * @returns `null` for anything that is not exactly one element in canonical form
 */
export function readCanonical(bytes: Buffer): Element | null {
  const reader = { source: bytes.toString("utf8"), at: 0 };
  try {
    const element = readElement(reader, outermost, 0);
    return reader.at === reader.source.length ? element : null;
  } catch (problem) {
    if (problem instanceof NotCanonical) return null;
    throw problem;
  }
}

interface Reader {
  source: string;
  at: number;
}

const deepest = 64;

function readElement(reader: Reader, outer: Scope, depth: number): Element {
  const [, name = "", written = ""] = take(reader, opening);
  if (depth >= deepest) throw new NotCanonical();
  const pairs = written === "" ? none : pairsOf(written);
  const scope = declared(pairs, outer);
  const children: Element[] = [];
  let content = "";
  while (!reader.source.startsWith("</", reader.at)) {
    if (reader.source[reader.at] === "<") children.push(readElement(reader, scope, depth + 1));
    else content += unescaped(take(reader, text)[0]);
  }
  if (take(reader, closing)[1] !== name) throw new NotCanonical();
  const [prefix, local] = split(name);
  const attributes = pairs.length === 0 ? noAttributes : attributesOf(pairs, scope);
  return { name: local, namespace: uriOf(prefix, scope), attributes, children, text: content };
}

type Pairs = readonly (readonly [string, string])[];
const none: Pairs = [];
const noAttributes: ReadonlyMap<string, string> = new Map();

function pairsOf(written: string): Pairs {
  const pairs: [string, string][] = [];
  for (const [, key = "", value = ""] of written.matchAll(attribute)) pairs.push([key, unescaped(value)]);
  return pairs;
}

function take(reader: Reader, token: RegExp): RegExpExecArray {
  token.lastIndex = reader.at;
  const match = token.exec(reader.source);
  if (match === null) throw new NotCanonical();
  reader.at = token.lastIndex;
  return match;
}

function unescaped(value: string): string {
  if (!value.includes("&")) return value;
  return value.replace(/&[^;&]*;?/g, (written) => {
    const character = escapes.get(written);
    if (character === undefined) throw new NotCanonical();
    return character;
  });
}

const isDeclaration = (key: string): boolean => key === "xmlns" || key.startsWith("xmlns:");

function declared(pairs: Pairs, outer: Scope): Scope {
  if (!pairs.some(([key]) => isDeclaration(key))) return outer;
  const scope = new Map(outer);
  for (const [key, uri] of pairs) if (isDeclaration(key)) scope.set(key.slice(6), uri);
  return scope;
}

function attributesOf(pairs: Pairs, scope: Scope): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (isDeclaration(key)) continue;
    const [prefix, local] = split(key);
    const full = prefix === "" ? local : `{${uriOf(prefix, scope)}}${local}`;
    if (attributes.has(full)) throw new NotCanonical();
    attributes.set(full, value);
  }
  return attributes;
}

function split(name: string): [string, string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function uriOf(prefix: string, scope: Scope): string {
  const uri = scope.get(prefix);
  if (uri === undefined) throw new NotCanonical();
  return uri;
}
