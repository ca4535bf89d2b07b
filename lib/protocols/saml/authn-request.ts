import { XmlElement } from "libxml2-wasm";
import { signedForm, signedRedirect, withQuery } from "./send-message";
import type { SigningKey } from "./signature/sign-enveloped";
import { withDocument } from "./xml/document";
import { ns } from "./xml/names";

/** The changes to the registry's request before it is sent. */
export interface AuthnRequestInput {
  /** The AuthnRequest as the registry created it; a signature in it is removed. */
  xml: string;
  /** Where the browser is sent; also becomes the Destination. */
  loginUrl: string;
  /** Comes back with the answer. At most 80 bytes (SAML Bindings 3.4.3, 3.5.3). */
  relayState: string | null;
  /** The connection's own key. RSA. */
  key: SigningKey;
  /**
   * An ID to use instead of the registry's, which has 80 random bits while SAML Core 1.3.4 asks for 128. An XML name:
   * it begins with a letter or "_".
   */
  requestId?: string;
  /** The time of sending, if the registry created it earlier. */
  issuedAt?: Date;
  /** What some providers show as "sign in to …". */
  providerName?: string;
  /** Request a fresh authentication (SAML Core 3.4.1). */
  forceAuthn?: boolean;
  /** Authentication contexts to request, preferred ones first (SAML Core 3.3.2.2.1); none: any context will do. */
  contexts?: readonly string[];
  /** The subject format to request. `null` or "unspecified" requests none and leaves the choice to the provider. */
  nameIdFormat: string | null;
  /**
   * The address of the person who signs in, to spare them typing it. `subject` is SAML's own way (Core 3.4.1), which
   * Entra ID answers with an error; `query` is the `login_hint` parameter that Entra ID reads instead.
   */
  loginHint?: { email: string; by: "subject" | "query" } | null;
}

const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const emailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const maxRelayState = 80;

/**
 * The address that carries a request by the HTTP-Redirect binding, signed in its query (SAML Bindings 3.4.4.1). The
 * login address keeps its own query.
 *
 * @throws Error if the request is not valid (`xml` is no AuthnRequest, the relay state is too long): bugs
 */
export function redirectRequest(input: AuthnRequestInput): { requestId: string; url: string } {
  const { requestId, xml } = prepare(input);
  const { relayState, key } = input;
  return {
    requestId,
    url: signedRedirect({ name: "SAMLRequest", xml, address: addressOf(input), relayState, key }),
  };
}

/**
 * The form that carries a request by the HTTP-POST binding, signed inside the document (SAML Bindings 3.5.4).
 * `fields` are the hidden fields of a form that posts itself to `action`.
 *
 * @throws Error as {@link redirectRequest}
 */
export function postRequest(input: AuthnRequestInput): {
  requestId: string;
  action: string;
  fields: { SAMLRequest: string; RelayState?: string };
} {
  const { requestId, xml } = prepare(input);
  const { relayState, key } = input;
  return {
    requestId,
    ...signedForm({ name: "SAMLRequest", xml, address: addressOf(input), relayState, key }),
  };
}

function prepare(input: AuthnRequestInput): { requestId: string; xml: string } {
  if (Buffer.byteLength(input.relayState ?? "", "utf8") > maxRelayState) {
    throw new Error("A relay state has at most 80 bytes");
  }
  const { requestId, issuedAt } = input;
  // Applications choose contexts freely, so these requests would fill the templates with entries that are used once.
  const varies =
    requestId === undefined ||
    Boolean(input.contexts?.length) ||
    !issuedAt ||
    input.loginHint?.by === "subject";
  if (varies || !plainId.test(requestId)) return write(input);
  const template = templateOf(input);
  if (template === null) return write(input);
  const [before, between, after] = template;
  return { requestId, xml: `${before}${requestId}${between}${issuedAt.toISOString()}${after}` };
}

/** An ID that is safe in XML. */
const plainId = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const placeOfId = "_place-of-the-id";
const placeOfMoment = new Date(0);
const mostTemplates = 2_000;
const templates = new Map<string, readonly [string, string, string]>();

