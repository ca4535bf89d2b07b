/** Writes the XML of logout messages as a provider does, unsigned. */
import { escapeXml } from "../../metadata/xml";
import { freshId, instant } from "../../testing/mint-response";
import { ns } from "../../xml/names";

export const emailFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

/** The contents of a message. `null` omits an element or attribute. */
export interface LogoutFacts {
  id: string;
  version: string;
  issueInstant: string;
  issuer: string | null;
  destination: string | null;
  notOnOrAfter: string | null;
  /** The XML of the name. */
  naming: string;
  sessionIndexes: string[];
  inResponseTo: string | null;
  status: string;
  /** A status code below the first. */
  secondStatus: string | null;
}

export const nameIdXml = (value: string, attributes = ` Format="${emailFormat}"`): string =>
  `<saml:NameID xmlns:saml="${ns.assertion}"${attributes}>${escapeXml(value)}</saml:NameID>`;

/** The contents of a good message, but for what is changed. */
export function logoutFacts(
  { now, issuer, destination }: { now: Date; issuer: string; destination: string },
  changes: Partial<LogoutFacts> = {},
): LogoutFacts {
  return {
    ...{ id: freshId(), version: "2.0", issueInstant: instant(now), issuer, destination },
    ...{ notOnOrAfter: instant(now, 300), naming: nameIdXml("ann@customer.example") },
    ...{ sessionIndexes: ["session-1"], inResponseTo: null, secondStatus: null },
    status: "urn:oasis:names:tc:SAML:2.0:status:Success",
    ...changes,
  };
}

/** A LogoutRequest. */
export function requestXml(facts: LogoutFacts): string {
  const sessions = facts.sessionIndexes.map(
    (index) => `<samlp:SessionIndex>${escapeXml(index)}</samlp:SessionIndex>`,
  );
  const attributes = attribute("NotOnOrAfter", facts.notOnOrAfter);
  return message("LogoutRequest", facts, attributes, facts.naming + sessions.join(""));
}

/** A LogoutResponse. */
export function responseXml(facts: LogoutFacts): string {
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
