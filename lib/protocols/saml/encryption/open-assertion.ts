import type { XmlDocument } from "libxml2-wasm";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { validateSchema } from "../checks/message-schema";
import { safeXml } from "../read-message";
import type { SamlSettings } from "../settings";
import { canonicalTree, placeSignatures, readSignedAssertion } from "../signature/signed-assertion";
import { type RefusedStep, SamlChecks, type Step } from "../step";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { survey } from "../xml/survey";
import { type Element, isNativeNamed } from "../xml/tree";
import { decoyAssertion } from "./decoy";
import { decryptAssertion, namedAlgorithms } from "./decrypt-assertion";
import { readEncryptedParts } from "./encrypted-parts";

const check = "decryption";

/**
 * Decrypts an EncryptedAssertion and reads the signed assertion in it.
 *
 * An attacker who may change the cipher text and sees which step failed can decrypt it piece by piece (Jager and
 * Somorovsky, CCS 2011). So unless the response's signature covers the cipher text, or its cipher shows that it was not
 * changed, everything until the assertion's own signature is verified fails with one code after the same work.
 *
 * @param covered `true` if `encrypted` was read from the signed bytes of the response
 */
export function openAssertion(
  encrypted: Element,
  covered: boolean,
  settings: SamlSettings,
  log: SamlChecks,
): Step<Element> {
  if (settings.decryptionKeys.length === 0) {
    return log.refuse("decryption_key_missing", check, "EncryptedAssertion", "a plain assertion");
  }
  const parts = readEncryptedParts(encrypted);
  if (parts === null) return failed(log);
  const { received, allowed } = namedAlgorithms(parts);
  const { plainText, authenticated } = decryptAssertion(parts, settings.decryptionKeys);
  const notes = new SamlChecks();
  const opened = readable(plainText && readPlainText(plainText, covered, settings, notes));
  log.note("encryption_algorithms", allowed, received, "AES-GCM, AES-CBC or Triple DES with RSA-OAEP");
  if (opened === null || (!opened.ok && !covered && !authenticated)) {
    if (opened === null || !costly.includes(opened.refusal.code)) {
      readPlainText(decoyAssertion(parts.cipherText.length), covered, settings, new SamlChecks());
    }
    return failed(log);
  }
  log.pass(check, received);
  // Checks that the document around it has passed too need not be listed twice.
  log.checks.push(
    ...notes.checks.filter(
      ({ name, passed, received }) =>
        !passed || name === "assertion_signature" || (name === "schema" && received !== null),
    ),
  );
  return opened;
}

const failed = (log: SamlChecks): RefusedStep =>
  log.refuse("decryption_failed", check, null, "an assertion encrypted for our certificate");

/** If it is not XML it was not decrypted: with a wrong key, a padding can still come out right. */
function readable(opened: Step<Element> | null): Step<Element> | null {
  return opened && !opened.ok && opened.refusal.code === "response_not_xml" ? null : opened;
}

/** Refusals that came after the costly last step, so that no extra work is necessary to hide them. */
const costly: readonly SamlRefusalCode[] = [
  "signature_mismatch",
  "signing_certificate_unknown",
  "signing_key_too_weak",
  "digest_mismatch",
];

/** Takes decrypted bytes through all the steps of the document around them. */
function readPlainText(
  bytes: Buffer,
  covered: boolean,
  settings: SamlSettings,
  log: SamlChecks,
): Step<Element> {
  const safe = safeXml(bytes, log);
  if (!safe.ok) return safe;
  const read = (document: XmlDocument): Step<Element> => {
    const { root } = document;
    if (!isNativeNamed(root, ns.assertion, "Assertion")) {
      return log.refuse("assertion_missing", "assertion_count", root.name, "Assertion");
    }
    const found = survey(document, log);
    if (!found.ok) return found;
    if (found.value.assertions.length + found.value.encryptedAssertions.length > 1) {
      return log.refuse("several_assertions", "assertion_count", "assertions in an assertion", "one");
    }
    const signatures = placeSignatures(found.value, null, root, log);
    if (!signatures.ok) return signatures;
    const schema = validateSchema(document, log);
    if (!schema.ok) return schema;
    const { assertion: signature } = signatures.value;
    const outer = covered && signature === null ? () => canonicalTree(document, root) : null;
    return readSignedAssertion(document, { assertion: root, signature, covered: outer }, settings, log);
  };
  return withDocument(safe.value, read, () =>
    log.refuse("response_not_xml", "markup", null, "well-formed XML"),
  );
}
