import type { CertificateRefusal } from "@/lib/model/refusals/metadata";
import { pemMarkers } from "../pem-markers";

/** One piece of a paste that should be a certificate: its bytes in base64, or why it cannot be one. */
export type Piece = { base64: string } | { refused: CertificateRefusal; received: string };

/** The pieces of a paste, with a sentence for each correction. */
export interface Pieces {
  pieces: Piece[];
  repairs: string[];
  /** Certificates of encryption-only keys (SAML Metadata 2.4.1.1), which are left out. */
  forEncryption: number;
}

const repaired = {
  bytes: "The binary certificate file was converted to text.",
  escapes: "Line breaks written as \\n were turned into real ones.",
  percent: "Percent-encoded characters were decoded.",
  quotes: "Quotation marks around the certificate were removed.",
  blanks: "Stray spaces and line breaks were removed.",
  header: "The BEGIN CERTIFICATE and END CERTIFICATE lines were corrected.",
  noHeader: "The missing BEGIN CERTIFICATE and END CERTIFICATE lines were added.",
  around: "Text before or after the certificate was removed.",
  xml: "The certificate was taken out of the surrounding XML.",
  encryption: "A certificate that is for encryption only was left out.",
};

/**
 * Splits what an administrator pasted into base64 pieces, one for each certificate, and undoes the damage of mail,
 * spreadsheets, JSON or a word processor. It does not look inside the pieces.
 */
export function splitCertificates(pasted: string): Pieces {
  const repairs: string[] = [];
  const note = (sentence: string) => {
    if (!repairs.includes(sentence)) repairs.push(sentence);
  };

  let text = pasted.replace(/^\uFEFF/, "").replace(/\u00A0|\u200B|\u200C|\u200D|\u2060/g, " ");
  if (/\\r|\\n|\\\//.test(text)) {
    text = text.replace(/\\r|\\n/g, "\n").replace(/\\\//g, "/");
    note(repaired.escapes);
  }
  if (/%[0-9a-f]{2}/i.test(text)) {
    text = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    note(repaired.percent);
  }
  if (/&#(13|10|xD|xA);/i.test(text)) {
    text = text.replace(/&#(13|10|xD|xA);/gi, "\n");
    note(repaired.blanks);
  }
  if (/["'`\u201C\u201D\u2018\u2019]/.test(text)) {
    text = text.replace(/["'`\u201C\u201D\u2018\u2019]/g, " ");
    note(repaired.quotes);
  }

  const { signing, forEncryption } = elementsOf(text);
  const inXml = signing.length + forEncryption > 0;
  if (inXml) note(repaired.xml);
  if (forEncryption > 0) note(repaired.encryption);
  const blocks = (inXml ? signing : [text]).flatMap((body) => splitBlocks(body, inXml ? () => {} : note));
  const pieces = blocks.map((block) => ("body" in block ? readBody(block.body, note) : block));
  return { pieces, repairs, forEncryption };
}

/** The X509Certificate elements of a piece of XML, apart from those in a KeyDescriptor that is for encryption only. */
function elementsOf(text: string): { signing: string[]; forEncryption: number } {
  const signing: string[] = [];
  let forEncryption = 0;
  let use = "";
  for (const [, name, attributes = "", body = ""] of text.matchAll(
    /<\/?(?:[\w.-]+:)?(X509Certificate|KeyDescriptor)(\s[^<>]*)?>([^<]*)/g,
  )) {
    // Quotation marks are blanks at this point.
    if (name === "KeyDescriptor") use = /\suse\s*=\s*(\w+)/.exec(attributes)?.[1] ?? "";
    else if (body.trim() === "") continue;
    else if (use === "encryption") forEncryption += 1;
    else signing.push(body);
  }
  return { signing, forEncryption };
}

export const binaryRepair = repaired.bytes;

type Block = { body: string } | { refused: CertificateRefusal; received: string };

function splitBlocks(text: string, note: (sentence: string) => void): Block[] {
  const markers = pemMarkers(text);
  if (markers.length === 0) {
    note(repaired.noHeader);
    if (hasStrayBlanks(text)) note(repaired.blanks);
    return splitBare(text).map((body) => ({ body }));
  }
  const blocks: Block[] = [];
  let label: string | null = null;
  let from = 0;
  let outside = "";
  for (const found of markers) {
    const { whole, side, label: name } = found;
    const between = text.slice(from, found.index);
    const isBegin = side === "BEGIN";
    if (isBegin && label === null) outside += between;
    else blocks.push(labelled(label ?? name, between));
    if (isBegin === (label !== null)) note(repaired.header);
    label = isBegin ? name : null;
    from = found.index + whole.length;
    if (!/^-----(BEGIN|END) CERTIFICATE-----$/.test(whole)) note(repaired.header);
  }
  const rest = text.slice(from);
  if (label !== null) {
    blocks.push(labelled(label, rest));
    note(repaired.header);
  } else outside += rest;
  // Separators between the blocks of a list need no sentence.
  if (outside.replace(/[\s,;[\]{}()]/g, "") !== "") note(repaired.around);
  return blocks.filter((block) => !("body" in block) || block.body.trim() !== "");
}

function labelled(label: string, body: string): Block {
  const name = label.toUpperCase().replace(/\s+/g, " ").trim();
  if (/PRIVATE/.test(name)) return { refused: "certificate_is_private_key", received: `BEGIN ${name}` };
  if (/REQUEST/.test(name)) return { refused: "certificate_is_request", received: `BEGIN ${name}` };
  if (/PUBLIC/.test(name)) return { refused: "certificate_is_public_key", received: `BEGIN ${name}` };
  if (/PKCS ?7|CMS/.test(name)) return { refused: "certificate_is_pkcs7", received: `BEGIN ${name}` };
  return { body };
}

/** More certificates than fit into the longest paste: what comes apart into more pieces holds none. */
const mostPieces = 500;

/**
 * Bare base64 states its own length: DER says in its first bytes how long it is, so several certificates can be
 * separated whatever is between them, or nothing.
 */
function splitBare(text: string): string[] {
  const all = text.replace(/[\s,;]/g, "");
  const parts: string[] = [];
  for (let from = 0; from < all.length && parts.length < mostPieces; ) {
    const size = derSize(Buffer.from(all.slice(from, from + 8), "base64"));
    let to = size === null ? all.length : Math.min(all.length, from + Math.ceil((size * 4) / 3));
    while (all[to] === "=") to += 1;
    parts.push(all.slice(from, to));
    from = to;
  }
  return parts;
}

/** The whole size of a DER SEQUENCE by its first bytes (X.690 8.1.3), or `null` if it is not one. */
export function derSize(head: Uint8Array): number | null {
  const [tag, first = 0, second = 0, third = 0] = head;
  if (tag !== 0x30 || head.length < 4) return null;
  if (first === 0x82) return 4 + second * 256 + third;
  if (first === 0x81) return 3 + second;
  return first < 0x80 ? 2 + first : null;
}

function readBody(body: string, note: (sentence: string) => void): Piece {
  if (hasStrayBlanks(body)) note(repaired.blanks);
  const base64 = body.replace(/[\s,;]/g, "");
  const wrong = base64.match(/[^A-Za-z0-9+/=]/);
  if (wrong) return { refused: "certificate_not_base64", received: `the character "${wrong[0]}"` };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return { refused: "certificate_not_base64", received: "base64 with a padding sign in the middle" };
  }
  return { base64 };
}

function hasStrayBlanks(body: string): boolean {
  return /[^\S\r\n]|\n[ \t\r]*\n/.test(body.trim());
}