/** A request split around its ID and its moment. The same for every sign-in by a version, so that it is written once. */
function templateOf(input: AuthnRequestInput): readonly [string, string, string] | null {
  const { xml, loginUrl, providerName, forceAuthn, nameIdFormat } = input;
  const key = JSON.stringify([xml, loginUrl, providerName, forceAuthn, nameIdFormat]);
  const cached = templates.get(key);
  if (cached) return cached;
  const written = write({ ...input, requestId: placeOfId, issuedAt: placeOfMoment }).xml;
  const parts = new RegExp(
    `^(.* ID=")${placeOfId}(".* IssueInstant=")${placeOfMoment.toISOString()}(".*)$`,
    "s",
  ).exec(written);
  // The registry writes the one before the other; should it ever not, each request is written by itself.
  if (!parts) return null;
  const template = [parts[1] ?? "", parts[2] ?? "", parts[3] ?? ""] as const;
  // A map keeps the order of insertion: the first is the oldest.
  const oldest = templates.size >= mostTemplates ? templates.keys().next().value : undefined;
  if (oldest !== undefined) templates.delete(oldest);
  templates.set(key, template);
  return template;
}

function write(input: AuthnRequestInput): { requestId: string; xml: string } {
  const prepared = withDocument(Buffer.from(input.xml, "utf8"), ({ root }) => {
    const policy = root.get("p:NameIDPolicy", { p: ns.protocol });
    if (
      root.name !== "AuthnRequest" ||
      root.namespaceUri !== ns.protocol ||
      !(policy instanceof XmlElement)
    ) {
      throw new Error("The registry's request is not an AuthnRequest with a NameIDPolicy");
    }
    for (const signature of root.find("d:Signature", { d: ns.signature })) signature.remove();
    set(root, "ID", input.requestId ?? root.attr("ID")?.value ?? null);
    if (input.issuedAt) set(root, "IssueInstant", input.issuedAt.toISOString());
    set(root, "Destination", input.loginUrl);
    set(root, "ProviderName", input.providerName ?? "Gatehouse");
    set(root, "ForceAuthn", input.forceAuthn ? "true" : null);
    set(policy, "Format", input.nameIdFormat === unspecified ? null : input.nameIdFormat);
    // Errata E14: a transient name is always new, so there is nothing to allow.
    set(policy, "AllowCreate", input.nameIdFormat === transient ? null : "true");
    if (input.contexts?.length) addContexts(root, policy, input.contexts);
    if (input.loginHint?.by === "subject") addSubject(root, policy, input.loginHint.email);
    const requestId = root.attr("ID")?.value;
    if (!requestId) throw new Error("The registry's request has no ID");
    return { requestId, xml: root.toString({ format: false }) };
  });
  if (prepared === null) throw new Error("The registry's request is not well-formed");
  return prepared;
}

/** Sets an attribute, or removes it. */
function set(element: XmlElement, name: string, value: string | null): void {
  if (value === null) element.attr(name)?.remove();
  else element.setAttr(name, value);
}

/** SAML Core 3.4.1: RequestedAuthnContext comes right after NameIDPolicy, as we send no Conditions. */
function addContexts(root: XmlElement, policy: XmlElement, contexts: readonly string[]): void {
  declareAssertions(root);
  for (const found of root.find("p:RequestedAuthnContext", { p: ns.protocol })) found.remove();
  const requested = policy.appendElement("RequestedAuthnContext", policy.namespacePrefix);
  requested.setAttr("Comparison", "exact");
  for (const context of contexts) requested.addElement("AuthnContextClassRef", "saml").addText(context);
}

/** The registry declares the assertion namespace on the Issuer only, where it doesn't reach its siblings. */
function declareAssertions(root: XmlElement): void {
  if (root.namespaceForPrefix("saml") === null) root.addNsDeclaration(ns.assertion, "saml");
}

function addSubject(root: XmlElement, policy: XmlElement, email: string): void {
  declareAssertions(root);
  const nameId = policy.prependElement("Subject", "saml").addElement("NameID", "saml");
  nameId.setAttr("Format", emailAddress);
  nameId.addText(email);
}

function addressOf({ loginUrl, loginHint }: AuthnRequestInput): string {
  if (loginHint?.by !== "query") return loginUrl;
  return withQuery(loginUrl, `login_hint=${encodeURIComponent(loginHint.email)}`);
}
