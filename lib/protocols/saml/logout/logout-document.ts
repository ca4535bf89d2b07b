import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import { validateSchema } from "../checks/message-schema";
import { safeXml } from "../read-message";
import { canonicalTree } from "../signature/signed-assertion";
import { verifySignature } from "../signature/verify-signature";
import { withDocument } from "../xml/document";
import { ns } from "../xml/names";
import { readCanonical } from "../xml/read-canonical";
import { survey } from "../xml/survey";
import { type Element, isNamed, isNativeNamed } from "../xml/tree";
import { type DeliveredParameters, deliveredParameters } from "./delivered-parameters";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import type { LogoutDelivery, LogoutSettings } from "./logout-settings";
import { readPostMessage } from "./post-message";
import { readRedirectMessage } from "./redirect-message";

export type LogoutRoot = "LogoutRequest" | "LogoutResponse";

/** A message with proof that the provider signed it, as plain values. */
export interface SignedMessage {
  message: Element;
  relayState: string | null;
}

/**
 * Reads a message and verifies that the provider signed it: by HTTP-Redirect the query, by HTTP-POST the document,
 * whose values are then those of the signed bytes.
 */
export function readLogoutDocument(
  delivery: LogoutDelivery,
  root: LogoutRoot,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<SignedMessage> {
  const parameters = deliveredParameters(delivery, log);
  if (!parameters.ok) return parameters;
  const { kind, relayState } = parameters.value;
  const expected = root === "LogoutRequest" ? "SAMLRequest" : "SAMLResponse";
  if (kind !== expected) return log.refuse("logout_message_unexpected", "message_type", kind, expected);
  const xml = bytesOf(delivery, parameters.value, settings, log);
  if (!xml.ok) return xml;
  const safe = log.shared((shared) => safeXml(xml.value, shared));
  if (!safe.ok) return safe;
  const message = withDocument(
    safe.value,
    (document) => readSigned(document, { root, binding: delivery.binding }, settings, log),
    (problem) => log.refuse("logout_message_unreadable", "markup", problem, "well-formed XML"),
  );
  return message.ok ? done({ message: message.value, relayState }) : message;
}

const bytesOf = (
  delivery: LogoutDelivery,
  parameters: DeliveredParameters,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<Buffer> =>
  delivery.binding === "redirect"
    ? readRedirectMessage(parameters, settings, log)
    : readPostMessage(parameters.message, log);

function readSigned(
  document: XmlDocument,
  { root, binding }: { root: LogoutRoot; binding: LogoutDelivery["binding"] },
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<Element> {
  const owner = document.root;
  if (!isNativeNamed(owner, ns.protocol, root))
    return log.refuse("logout_message_unexpected", "message_type", owner.name, root);
  log.pass("message_type", root, root);
  const found = log.shared((shared) => survey(document, shared));
  if (!found.ok) return found;
  const signature = placeSignature(found.value.signatures, owner, binding, log);
  if (!signature.ok) return signature;
  const schema = log.shared((shared) => validateSchema(document, shared));
  if (!schema.ok) return schema;
  const tree: LogoutStep<Element | null> =
    signature.value === null
      ? done(canonicalTree(document, owner))
      : verified(document, signature.value, settings, log);
  if (!tree.ok) return tree;
  // The root's name once more, now in the signed bytes.
  return tree.value && isNamed(tree.value, ns.protocol, root)
    ? done(tree.value)
    : log.refuse("logout_verifier_failed", "logout_signature");
}

/**
 * By HTTP-POST exactly one signature, the direct child of the message: one elsewhere covers something else. By
 * HTTP-Redirect none, because the query is signed instead (Bindings 3.4.4.1) and nothing would verify this one.
 */
function placeSignature(
  [signature, ...others]: readonly XmlElement[],
  owner: XmlElement,
  binding: LogoutDelivery["binding"],
  log: LogoutChecks,
): LogoutStep<XmlElement | null> {
  const check = "signature_place";
  if (binding === "redirect" && !signature) return done(null);
  const expected = binding === "redirect" ? "none in the document" : `one, in ${owner.name}`;
  if (!signature) return log.refuse("logout_not_signed", "logout_signature", null, "a signed message");
  const misplaced = binding === "redirect" || others.length > 0 || !signature.parent?.isSameNode(owner);
  if (misplaced) {
    const received = `${others.length + 1}, in ${signature.parent?.name ?? "none"}`;
    return log.refuse("logout_signature_malformed", check, received, expected);
  }
  log.pass(check);
  return done(signature);
}

function verified(
  document: XmlDocument,
  signature: XmlElement,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<Element | null> {
  const placed = { owner: document.root, signature };
  const bytes = log.shared((shared) =>
    verifySignature(document, placed, settings, "logout_signature", shared),
  );
  return bytes.ok ? done(readCanonical(bytes.value)) : bytes;
}
