import { constants, inflateRawSync } from "node:zlib";

/** An answer's unverified values: for finding the attempt, and for nothing else. */
export interface AnswerHints {
  /** The requests that it names, in the document's order: the Response's own InResponseTo, then its confirmations'. */
  requestIds: string[];
  /** Something in it may be encrypted: our keys are needed. */
  mayBeEncrypted: boolean;
}

const longestId = 256;
const mostIds = 8;
/** No provider repeats the name more often than this. */
const mostLooks = 64;
const attributeName = "InResponseTo";
const mostDeflated = 64 * 1024;
const mostInflated = 1024 * 1024;

/**
 * Reads which requests a form field `SAMLResponse` names, whatever else is wrong with it: an answer that the verifier
 * refuses must still end its attempt. So it is lenient where the verifier is strict: base64url or truncated base64,
 * deflated as for the Redirect binding, bare XML, comments and all. Bounded, and never throws.
 */
export function readAnswerHints(samlResponse: string): AnswerHints {
  const bytes = xmlOf(samlResponse);
  // Encoded as UTF-8, an element's name appears as it is (XML Encryption: `EncryptedAssertion` and the like).
  return { requestIds: requestIdsIn(bytes), mayBeEncrypted: bytes.includes("Encrypted") };
}

function xmlOf(text: string): Buffer {
  if (opensMarkup(Buffer.from(text.slice(0, 100)))) return Buffer.from(text);
  // Node reads both alphabets of base64 and skips everything else.
  const bytes = Buffer.from(text, "base64");
  return opensMarkup(bytes) ? bytes : (inflated(bytes) ?? bytes);
}

function opensMarkup(bytes: Buffer): boolean {
  return /^\uFEFF?\s{0,100}</.test(bytes.toString("utf8", 0, 128));
}

function inflated(bytes: Buffer): Buffer | null {
  try {
    // Truncated input is read as far as possible.
    const { Z_SYNC_FLUSH: finishFlush } = constants;
    return inflateRawSync(bytes.subarray(0, mostDeflated), { finishFlush, maxOutputLength: mostInflated });
  } catch {
    return null;
  }
}

function requestIdsIn(bytes: Buffer): string[] {
  const found = new Set<string>();
  let at = bytes.indexOf(attributeName);
  for (let looks = 0; at >= 0 && looks < mostLooks && found.size < mostIds; looks += 1) {
    const from = at + attributeName.length;
    const id = /^\s{0,20}=\s{0,20}(["'])\s{0,20}([^"'<&\s]+)\s{0,20}\1/.exec(
      bytes.toString("utf8", from, from + longestId + 44),
    );
    if (id?.[2] && id[2].length <= longestId) found.add(id[2]);
    at = bytes.indexOf(attributeName, from);
  }
  return [...found];
}
