import { readMessage } from "./read-message";
import { SamlChecks } from "./step";
import { ns } from "./xml/names";
import { withoutWhiteSpace } from "./xml/white-space";

/** What a response says of itself before anything has been verified: good for finding the attempt, for nothing else. */
export interface ResponseHints {
  inResponseTo: string | null;
  /** Something in it may be encrypted: our keys are wanted. */
  mayBeEncrypted: boolean;
}

const longestHint = 1024;
const longestTag = 8192;

const attribute = /\s+([^\s=<>"'/&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/**
 * Reads the InResponseTo of the Response, or where it has none that of the first confirmation with one, without verifying
 * anything. Start tags are all that is looked at: the markup in which a tag could hide was refused before, and the
 * verifier reads the whole document itself.
 * Takes the form field `SAMLResponse`; answers `null` where it is too large, not base64, not safe XML or
 * not a SAML response (`verifyResponse` then says exactly why). Never throws.
 */
export function readInResponseTo(samlResponse: string): ResponseHints | null {
  const bytes = readMessage(samlResponse, new SamlChecks());
  if (!bytes.ok) return null;
  const attributes = responseAttributes(bytes.value.toString("utf8", 0, longestTag));
  if (attributes === null) return null;
  const inResponseTo = attributes.get("InResponseTo") ?? confirmedRequest(bytes.value);
  return {
    inResponseTo: inResponseTo === null ? null : usableId(inResponseTo),
    // The bytes are UTF-8, where an element's name stands as it is (XML Encryption, `EncryptedData` and its holders).
    mayBeEncrypted: bytes.value.includes("Encrypted"),
  };
}

/** An ID is a name (SAML Core 1.3.4): it has no references in it that would have to be read. */
function usableId(written: string): string | null {
  const id = withoutWhiteSpace(written);
  return id.length <= longestHint && !id.includes("&") ? id : null;
}

const confirmation = "SubjectConfirmationData";
/** As many as are looked at: providers write one. */
const mostConfirmations = 8;

/** The InResponseTo of the first confirmation that has one. */
function confirmedRequest(bytes: Buffer): string | null {
  let at = bytes.indexOf(confirmation);
  for (let count = 0; at >= 0 && count < mostConfirmations; count += 1) {
    const from = at + confirmation.length;
    const found = attributesFrom(bytes.toString("utf8", from, from + longestTag), 0).get("InResponseTo");
    if (found !== undefined) return found;
    at = bytes.indexOf(confirmation, from);
  }
  return null;
}

function attributesFrom(text: string, at: number): Map<string, string> {
  const found = new Map<string, string>();
  attribute.lastIndex = at;
  for (let one = attribute.exec(text); one; one = attribute.exec(text))
    found.set(one[1] ?? "", one[2] ?? one[3] ?? "");
  return found;
}

/** The attributes of a document's root where it is a SAML response; `null` where it is anything else. */
function responseAttributes(text: string): Map<string, string> | null {
  const opening = /^\uFEFF?\s*(?:<\?xml[^?]*\?>\s*)?<(?:([A-Za-z_][\w.-]*):)?Response(?=[\s>/])/.exec(text);
  if (!opening) return null;
  const found = attributesFrom(text, opening[0].length);
  const declared = opening[1] === undefined ? "xmlns" : `xmlns:${opening[1]}`;
  return found.get(declared) === ns.protocol ? found : null;
}
