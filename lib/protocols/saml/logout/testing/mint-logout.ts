import { createHmac, sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { escapeXml } from "../../metadata/xml";
import { freshId, instant } from "../../testing/mint-response";
import { idpEntityId, now, ourKey, providerKey } from "../../testing/scene";
import { type SignatureName, type Signer, signatureUris, signElement } from "../../testing/sign-xml";
import type { SigningKey } from "../../testing/signing-key";
import { ns } from "../../xml/names";
import type { LogoutSettings } from "../logout-settings";

export const sloUrl = "https://gatehouse.example/api/sso/saml/conn_one/slo";
export const emailFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

export function logoutSettings(changes: Partial<LogoutSettings> = {}): LogoutSettings {
  return {
    idpEntityId,
    certificates: [providerKey.certificatePem],
    decryptionKeys: [{ privateKeyPem: ourKey.privateKeyPem }],
    clockSkewSeconds: 180,
    sloUrl,
    ...changes,
  };
}

/** The contents of a message. `null` omits an element or attribute. */
export interface LogoutFacts {
  id: string;
  version: string;
  issueInstant: string;
  issuer: string | null;
  destination: string | null;
  notOnOrAfter: string | null;
  /** The XML of the name; one NameID by default. */
  naming: string;
  sessionIndexes: string[];
  inResponseTo: string | null;
  status: string;
  /** A status code below the first. */
  secondStatus: string | null;
}

export const nameIdXml = (value: string, attributes = ` Format="${emailFormat}"`): string =>
  `<saml:NameID xmlns:saml="${ns.assertion}"${attributes}>${escapeXml(value)}</saml:NameID>`;

function goodFacts(changes: Partial<LogoutFacts>): LogoutFacts {
  return {
    id: freshId(),
    version: "2.0",
    issueInstant: instant(now),
    issuer: idpEntityId,
    destination: sloUrl,
    notOnOrAfter: instant(now, 300),
    naming: nameIdXml("ann@customer.example"),
    sessionIndexes: ["session-1"],
    inResponseTo: null,
    status: "urn:oasis:names:tc:SAML:2.0:status:Success",
    secondStatus: null,
    ...changes,
  };
}

/** A LogoutRequest as a provider writes it, unsigned. */
export function logoutRequestXml(changes: Partial<LogoutFacts> = {}): string {
  const facts = goodFacts(changes);
  const sessions = facts.sessionIndexes.map(
    (index) => `<samlp:SessionIndex>${escapeXml(index)}</samlp:SessionIndex>`,
  );
  const attributes = attribute("NotOnOrAfter", facts.notOnOrAfter);
  return message("LogoutRequest", facts, attributes, facts.naming + sessions.join(""));
}

/** A LogoutResponse as a provider writes it, unsigned. */
export function logoutResponseXml(changes: Partial<LogoutFacts> = {}): string {
  const facts = goodFacts(changes);
  const code = (value: string, inner: string) =>
    `<samlp:StatusCode Value="${value}">${inner}</samlp:StatusCode>`;
  const second = facts.secondStatus === null ? "" : code(facts.secondStatus, "");
  const status = `<samlp:Status>${code(facts.status, second)}</samlp:Status>`;
  return message("LogoutResponse", facts, attribute("InResponseTo", facts.inResponseTo), status);
}

function message(name: string, facts: LogoutFacts, attributes: string, content: string): string {
  const issuer =
    facts.issuer === null
      ? ""
      : `<saml:Issuer xmlns:saml="${ns.assertion}">${escapeXml(facts.issuer)}</saml:Issuer>`;
  return (
    `<samlp:${name} xmlns:samlp="${ns.protocol}" ID="${facts.id}" Version="${facts.version}"` +
    ` IssueInstant="${facts.issueInstant}"${attribute("Destination", facts.destination)}${attributes}>` +
    `${issuer}${content}</samlp:${name}>`
  );
}

const attribute = (name: string, value: string | null): string =>
  value === null ? "" : ` ${name}="${escapeXml(value)}"`;

export interface RedirectOptions {
  name?: "SAMLRequest" | "SAMLResponse";
  key?: SigningKey;
  method?: SignatureName;
  relayState?: string | null;
  /** Replaces the compressed message. */
  compressed?: Buffer;
}

/** Sends a message by HTTP-Redirect, its query signed. */
export function byRedirect(
  xml: string,
  options: RedirectOptions = {},
): { binding: "redirect"; query: string } {
  const { name = "SAMLRequest", key = providerKey, method = "rsa-sha256", relayState = null } = options;
  const compressed = options.compressed ?? deflateRawSync(Buffer.from(xml, "utf8"));
  const parts = [`${name}=${encodeURIComponent(compressed.toString("base64"))}`];
  if (relayState !== null) parts.push(`RelayState=${encodeURIComponent(relayState)}`);
  parts.push(`SigAlg=${encodeURIComponent(signatureUris[method])}`);
  const octets = parts.join("&");
  const [family, hash = "sha256"] = method.split("-");
  const value =
    family === "hmac"
      ? createHmac(hash, key.certificatePem).update(octets).digest("base64")
      : sign(hash, Buffer.from(octets), {
          key: key.privateKey,
          dsaEncoding: "ieee-p1363",
        }).toString("base64");
  return { binding: "redirect", query: `${octets}&Signature=${encodeURIComponent(value)}` };
}

/** Sends a message by HTTP-POST as it is. */
export function byPost(
  xml: string,
  { name = "SAMLRequest", relayState = null }: { name?: string; relayState?: string | null } = {},
): { binding: "post"; fields: URLSearchParams } {
  const fields = new URLSearchParams({ [name]: Buffer.from(xml, "utf8").toString("base64") });
  if (relayState !== null) fields.set("RelayState", relayState);
  return { binding: "post", fields };
}

/** Signs a message within itself. */
export function signed(xml: string, signer: Partial<Signer> = {}): string {
  const id = / ID="([^"]+)"/.exec(xml)?.[1] ?? "";
  return signElement(xml, id, { key: providerKey, ...signer });
}
