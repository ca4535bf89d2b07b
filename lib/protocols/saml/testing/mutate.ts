import { type Span, spansOf } from "./spans";

/** Changes XML texts at random: some like a broken wire, some like somebody who knows what the elements mean. */

/** One change: its kind, and numbers that choose the places. They count modulo the number of places. */
export interface Mutation {
  kind: number;
  a: number;
  b: number;
  c: number;
}

const snippets = [
  "<",
  ">",
  "&",
  '"',
  "'",
  "/",
  "=",
  " ",
  "\n",
  "\t",
  "x",
  "0",
  "=",
  "]]>",
  "<!-- -->",
  "<!---->",
  "<![CDATA[x]]>",
  "<?x?>",
  "&amp;",
  "&lt;",
  "&#13;",
  "&#x0;",
  "<x/>",
  "</x>",
  "<!DOCTYPE x>",
  ' ID="_evil"',
  ' xmlns="urn:x"',
  ' xmlns:saml="urn:x"',
  ' xml:id="_evil"',
  "root@customer.example",
  "\u0000",
  "\ufeff",
  "é",
  "\u2028",
]; // prettier-ignore
const texts = [
  "",
  " ",
  "root@customer.example",
  "admin",
  "2099-01-01T00:00:00Z",
  "https://evil.example",
  "_evil",
  "AAAA",
];

type Change = (xml: string, spans: Span[], mutation: Mutation) => string;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
const splice = (xml: string, at: number, removed: number, inserted = ""): string =>
  xml.slice(0, at) + inserted + xml.slice(at + removed);
const textOf = (xml: string, span: Span): string => xml.slice(span.start, span.end);

/** The four places beside and inside an element. */
const places = (span: Span): number[] => [span.start, span.inner, span.close, span.end];

function withTwo(
  spans: Span[],
  m: Mutation,
  use: (one: Span, other: Span) => string,
  otherwise: string,
): string {
  const one = pick(spans, m.a);
  const other = pick(spans, m.b);
  return one && other ? use(one, other) : otherwise;
}

function attributesOf(xml: string, span: Span): { at: number; text: string }[] {
  const tag = xml.slice(span.start, span.inner);
  return [...tag.matchAll(/\s[\w:-]+="[^"]*"/g)].map((match) => ({
    at: span.start + match.index,
    text: match[0],
  }));
}

