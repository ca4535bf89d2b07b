import { escapeXml } from "../metadata/xml";
import { ns } from "../xml/names";
import type { NameId } from "./name-id";
import { logoutStatuses } from "./status";

/** What every message of ours says of itself (SAML Core 3.2). */
export interface OwnMessage {
  /** An XML name: it begins with a letter or "_". */
  id: string;
  issuedAt: Date;
  /** Our entity ID. */
  issuer: string;
  /** The provider's address, where it is sent. */
  destination: string;
}

/** What a LogoutResponse says of the request. */
export type OwnStatus = "success" | "partial" | "requester" | "responder";

/** Our answer to a LogoutRequest (SAML Core 3.7.2), unsigned. */
export function writeLogoutResponse(
  message: OwnMessage,
  answer: { inResponseTo: string; status: OwnStatus },
): string {
  const inResponseTo = attribute("InResponseTo", answer.inResponseTo);
  return element(
    "LogoutResponse",
    message,
    inResponseTo,
    `<samlp:Status>${statusCode(answer.status)}</samlp:Status>`,
  );
}

/** Core 3.2.2.2: PartialLogout is a second-level code. We have carried out what we could, so Success is above it. */
function statusCode(status: OwnStatus): string {
  const code = (value: string, inner = "") =>
    `<samlp:StatusCode${attribute("Value", value)}>${inner}</samlp:StatusCode>`;
  return status === "partial"
    ? code(logoutStatuses.success, code(logoutStatuses.partial))
    : code(logoutStatuses[status]);
}

/** Our request that the provider ends its session (SAML Core 3.7.1), unsigned; the name as the provider sent it. */
export function writeLogoutRequest(
  message: OwnMessage,
  { nameId, sessionIndex, endsAt }: { nameId: NameId; sessionIndex: string | null; endsAt: Date },
): string {
  const name =
    `<saml:NameID${attribute("NameQualifier", nameId.nameQualifier)}` +
    `${attribute("SPNameQualifier", nameId.spNameQualifier)}${attribute("Format", nameId.format)}>` +
    `${escapeXml(nameId.value)}</saml:NameID>`;
  const session =
    sessionIndex === null ? "" : `<samlp:SessionIndex>${escapeXml(sessionIndex)}</samlp:SessionIndex>`;
  const attributes =
    attribute("NotOnOrAfter", endsAt.toISOString()) +
    attribute("Reason", "urn:oasis:names:tc:SAML:2.0:logout:user");
  return element("LogoutRequest", message, attributes, name + session);
}

function element(
  name: "LogoutRequest" | "LogoutResponse",
  { id, issuedAt, issuer, destination }: OwnMessage,
  attributes: string,
  content: string,
): string {
  return (
    `<samlp:${name} xmlns:samlp="${ns.protocol}" xmlns:saml="${ns.assertion}"${attribute("ID", id)} Version="2.0"` +
    `${attribute("IssueInstant", issuedAt.toISOString())}${attribute("Destination", destination)}${attributes}>` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>${content}</samlp:${name}>`
  );
}

const attribute = (name: string, value: string | null): string =>
  value === null ? "" : ` ${name}="${escapeXml(value)}"`;
