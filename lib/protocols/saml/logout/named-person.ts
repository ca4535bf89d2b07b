import { done } from "@/lib/protocols/check-log";
import { decryptAssertion } from "../encryption/decrypt-assertion";
import { readEncryptedParts } from "../encryption/encrypted-parts";
import { safeXml } from "../read-message";
import { canonicalTree } from "../signature/signed-assertion";
import { SamlChecks } from "../step";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { survey } from "../xml/survey";
import { type Element, isNamed } from "../xml/tree";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import type { LogoutSettings } from "./logout-settings";
import { type NameId, nameIdOf } from "./name-id";

const namings = ["NameID", "EncryptedID", "BaseID"];

/**
 * The person whom a signed request names (SAML Core 3.7.1): exactly one NameID, plain or encrypted for us. A BaseID is
 * an extension point that means nothing to us.
 */
export function readNamedPerson(
  request: Element,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<NameId> {
  const [named, ...others] = request.children.filter(
    ({ namespace, name }) => namespace === ns.assertion && namings.includes(name),
  );
  if (!named || others.length > 0 || named.name === "BaseID") {
    const received = named && [named, ...others].map(({ name }) => name).join(", ");
    return log.refuse("logout_subject_unsupported", "subject", received, "one NameID");
  }
  const plain = named.name === "EncryptedID" ? decrypted(named, settings) : named;
  if (plain === null)
    return log.refuse(
      "logout_subject_not_decrypted",
      "subject",
      "EncryptedID",
      "a NameID encrypted for our certificate",
    );
  const nameId = nameIdOf(plain);
  if (nameId === null) return log.refuse("logout_subject_unsupported", "subject", null, "one NameID");
  log.pass("subject", named.name);
  return done(nameId);
}

/**
 * Decrypts the name as the reader of assertions does. Only for a request whose signature covers the cipher text: then
 * nobody but the provider chose it, and a failure tells nobody else anything.
 */
function decrypted(encrypted: Element, { decryptionKeys }: LogoutSettings): Element | null {
  const parts = readEncryptedParts(encrypted);
  const plainText = parts && decryptAssertion(parts, decryptionKeys).plainText;
  return plainText && readPlainText(plainText);
}

function readPlainText(bytes: Buffer): Element | null {
  const silent = new SamlChecks();
  const safe = safeXml(bytes, silent);
  if (!safe.ok) return null;
  const tree = withDocument(safe.value, (document) =>
    survey(document, silent).ok ? canonicalTree(document, document.root) : null,
  );
  return tree && isNamed(tree, ns.assertion, "NameID") ? tree : null;
}
