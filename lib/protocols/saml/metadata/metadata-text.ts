import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { refusal } from "./refusal";

/** A metadata document without its XML declaration, with a sentence for each correction. */
export interface MetadataText {
  xml: string;
  repairs: string[];
}

/** The largest document that is checked. A single provider's metadata is seldom over 100 KB. */
export const maxMetadataBytes = 1_000_000;

const wanted = "the SAML metadata document of one identity provider (XML)";

/**
 * Turns a fetched, uploaded or pasted input into the text of an XML document, or explains what it is instead. Bytes
 * may be UTF-8 or UTF-16, with or without a byte order mark, or whatever their XML declaration names.
 */
export function readMetadataText(input: string | Uint8Array): MetadataText | Refusal<MetadataRefusal> {
  if (input.length > maxMetadataBytes) {
    const size = input.length < 10_000_000 ? (input.length / 1e6).toFixed(1) : Math.round(input.length / 1e6);
    return refusal("metadata_too_large", `${size} MB`, "at most 1 MB");
  }
  const decoded = typeof input === "string" ? input : decode(input);
  if (typeof decoded !== "string") return decoded;
  const repairs: string[] = [];
  const unwrapped = unwrap(decoded.replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, "").trim(), repairs);
  const mistaken = recognizeOther(unwrapped);
  if (mistaken) return mistaken;
  const xml = cutOut(unwrapped, repairs);
  // Refused before parsing, so that no entity is ever expanded.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return refusal("metadata_has_doctype", "a DOCTYPE", `${wanted}, which has none`);
  return { xml, repairs };
}

function decode(bytes: Uint8Array): string | Refusal<MetadataRefusal> {
  const label = encodingOf(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return refusal(
      "metadata_encoding_unsupported",
      `bytes that are not ${label.toUpperCase()}`,
      "UTF-8 or UTF-16",
    );
  }
}

/** XML 1.0 appendix F: by the byte order mark, by the zeros around the first "<", then by the declaration. */
function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  if (a === 0xef && b === 0xbb) return "utf-8";
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = start.match(/^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/)?.[1]?.toLowerCase();
  // A file that says UTF-16 in plain ASCII letters was converted without its declaration.
  return !declared || declared.startsWith("utf-16") ? "utf-8" : declared;
}

/** Undoes other programs' wrappers around a document: JSON quotes, base64, escaped markup. */
function unwrap(text: string, repairs: string[]): string {
  if (text.startsWith('"') && text.endsWith('"') && text.includes("<")) {
    try {
      const inner: unknown = JSON.parse(text);
      if (typeof inner === "string") {
        repairs.push("The quotation marks and backslashes around the document were removed.");
        return inner.trim();
      }
    } catch {
      return text;
    }
  }
  if (/^(PD94|PE1E|PG1k|PEVu|77u\/)[A-Za-z0-9+/=\s]+$/.test(text)) {
    repairs.push("The document was decoded from base64.");
    return Buffer.from(text, "base64")
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .trim();
  }
  if (/^&lt;/.test(text)) {
    repairs.push("Markup written as &lt; and &gt; was converted back to markup.");
    return unescaped(text);
  }
  return text;
}

/** The ampersand comes last: what it is read from may not become another sign. */
function unescaped(text: string): string {
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&amp;": "&" };
  return Object.entries(signs).reduce((done, [written, sign]) => done.replaceAll(written, sign), text);
}

function recognizeOther(text: string): Refusal<MetadataRefusal> | null {
  if (text === "") return refusal("metadata_missing", "nothing", wanted);
  if (/^https?:\/\/\S+$/i.test(text)) return refusal("metadata_is_url", text.slice(0, 200), wanted);
  if (/^[{[]/.test(text)) return refusal("metadata_is_json", describeJson(text), wanted);
  if (/^-+\s*BEGIN |^MII[A-Za-z0-9+/=\s]+$/.test(text)) {
    return refusal("metadata_is_certificate", "a certificate or key by itself", wanted);
  }
  if (!/<([\w.-]+:)?Entit(y|ies)Descriptor[\s>]/.test(text) && /<(!doctype\s+html|html)[\s>]/i.test(text)) {
    const title = text
      .match(/<title[^<>]*>([^<]{1,80})/i)?.[1]
      ?.replace(/\s+/g, " ")
      .trim();
    return refusal("metadata_is_html", title ? `a web page titled "${title}"` : "a web page", wanted);
  }
  if (!text.includes("<")) return refusal("metadata_malformed", "text without any XML in it", wanted);
  return null;
}

function describeJson(text: string): string {
  if (text.startsWith("[")) return "JSON";
  try {
    const { issuer } = JSON.parse(text) as { issuer?: unknown };
    if (typeof issuer === "string") return `the OpenID Connect discovery document of ${issuer.slice(0, 120)}`;
  } catch {
    // JSON or not, it is not XML; what exactly it is does not matter.
  }
  return "JSON";
}

/** The document alone: without what browsers and mails put before and after it, and without the XML declaration. */
function cutOut(text: string, repairs: string[]): string {
  const from = text.indexOf("<");
  const to = text.lastIndexOf(">") + 1;
  if (from > 0 || to < text.length) repairs.push("Text before or after the document was removed.");
  return text.slice(from, to).replace(/^<\?xml\s[^>]*\?>\s*/, "");
}
