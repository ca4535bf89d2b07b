import type { XmlElement } from "libxml2-wasm";
import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import { ns, saml } from "../xml/names";
import { attributeOf, childNamed, type Element, isNativeNamed, nativeChildren, readTree } from "../xml/tree";

/** What the Response says around its assertion. */
export interface Envelope {
  version: string | null;
  destination: string | null;
  inResponseTo: string | null;
  issuer: Element | null;
  status: Element | null;
}

/** Reads the Response's own words from its signed bytes. */
export function envelopeOf(response: Element): Envelope {
  return {
    version: attributeOf(response, "Version"),
    destination: attributeOf(response, "Destination"),
    inResponseTo: attributeOf(response, "InResponseTo"),
    issuer: childNamed(response, ns.assertion, "Issuer"),
    status: childNamed(response, ns.protocol, "Status"),
  };
}

/** Reads the same from the document as it came, of which nothing is known to be genuine. */
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

/** Judges the Response's version, status, issuer and destination (SAML Profiles 4.1.4.2, Bindings 3.5.5.2). */
export function validateEnvelope(envelope: Envelope, settings: SamlSettings, log: SamlChecks): Step<null> {
  if (envelope.version !== "2.0") {
    return log.refuse("version_not_supported", "version", envelope.version, "2.0");
  }
  const status = validateStatus(envelope.status, log);
  if (!status.ok) return status;
  if (envelope.issuer === null) {
    return log.refuse("response_issuer_missing", "response_issuer", null, settings.idpEntityId);
  }
  const received = issuerText(envelope.issuer);
  if (received !== settings.idpEntityId) {
    return log.refuse("response_issuer_wrong", "response_issuer", received, settings.idpEntityId);
  }
  log.pass("response_issuer", received, settings.idpEntityId);
  if (envelope.destination === null) {
    return log.refuse("destination_missing", "destination", null, settings.acsUrl);
  }
  if (envelope.destination !== settings.acsUrl) {
    return log.refuse("destination_wrong", "destination", envelope.destination, settings.acsUrl);
  }
  log.pass("destination", envelope.destination, settings.acsUrl);
  return done(null);
}

function validateStatus(status: Element | null, log: SamlChecks): Step<null> {
  const code = status && childNamed(status, ns.protocol, "StatusCode");
  const value = code && attributeOf(code, "Value");
  if (!status || value !== saml.success) {
    return log.refuse("status_not_success", "status", status && statusText(status), "Success");
  }
  log.pass("status", "Success", "Success");
  return done(null);
}

function statusText(status: Element): string {
  const codes: string[] = [];
  for (let code = childNamed(status, ns.protocol, "StatusCode"); code; ) {
    codes.push((attributeOf(code, "Value") ?? "").replace("urn:oasis:names:tc:SAML:2.0:status:", ""));
    code = childNamed(code, ns.protocol, "StatusCode");
  }
  const message = childNamed(status, ns.protocol, "StatusMessage")?.text;
  return codes.join(" / ") + (message ? `: ${message}` : "");
}

/**
 * The text of an Issuer, or of a value that can equal no entity ID where its Format says that it is not one
 * (SAML Profiles 4.1.4.2).
 */
export function issuerText(issuer: Element): string {
  const format = attributeOf(issuer, "Format");
  const plain = issuer.children.length === 0 && (format === null || format === saml.entityFormat);
  return plain ? issuer.text : `${issuer.text} (Format ${format ?? "none"})`;
}
