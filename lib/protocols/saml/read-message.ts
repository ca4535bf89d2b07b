import { isUtf8 } from "node:buffer";
import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "./step";
import { base64Bytes } from "./xml/base64";

/** The largest XML that is parsed: 1,500 groups with names of 180 characters, even encrypted, stay below it. */
export const maximumXmlBytes = 768 * 1024;
const maximumCharacters = Math.ceil((maximumXmlBytes * 4) / 3 / 64) * 66;
const maximumPrefixes = 20;

/**
 * Turns the posted form value into XML bytes that are safe to parse: bounded, plain base64 (SAML Bindings 3.5.4;
 * never inflated), UTF-8, and without markup that an assertion does not need.
 */
export function readMessage(samlResponse: string, log: SamlChecks): Step<Buffer> {
  if (samlResponse.length === 0) return log.refuse("response_missing", "encoding", null, "SAMLResponse");
  if (samlResponse.length > maximumCharacters) {
    const received = `${samlResponse.length} characters`;
    return log.refuse("response_too_large", "encoding", received, `at most ${maximumCharacters}`);
  }
  const bytes = base64Bytes(samlResponse);
  if (bytes === null)
    return log.refuse("response_not_base64", "encoding", wrongBase64(samlResponse), "base64");
  if (bytes.length > maximumXmlBytes) {
    const received = `${bytes.length} bytes`;
    return log.refuse("response_too_large", "encoding", received, `at most ${maximumXmlBytes}`);
  }
  log.pass("encoding", `${bytes.length} bytes`, `at most ${maximumXmlBytes}`);
  return safeXml(bytes, log);
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const declaration =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"utf-8"|'utf-8'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/i;

/**
 * Accepts only XML in UTF-8 with elements, attributes and text. Without DOCTYPE there are no entities to expand or
 * fetch; without comments, CDATA and processing instructions two parsers cannot disagree on a value's end.
 */
export function safeXml(bytes: Buffer, log: SamlChecks): Step<Buffer> {
  if (!isUtf8(bytes)) {
    return log.refuse(
      "response_not_xml",
      "markup",
      `no UTF-8 at byte ${firstForeignByte(bytes)}`,
      "XML in UTF-8",
    );
  }
  const start = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const head = declaration.exec(bytes.toString("latin1", start, start + 200))?.[0].length ?? 0;
  // In well-formed XML a bare "<" always opens a tag, so these two cannot be part of a value.
  const bang = bytes.indexOf("<!");
  if (bang >= 0) {
    const received = `${markupName(bytes, bang)} (line ${lineOf(bytes, bang)})`;
    return log.refuse("forbidden_markup", "markup", received, "elements and text only");
  }
  const instruction = bytes.indexOf("<?", start + head);
  if (instruction >= 0) {
    const declared = head === 0 && bytes.indexOf("<?xml", start) === start;
    const received = declared ? "XML declaration" : `<?… (line ${lineOf(bytes, instruction)})`;
    return log.refuse("forbidden_markup", "markup", received, "XML 1.0 in UTF-8, elements and text only");
  }
  if (declaredPrefixes(bytes) > maximumPrefixes) {
    return log.refuse("too_complex", "markup", "namespace prefixes", `at most ${maximumPrefixes}`);
  }
  log.pass("markup");
  return done(bytes);
}

/** What keeps a text from being base64, without its contents. */
function wrongBase64(text: string): string {
  const at = text.search(/[^A-Za-z0-9+/=\t\n\r ]/);
  if (at < 0) return `base64 that is not whole (${text.length} characters)`;
  return `the character ${JSON.stringify(text[at])} at position ${at + 1}`;
}

function firstForeignByte(bytes: Buffer): number {
  const readable = Buffer.from(bytes.toString("utf8"));
  const at = bytes.findIndex((byte, place) => byte !== readable[place]);
  return at < 0 ? bytes.length : at;
}

function lineOf(bytes: Buffer, at: number): number {
  return bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
}

function markupName(bytes: Buffer, at: number): string {
  const text = bytes.toString("latin1", at, at + 9);
  if (text.startsWith("<!--")) return "comment";
  return text === "<![CDATA[" ? "CDATA" : "DOCTYPE";
}

/** Many prefixes make canonicalization slow, element by element; a real response has fewer than ten. */
function declaredPrefixes(bytes: Buffer): number {
  const prefixes = new Set<string>();
  for (const match of bytes.toString("latin1").matchAll(/xmlns:([^\s=<>]{1,100})/g)) {
    prefixes.add(match[1] ?? "");
    if (prefixes.size > maximumPrefixes) break;
  }
  return prefixes.size;
}
