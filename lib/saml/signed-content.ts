import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { openAssertion } from "./encryption/open-assertion";
import { type Envelope, judgeEnvelope, readEnvelope } from "./judge/envelope";
import { done, Ledger, type Step } from "./ledger";
import type { SamlSettings } from "./settings";
import { verifySignature } from "./signature/verify-signature";
import {
  assertionInResponse,
  placeSignatures,
  readSignedAssertion,
  type Signatures,
} from "./signed-assertion";
import { withDocument } from "./xml/document";
import { ns } from "./xml/names";
import { schemaComplaint } from "./xml/schema";
import { type Survey, survey } from "./xml/survey";
import { type Element, isNativeNamed, readTree } from "./xml/tree";

/** What the provider signed, as plain values. */
export interface SignedContent {
  /** From the signed response; where only the assertion is signed, from the bare one, and then good for refusing only. */
  envelope: Envelope;
  assertion: Element;
}

/** Takes a response's XML apart and gives what of it is signed. Every native document is gone when it returns. */
export function readSignedContent(
  bytes: Buffer,
  settings: SamlSettings,
  ledger: Ledger,
): Step<SignedContent> {
  const content = withDocument(bytes, (document) => readResponse(document, settings, ledger));
  return content ?? ledger.refused("response_not_xml", "markup", null, "well-formed XML");
}

function readResponse(document: XmlDocument, settings: SamlSettings, ledger: Ledger): Step<SignedContent> {
  const { root } = document;
  if (!isNativeNamed(root, ns.protocol, "Response")) {
    return ledger.refused("not_a_response", "message_type", root.name, "Response");
  }
  ledger.passed("message_type", "Response", "Response");
  const found = survey(document, ledger);
  if (!found.ok) return found;
  const assertion = placeAssertion(found.value, root, ledger);
  if (!assertion.ok) return assertion;
  const plain = found.value.assertions[0] ?? null;
  const signatures = placeSignatures(found.value, root, plain, ledger);
  if (!signatures.ok) return signatures;
  const complaint = schemaComplaint(document);
  if (complaint !== null) return ledger.refused("schema_invalid", "schema", complaint, "SAML 2.0 schema");
  ledger.passed("schema");
  const envelope = readEnvelope(root);
  const acceptable = judgeEnvelope(envelope, settings, ledger);
  if (!acceptable.ok) return acceptable;
  if (assertion.value === null) return ledger.refused("assertion_missing", "assertion_count", "none", "one");
  return readSigned(document, assertion.value, signatures.value, envelope, settings, ledger);
}

/** Exactly one assertion, plain or encrypted, right under the Response; `null` where there is none at all. */
function placeAssertion(found: Survey, root: XmlElement, ledger: Ledger): Step<XmlElement | null> {
  const [only, ...others] = [...found.assertions, ...found.encryptedAssertions];
  if (others.length > 0) {
    return ledger.refused("several_assertions", "assertion_count", `${others.length + 1}`, "one");
  }
  if (only && !only.parent?.isSameNode(root)) {
    return ledger.refused("assertion_misplaced", "assertion_count", only.parent?.name ?? null, "Response");
  }
  if (only) ledger.passed("assertion_count", "one", "one");
  return done(only ?? null);
}

function readSigned(
  document: XmlDocument,
  assertion: XmlElement,
  signatures: Signatures,
  envelope: Envelope,
  settings: SamlSettings,
  ledger: Ledger,
): Step<SignedContent> {
  const response = signedResponse(document, signatures.response, settings, ledger);
  if (!response.ok) return response;
  const bytes = response.value;
  const encrypted = isNativeNamed(assertion, ns.assertion, "EncryptedAssertion");
  const covering = bytes && (() => assertionInResponse(bytes, "Assertion"));
  const read = encrypted
    ? openEncrypted(assertion, bytes, settings, ledger)
    : readSignedAssertion(document, assertion, signatures.assertion, covering, settings, ledger);
  if (!read.ok) return read;
  return bytes === null
    ? done({ envelope, assertion: read.value })
    : withSignedEnvelope(bytes, read.value, settings, ledger);
}

function signedResponse(
  document: XmlDocument,
  signature: XmlElement | null,
  settings: SamlSettings,
  ledger: Ledger,
): Step<Buffer | null> {
  const check = "response_signature";
  if (signature !== null) {
    return verifySignature(document, document.root, signature, settings.certificates, check, ledger);
  }
  if (settings.signed === "both" || settings.signed === "response") {
    return ledger.refused("response_not_signed", check, null, "a signed response");
  }
  return done(null);
}

function openEncrypted(
  assertion: XmlElement,
  signedBytes: Buffer | null,
  settings: SamlSettings,
  ledger: Ledger,
): Step<Element> {
  const encrypted = signedBytes
    ? assertionInResponse(signedBytes, "EncryptedAssertion")
    : readTree(assertion);
  if (encrypted === null) return ledger.refused("verifier_failed", "decryption");
  return openAssertion(encrypted, signedBytes !== null, settings, ledger);
}

/** Judges the Response's words once more, now as they were signed. */
function withSignedEnvelope(
  bytes: Buffer,
  assertion: Element,
  settings: SamlSettings,
  ledger: Ledger,
): Step<SignedContent> {
  const envelope = withDocument(bytes, (document) => readEnvelope(document.root));
  if (envelope === null) return ledger.refused("verifier_failed", "response_signature");
  const acceptable = judgeEnvelope(envelope, settings, new Ledger());
  return acceptable.ok ? done({ envelope, assertion }) : acceptable;
}
