import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import { type Envelope, envelopeOf, unsignedEnvelope, validateEnvelope } from "../checks/envelope";
import { validateSchema } from "../checks/message-schema";
import { openAssertion } from "../encryption/open-assertion";
import type { SamlSettings } from "../settings";
import { SamlChecks, type Step } from "../step";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { readCanonical } from "../xml/read-canonical";
import { type Survey, survey } from "../xml/survey";
import { childrenNamed, type Element, isNativeNamed, readTree } from "../xml/tree";
import { placeSignatures, readSignedAssertion, type Signatures } from "./signed-assertion";
import { verifySignature } from "./verify-signature";

/** The signed content, as plain values. */
export interface SignedContent {
  /** From the signed response; if only the assertion is signed, from the unsigned one, and then for refusing only. */
  envelope: Envelope;
  assertion: Element;
}

/** Parses a response's XML and returns its signed parts. Every native document is disposed of when it returns. */
export function readSignedContent(
  bytes: Buffer,
  settings: SamlSettings,
  log: SamlChecks,
): Step<SignedContent> {
  return withDocument(
    bytes,
    (document) => readResponse(document, settings, log),
    (problem) => log.refuse("response_not_xml", "markup", problem, "well-formed XML"),
  );
}

function readResponse(document: XmlDocument, settings: SamlSettings, log: SamlChecks): Step<SignedContent> {
  const { root } = document;
  if (!isNativeNamed(root, ns.protocol, "Response")) {
    return log.refuse("not_a_response", "message_type", root.name, "Response");
  }
  log.pass("message_type", "Response", "Response");
  const found = survey(document, log);
  if (!found.ok) return found;
  const assertion = placeAssertion(found.value, root, log);
  if (!assertion.ok) return assertion;
  const plain = found.value.assertions[0] ?? null;
  const signatures = placeSignatures(found.value, root, plain, log);
  if (!signatures.ok) return signatures;
  const schema = validateSchema(document, log);
  if (!schema.ok) return schema;
  const envelope = unsignedEnvelope(root);
  const carriage = {
    signed: signatures.value.response !== null,
    encrypted: found.value.encryptedAssertions.length > 0,
  };
  const acceptable = validateEnvelope(envelope, carriage, settings, log);
  if (!acceptable.ok) return acceptable;
  if (assertion.value === null) return log.refuse("assertion_missing", "assertion_count", "none", "one");
  return readSigned(
    document,
    { assertion: assertion.value, signatures: signatures.value, envelope },
    settings,
    log,
  );
}

/** Exactly one assertion, plain or encrypted, right under the Response; `null` if there is none at all. */
function placeAssertion(found: Survey, root: XmlElement, log: SamlChecks): Step<XmlElement | null> {
  const [only, ...others] = [...found.assertions, ...found.encryptedAssertions];
  if (others.length > 0) {
    return log.refuse("several_assertions", "assertion_count", `${others.length + 1}`, "one");
  }
  if (only && !only.parent?.isSameNode(root)) {
    return log.refuse("assertion_misplaced", "assertion_count", only.parent?.name ?? null, "Response");
  }
  if (only) log.pass("assertion_count", "one", "one");
  return done(only ?? null);
}

function readSigned(
  document: XmlDocument,
  { assertion, signatures, envelope }: { assertion: XmlElement; signatures: Signatures; envelope: Envelope },
  settings: SamlSettings,
  log: SamlChecks,
): Step<SignedContent> {
  const response = signedResponse(document, signatures.response, settings, log);
  if (!response.ok) return response;
  const signed = response.value;
  const covered = signed && (() => onlyChild(signed, "Assertion"));
  const read = isNativeNamed(assertion, ns.assertion, "EncryptedAssertion")
    ? openEncrypted(assertion, signed, settings, log)
    : readSignedAssertion(document, { assertion, signature: signatures.assertion, covered }, settings, log);
  if (!read.ok) return read;
  if (signed === null) return done({ envelope, assertion: read.value });
  // The Response's values once more, now as they were signed.
  const signedEnvelope = envelopeOf(signed);
  const acceptable = validateEnvelope(
    signedEnvelope,
    { signed: true, encrypted: false },
    settings,
    new SamlChecks(),
  );
  return acceptable.ok ? done({ envelope: signedEnvelope, assertion: read.value }) : acceptable;
}

/** The one assertion in a signed response, plain or encrypted. */
function onlyChild(response: Element, name: "Assertion" | "EncryptedAssertion"): Element | null {
  const [only, ...others] = childrenNamed(response, ns.assertion, name);
  return only && others.length === 0 ? only : null;
}

/** The response as its signature covers it; `null` if it is unsigned and need not be signed. */
function signedResponse(
  document: XmlDocument,
  signature: XmlElement | null,
  settings: SamlSettings,
  log: SamlChecks,
): Step<Element | null> {
  const check = "response_signature";
  if (signature !== null) {
    const bytes = verifySignature(document, { owner: document.root, signature }, settings, check, log);
    if (!bytes.ok) return bytes;
    const tree = readCanonical(bytes.value);
    return tree ? done(tree) : log.refuse("verifier_failed", check);
  }
  if (settings.signed === "both" || settings.signed === "response") {
    return log.refuse("response_not_signed", check, null, "a signed response");
  }
  return done(null);
}

function openEncrypted(
  assertion: XmlElement,
  signed: Element | null,
  settings: SamlSettings,
  log: SamlChecks,
): Step<Element> {
  const encrypted = signed ? onlyChild(signed, "EncryptedAssertion") : readTree(assertion);
  if (encrypted === null) return log.refuse("verifier_failed", "decryption");
  return openAssertion(encrypted, signed !== null, settings, log);
}
