import { Ledger } from "./ledger";
import { readMessage } from "./read-message";
import { withDocument } from "./xml/document";
import { ns } from "./xml/names";
import { isNativeNamed, nativeChildren } from "./xml/tree";

/** What a response says of itself before anything has been verified: good for finding the attempt, for nothing else. */
export interface ResponseHints {
  responseId: string | null;
  inResponseTo: string | null;
  issuer: string | null;
  /** Something in it may be encrypted: our keys are wanted. */
  mayBeEncrypted: boolean;
}

const longestHint = 1024;

/**
 * Reads the Response's own ID, InResponseTo and Issuer without verifying anything.
 * Takes the form field `SAMLResponse`; answers `null` where it is too large, not base64, not safe XML or
 * not a SAML response (`verifyResponse` then says exactly why). Never throws.
 */
export function readInResponseTo(samlResponse: string): ResponseHints | null {
  try {
    const bytes = readMessage(samlResponse, new Ledger());
    return bytes.ok ? readHints(bytes.value) : null;
  } catch {
    // A hint that cannot be read is no hint; the verifier will judge the response itself.
    return null;
  }
}

function readHints(bytes: Buffer): ResponseHints | null {
  return withDocument(bytes, ({ root }) => {
    if (!isNativeNamed(root, ns.protocol, "Response")) return null;
    const issuer = nativeChildren(root).find((child) => isNativeNamed(child, ns.assertion, "Issuer"));
    return {
      responseId: bounded(root.attr("ID")?.value),
      inResponseTo: bounded(root.attr("InResponseTo")?.value),
      issuer: bounded(issuer?.content),
      // The bytes are UTF-8, where an element's name stands as it is (XML Encryption, `EncryptedData` and its holders).
      mayBeEncrypted: bytes.includes("Encrypted"),
    };
  });
}

const bounded = (text: string | undefined): string | null =>
  text !== undefined && text.length <= longestHint ? text : null;