const changes: Change[] = [
  // The wire: a bit, a character, a stretch.
  (xml, _, m) => {
    const bytes = Buffer.from(xml, "utf8");
    const at = m.a % bytes.length;
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (m.b % 7)), at);
    return bytes.toString("utf8");
  },
  (xml, _, m) => splice(xml, m.a % xml.length, 1, pick(snippets, m.b)),
  (xml, _, m) => splice(xml, m.a % xml.length, 0, pick(snippets, m.b)),
  (xml, _, m) => splice(xml, m.a % xml.length, 1 + (m.b % 30)),
  (xml, _, m) =>
    splice(xml, m.b % xml.length, 0, xml.slice(m.a % xml.length, (m.a % xml.length) + (m.c % 400))),
  // Elements: removed, doubled, moved, exchanged, wrapped, renamed.
  (xml, spans, m) => withTwo(spans, m, (one) => splice(xml, one.start, one.end - one.start), xml),
  (xml, spans, m) =>
    withTwo(spans, m, (one, other) => splice(xml, pick(places(other), m.c) ?? 0, 0, textOf(xml, one)), xml),
  (xml, spans, m) => withTwo(spans, m, (one, other) => moved(xml, one, pick(places(other), m.c) ?? 0), xml),
  (xml, spans, m) => withTwo(spans, m, (one, other) => exchanged(xml, one, other), xml),
  (xml, spans, m) =>
    withTwo(
      spans,
      m,
      (one, other) =>
        splice(xml, one.start, one.end - one.start, `<${other.name}>${textOf(xml, one)}</${other.name}>`),
      xml,
    ),
  (xml, spans, m) => withTwo(spans, m, (one, other) => renamed(xml, one, other.name), xml),
  // Attributes: removed, copied to another element, with another's value, in another order.
  (xml, spans, m) => {
    const attribute = pick(
      spans.flatMap((span) => attributesOf(xml, span)),
      m.a,
    );
    return attribute ? splice(xml, attribute.at, attribute.text.length) : xml;
  },
  (xml, spans, m) => {
    const attribute = pick(
      spans.flatMap((span) => attributesOf(xml, span)),
      m.a,
    );
    const target = pick(spans, m.b);
    return attribute && target ? splice(xml, target.start + 1 + target.name.length, 0, attribute.text) : xml;
  },
  (xml, spans, m) => {
    const all = spans.flatMap((span) => attributesOf(xml, span));
    const one = pick(all, m.a);
    const value = pick([...all.map(({ text }) => text.replace(/^[^"]*"|"$/g, "")), ...texts], m.b) ?? "";
    return one
      ? splice(
          xml,
          one.at,
          one.text.length,
          one.text.replace(/"[^"]*"$/, () => `"${value}"`),
        )
      : xml;
  },
  (xml, spans, m) => {
    const span = pick(spans, m.a);
    const list = span ? attributesOf(xml, span) : [];
    const one = pick(list, m.b);
    const last = list.at(-1);
    if (!one || !last || one === last) return xml;
    return splice(splice(xml, last.at + last.text.length, 0, one.text), one.at, one.text.length);
  },
  // Texts: another element's, or a rewarding one.
  (xml, spans, m) =>
    withTwo(
      spans,
      m,
      (one, other) => splice(xml, one.inner, one.close - one.inner, xml.slice(other.inner, other.close)),
      xml,
    ),
  (xml, spans, m) =>
    withTwo(spans, m, (one) => splice(xml, one.inner, one.close - one.inner, pick(texts, m.b)), xml),
  (xml, spans, m) =>
    withTwo(spans, m, (one) => splice(xml, pick([one.inner, one.close], m.b) ?? 0, 0, pick(texts, m.c)), xml),
  // What XML does not care about: space in tags, quotes.
  (xml, spans, m) =>
    withTwo(spans, m, (one) => splice(xml, one.inner - (xml[one.inner - 2] === "/" ? 2 : 1), 0, " \n"), xml),
  (xml, spans, m) => {
    const attribute = pick(
      spans.flatMap((span) => attributesOf(xml, span)),
      m.a,
    );
    return attribute
      ? splice(xml, attribute.at, attribute.text.length, ` ${attribute.text.replaceAll('"', "'")}`)
      : xml;
  },
];

function moved(xml: string, span: Span, place: number): string {
  if (place > span.start && place < span.end) return xml;
  const text = textOf(xml, span);
  const later = splice(
    xml,
    Math.max(place, span.start),
    place > span.start ? 0 : text.length,
    place > span.start ? text : "",
  );
  return place > span.start ? splice(later, span.start, text.length) : splice(later, place, 0, text);
}

function exchanged(xml: string, one: Span, other: Span): string {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  if (second.start < first.end) return xml;
  return splice(
    splice(xml, second.start, second.end - second.start, textOf(xml, first)),
    first.start,
    first.end - first.start,
    textOf(xml, second),
  );
}

function renamed(xml: string, span: Span, name: string): string {
  const closed = span.close === span.inner ? xml : splice(xml, span.close + 2, span.name.length, name);
  return splice(closed, span.start + 1, span.name.length, name);
}

export const mutationKinds = changes.length;

/** Applies the changes one after the other. */
export function mutate(xml: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((text, mutation) => {
    const change = pick(changes, mutation.kind);
    return change && text.length > 0 ? change(text, spansOf(text), mutation) : text;
  }, xml);
}
