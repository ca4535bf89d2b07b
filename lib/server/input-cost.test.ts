import { describe, expect, test } from "vitest";
import { browserWords } from "@/app/[space]/browser-words";
import { searchHelp } from "@/app/docs/search";
import { parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { createVault } from "@/lib/infra/crypto/vault";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { redact } from "@/lib/infra/log/redact";
import { referenceFor } from "@/lib/model/connections/reference";
import { asciiDomain, cleanDomain } from "@/lib/model/domains/domain-name";
import { provesDomain } from "@/lib/model/domains/domain-proof";
import { readTypedAttributes } from "@/lib/model/mapping/typed-attributes";
import { normaliseEmail } from "@/lib/model/people/email-address";
import { readPeopleFile } from "@/lib/model/people/people-file";
import { safeReturnPath } from "@/lib/model/return-path";
import { isJsonPath } from "@/lib/model/text/json-path";
import { oneLine } from "@/lib/model/text/one-line";
import { readIssuerAddress } from "@/lib/protocols/oidc/issuer-address";
import { OidcChecks } from "@/lib/protocols/oidc/step";
import { readCertificates } from "@/lib/protocols/saml/certificates/certificates";
import { readIdpMetadata } from "@/lib/protocols/saml/metadata/read-idp-metadata";
import { readAnswerHints } from "@/lib/protocols/saml/read-answer-hints";
import { overtime } from "@/lib/protocols/saml/testing/pace";
import { leastTime, processorTime } from "@/lib/protocols/saml/testing/processor-time";
import { validated } from "@/lib/protocols/saml/testing/scene";
import { askForm } from "@/lib/schemas/organization";
import { readCursor } from "./api/list-cursor";

const ring = parseKeyRing(`test:${Buffer.alloc(32, 1).toString("base64")}`);
if ("problem" in ring) throw new Error(ring.problem);
const vault = createVault(ring);
const listRequest = new Request("https://sso.example/api/v1/spaces/a/users");

/** Health must be answered within 50 ms all the while, so that no single text may take longer than that. */
const boundMs = 50;

/** What patterns and loops may stumble over, again and again. */
const units = [
  "a",
  "A",
  "1",
  " ",
  "\t",
  "\n",
  "\r\n",
  "-",
  "--",
  "=",
  "<",
  ">",
  "<a ",
  "<a>",
  "<a/>",
  "<title",
  "<title ",
  "<html ",
  "</a>",
  "<?xml ",
  "<!",
  "&",
  "&#1",
  "&amp",
  "&lt;",
  "[",
  "]",
  "(",
  "{",
  "[[",
  "://",
  "://a:",
  "@",
  "a@",
  ".",
  "a.",
  ":",
  "0x0.",
  "1.",
  "--------BEGIN ",
  "BEGIN ",
  "BEGIN A ",
  "-----BEGIN A",
  "-----END A-----",
  "END",
  "PRIVATE KEY",
  '"',
  '""',
  "'",
  ",",
  ";",
  "a,",
  "%41",
  "%",
  "\\n",
  "\\",
  "/",
  "//",
  "?",
  "#",
  "<X509Certificate ",
  "<X509Certificate>",
  "<md:EntityDescriptor ",
  "*",
  "*a",
  "é",
  "\u212a",
  "\u0301",
  "\u200b",
  "\u00a0",
  "ﷺ",
  "😀",
  "xn--",
  "a-",
  "_",
  "~",
  "W/",
  "Bearer ",
  "p1.",
  "a=b\n",
  "=\n",
  "MAA",
  'xmlns:a="u" ',
  ' a="b"',
  "[]",
  "[0].a",
  "a[0]",
];

type Measure = (text: string) => number;
const characters: Measure = (text) => text.length;
const bytes: Measure = (text) => Buffer.byteLength(text);

/** A text of the maximum size, made of one unit after a beginning that leads further in. */
function filled(head: string, unit: string, most: number, sizeOf = characters): string {
  return `${head}${unit.repeat(Math.floor((most - sizeOf(head) - 1) / sizeOf(unit)))}!`;
}

/** What took longer than a fraction of the bound, by beginning and unit. */
function tooSlow({ most, read, heads = [""], sizeOf, sent = (text) => text }: Input) {
  const found: string[] = [];
  for (const head of heads)
    for (const unit of units) {
      const text = sent(filled(head, unit, most, sizeOf));
      const ms = overtime(() => read(text), boundMs);
      if (ms !== null) found.push(`${JSON.stringify([head.slice(-40), unit])}: ${Math.round(ms)} ms`);
    }
  return found;
}

const now = new Date();
const header = 16_000;
const descriptor =
  '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="x">';
const outbound = createOutbound({ allow: [] });
const response = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"';

interface Input {
  name: string;
  most: number;
  /** In which `most` is; characters, unless the sender's bytes are limited. */
  sizeOf?: Measure;
  read(text: string): unknown;
  heads?: string[];
  /** How the text is encoded on its way, which is not our work. */
  sent?(text: string): string;
}

const inputs: Input[] = [
  {
    name: "metadata, pasted",
    most: 1_000_000,
    read: (text) => readIdpMetadata(text, now),
    heads: ["", "<html ", "MII", "{", descriptor],
  },
  {
    name: "metadata, from a file or an address",
    most: 300_000,
    read: (text) => readIdpMetadata(Buffer.from(text), now),
    heads: ["", "<html ", "<?xml "],
  },
  {
    name: "certificates",
    most: 200_000,
    read: (text) => readCertificates(text),
    heads: ["", "-----BEGIN CERTIFICATE-----", "<X509Certificate", "SHA1 ", "--------BEGIN"],
  },
  { name: "typed attributes", most: 200_000, read: readTypedAttributes, heads: ["", "a="] },
  { name: "the User-Agent header", most: header, read: browserWords },
  { name: "a domain", most: 64_000, read: cleanDomain, heads: ["", "https://", "[", "mailto:a@"] },
  { name: "a domain of its largest size", most: 2_048, read: cleanDomain, heads: ["", "https://", "["] },
  { name: "a domain in ASCII", most: 253, read: asciiDomain },
  { name: "an email address", most: 64_000, read: normaliseEmail, heads: ["", "a@"] },
  { name: "an email address of its largest size", most: 254, read: normaliseEmail, heads: ["", "a@"] },
  { name: "a name", most: 64_000, read: (text) => oneLine(text, 100) },
  { name: "a name that a reference is made of", most: 80, read: referenceFor },
  { name: "a path to come back to", most: 64_000, read: safeReturnPath, heads: ["/"] },
  { name: "a search of the help", most: header, read: searchHelp },
  { name: "a list's cursor", most: header, read: (text) => readCursor({ vault }, listRequest, text) },
  {
    name: "a space's address",
    most: 64_000,
    read: (slug) => askForm.safeParse({ slug }),
    heads: ["", "https://"],
  },
  { name: "a path of a JSON document", most: 64_000, read: isJsonPath },
  { name: "a DNS record", most: 64_000, read: (text) => provesDomain([text], "x"), heads: ["", '"'] },
  { name: "a line of the log", most: 1_000_000, read: (text) => redact({ text }), heads: ["", "Bearer "] },
  { name: "an issuer", most: 2_000, read: (text) => readIssuerAddress(text, outbound, new OidcChecks(), []) },
  {
    name: "a SAML response",
    most: 786_432,
    sizeOf: bytes,
    read: (samlResponse) => [readAnswerHints(samlResponse), validated(samlResponse)],
    sent: (xml) => Buffer.from(xml).toString("base64"),
    heads: ["", `${response} `, `${response}>`],
  },
];

for (const input of inputs)
  test(`${input.name} of ${input.most} characters takes no longer than its length, whatever repeats in it`, () => {
    expect(tooSlow(input)).toEqual([]);
  }, 120_000);

describe("the controls: the cost of these patterns before is detected", () => {
  const before: [string, RegExp, string, string, number][] = [
    ["a page's title", /<title[^>]*>([^<]{1,80})/i, "", "<title", 40_000],
    ["blanks at the end", /\s+$/, "x", " ", 25_000],
    ["colons", /^\[?[0-9a-f:]*:[0-9a-f:.]*:[0-9a-f:.]*\]?$/i, "", ":", 1_200],
  ];
  test.each(before)("%s", (_, pattern, head, unit, most) => {
    const [text, took] = [filled(head, unit, most), () => processorTime(() => pattern.test(text))];
    expect(Math.min(took(), took(), took())).toBeGreaterThan(boundMs);
    expect(leastTime(() => pattern.test(filled(head, unit, 200)), boundMs)).toBeLessThan(boundMs);
  });
});

describe("a file of people", () => {
  /**
   * A file is read once, by an administrator. Six times the bound: three on a quick machine, and a slow one takes twice
   * as long. What grew with the square of a file took a thousand times as long.
   */
  const fileMs = 6 * boundMs;
  /** As many rows as a file may have. */
  const rows = Array.from({ length: 20_000 }, (_, i) => `p${i}@acme.example,Ann,Adams,reader,Sales`);
  const honest = `email,first name,last name,role,team\n${rows.join("\n")}`;
  const wide = `email${",x".repeat(500_000)}\n${"a@b.example\n".repeat(19_000)}`;
  test.each([
    ["as many people as it may have", honest],
    ["hundreds of thousands of columns", wide],
  ])("of %s takes a moment", (_, text) => {
    expect(overtime(() => readPeopleFile(text), fileMs)).toBeNull();
  });
  test.each(["", "email\n", "email,name\na@b.example,", '"'])("after %j, whatever repeats in it", (head) => {
    for (const unit of [",", ";", '"', '""', "\n", " ", "=", "a,", "a@"]) {
      const text = filled(head, unit, 1_000_000);
      expect(
        overtime(() => readPeopleFile(text), fileMs),
        unit,
      ).toBeNull();
    }
  });
});
