import type { XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import { ns, saml } from "../xml/names";
import { attributeOf, childNamed, type Element, isNativeNamed, nativeChildren, readTree } from "../xml/tree";
import { expectedBeside, withoutWhiteSpace } from "../xml/white-space";

/** The Response's own values around its assertion. */
export interface Envelope {
  version: string | null;
  destination: string | null;
  inResponseTo: string | null;
  issuer: Element | null;
  status: Element | null;
}

/** Reads the Response's values from its signed bytes. */
export function envelopeOf(response: Element): Envelope {
  return {
    version: attributeOf(response, "Version"),
    destination: attributeOf(response, "Destination"),
    inResponseTo: attributeOf(response, "InResponseTo"),
    issuer: childNamed(response, ns.assertion, "Issuer"),
    status: childNamed(response, ns.protocol, "Status"),
  };
}

/** Reads the same from the document as received, of which nothing is verified. */
export function unsignedEnvelope(response: XmlElement): Envelope {
  const children = nativeChildren(response);
  const read = (namespace: string, name: string): Element | null => {
    const child = children.find((native) => isNativeNamed(native, namespace, name));
    return child ? readTree(child) : null;
  };
  return {
    version: response.attr("Version")?.value ?? null,
    destination: response.attr("Destination")?.value ?? null,
    inResponseTo: response.attr("InResponseTo")?.value ?? null,
    issuer: read(ns.assertion, "Issuer"),
    status: read(ns.protocol, "Status"),
  };
}

/** How the Response carries its assertion: its required values depend on that. */
export interface Carriage {
  signed: boolean;
  encrypted: boolean;
}

/** Validates the Response's version, status, issuer and destination (SAML Profiles 4.1.4.2, Bindings 3.5.5.2). */
export function validateEnvelope(
  envelope: Envelope,
  carriage: Carriage,
  settings: SamlSettings,
  log: SamlChecks,
): Step<null> {
  if (envelope.version !== "2.0") {
    return log.refuse("version_not_supported", "version", envelope.version, "2.0");
  }
  const status = validateStatus(envelope.status, log);
  if (!status.ok) return status;
  const issuer = validateIssuer(envelope.issuer, carriage, settings, log);
  return issuer.ok ? validateDestination(envelope.destination, carriage, settings, log) : issuer;
}

/** SAML Profiles 4.1.4.2 with its errata: required if the Response is signed or its assertion encrypted. */
function validateIssuer(
  issuer: Element | null,
  { signed, encrypted }: Carriage,
  { idpEntityId }: SamlSettings,
  log: SamlChecks,
): Step<null> {
  const check = "response_issuer";
  if (issuer === null) {
    if (signed || encrypted) return log.refuse("response_issuer_missing", check, null, idpEntityId);
    log.pass(check, null, "may be missing: the response is not signed, and its assertion has an Issuer");
    return done(null);
  }
  const received = issuerText(issuer);
  if (received !== idpEntityId) return log.refuse("response_issuer_wrong", check, received, idpEntityId);
  log.pass(check, received, expectedBeside(issuer.text, idpEntityId));
  return done(null);
}

/** SAML Bindings 3.5.5.2: a signed Response must name its destination; if one does, it must be this address. */
function validateDestination(
  received: string | null,
  { signed }: Carriage,
  { acsUrl }: SamlSettings,
  log: SamlChecks,
): Step<null> {
  const check = "destination";
  if (received === null) {
    if (signed) return log.refuse("destination_missing", check, null, acsUrl);
    log.pass(check, null, "may be missing: the response is not signed, and its assertion has a Recipient");
    return done(null);
  }
  if (withoutWhiteSpace(received) !== acsUrl) return log.refuse("destination_wrong", check, received, acsUrl);
  log.pass(check, received, expectedBeside(received, acsUrl));
  return done(null);
}

function validateStatus(status: Element | null, log: SamlChecks): Step<null> {
  const code = status && childNamed(status, ns.protocol, "StatusCode");
  const value = code && withoutWhiteSpace(attributeOf(code, "Value") ?? "");
  if (!status || value !== saml.success) {
    return log.refuse("status_not_success", "status", status && statusText(status), "Success");
  }
  log.pass("status", "Success", "Success");
  return done(null);
}

export function statusText(status: Element): string {
  const codes: string[] = [];
  for (let code = childNamed(status, ns.protocol, "StatusCode"); code; ) {
    codes.push((attributeOf(code, "Value") ?? "").replace("urn:oasis:names:tc:SAML:2.0:status:", ""));
    code = childNamed(code, ns.protocol, "StatusCode");
  }
  const message = childNamed(status, ns.protocol, "StatusMessage")?.text;
  return codes.join(" / ") + (message ? `: ${message}` : "");
}

/**
 * The text of an Issuer without white space around it, or a text that can equal no entity ID if its Format says that
 * it is not one (SAML Profiles 4.1.4.2).
 */
export function issuerText(issuer: Element): string {
  const format = attributeOf(issuer, "Format");
  const named = format === null || withoutWhiteSpace(format) === saml.entityFormat;
  const plain = issuer.children.length === 0 && named;
  return plain ? withoutWhiteSpace(issuer.text) : `${issuer.text} (Format ${format ?? "none"})`;
}
