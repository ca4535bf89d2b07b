/** Writes the XML of a response and its assertion, unsigned. */

const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const assertionNs = "urn:oasis:names:tc:SAML:2.0:assertion";
const xs = "http://www.w3.org/2001/XMLSchema";
const xsi = "http://www.w3.org/2001/XMLSchema-instance";

/** The contents of the two documents. `null` omits an element or attribute. */
export interface ResponseFacts {
  responseId: string;
  assertionId: string;
  issueInstant: string;
  responseIssuer: string | null;
  assertionIssuer: string;
  destination: string | null;
  /** The Response's InResponseTo. */
  inResponseTo: string | null;
  statusCode: string;
  subStatusCode: string | null;
  statusMessage: string | null;
  nameId: string | null;
  nameIdFormat: string | null;
  confirmationMethod: string;
  recipient: string | null;
  confirmationInResponseTo: string | null;
  confirmationNotBefore: string | null;
  confirmationNotOnOrAfter: string | null;
  conditions: boolean;
  notBefore: string | null;
  notOnOrAfter: string | null;
  /** One AudienceRestriction for each list. */
  audiences: string[][];
  authnStatement: boolean;
  authnInstant: string;
  sessionIndex: string | null;
  sessionNotOnOrAfter: string | null;
  authnContext: string;
  attributes: Record<string, string[]>;
}

export function assertionXml(facts: ResponseFacts): string {
  return (
    `<saml:Assertion xmlns:saml="${assertionNs}" xmlns:xs="${xs}" xmlns:xsi="${xsi}" ID="${facts.assertionId}"` +
    ` IssueInstant="${facts.issueInstant}" Version="2.0">` +
    `<saml:Issuer>${text(facts.assertionIssuer)}</saml:Issuer>${subjectXml(facts)}` +
    `${facts.conditions ? conditionsXml(facts) : ""}${statementXml(facts)}${attributesXml(facts.attributes)}</saml:Assertion>`
  );
}

/** @param assertion the assertion's XML, plain or encrypted; empty for none */
export function responseXml(facts: ResponseFacts, assertion: string): string {
  const attributes = [
    attribute("Destination", facts.destination),
    ` ID="${facts.responseId}"`,
    attribute("InResponseTo", facts.inResponseTo),
    ` IssueInstant="${facts.issueInstant}" Version="2.0"`,
  ].join("");
  const issuer =
    facts.responseIssuer === null
      ? ""
      : `<saml:Issuer xmlns:saml="${assertionNs}">${text(facts.responseIssuer)}</saml:Issuer>`;
  return `<samlp:Response xmlns:samlp="${protocol}"${attributes}>${issuer}${statusXml(facts)}${assertion}</samlp:Response>`;
}

function statusXml(facts: ResponseFacts): string {
  const inner =
    facts.subStatusCode === null ? "" : `<samlp:StatusCode Value="${quoted(facts.subStatusCode)}"/>`;
  const message =
    facts.statusMessage === null
      ? ""
      : `<samlp:StatusMessage>${text(facts.statusMessage)}</samlp:StatusMessage>`;
  return `<samlp:Status><samlp:StatusCode Value="${quoted(facts.statusCode)}">${inner}</samlp:StatusCode>${message}</samlp:Status>`;
}

function subjectXml(facts: ResponseFacts): string {
  const nameId =
    facts.nameId === null
      ? ""
      : `<saml:NameID${attribute("Format", facts.nameIdFormat)}>${text(facts.nameId)}</saml:NameID>`;
  const data = [
    attribute("InResponseTo", facts.confirmationInResponseTo),
    attribute("NotBefore", facts.confirmationNotBefore),
    attribute("NotOnOrAfter", facts.confirmationNotOnOrAfter),
    attribute("Recipient", facts.recipient),
  ].join("");
  return (
    `<saml:Subject>${nameId}<saml:SubjectConfirmation Method="${facts.confirmationMethod}">` +
    `<saml:SubjectConfirmationData${data}/></saml:SubjectConfirmation></saml:Subject>`
  );
}

function conditionsXml(facts: ResponseFacts): string {
  const restrictions = facts.audiences.map((list) => {
    const audiences = list.map((audience) => `<saml:Audience>${text(audience)}</saml:Audience>`).join("");
    return `<saml:AudienceRestriction>${audiences}</saml:AudienceRestriction>`;
  });
  const bounds = attribute("NotBefore", facts.notBefore) + attribute("NotOnOrAfter", facts.notOnOrAfter);
  return `<saml:Conditions${bounds}>${restrictions.join("")}</saml:Conditions>`;
}

function statementXml(facts: ResponseFacts): string {
  if (!facts.authnStatement) return "";
  const session =
    attribute("SessionIndex", facts.sessionIndex) +
    attribute("SessionNotOnOrAfter", facts.sessionNotOnOrAfter);
  return (
    `<saml:AuthnStatement AuthnInstant="${facts.authnInstant}"${session}><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${text(facts.authnContext)}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
  );
}

function attributesXml(attributes: Record<string, string[]>): string {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return "";
  const written = entries.map(([name, values]) => {
    const all = values.map(
      (value) => `<saml:AttributeValue xsi:type="xs:string">${text(value)}</saml:AttributeValue>`,
    );
    return `<saml:Attribute Name="${quoted(name)}">${all.join("")}</saml:Attribute>`;
  });
  return `<saml:AttributeStatement>${written.join("")}</saml:AttributeStatement>`;
}

function attribute(name: string, value: string | null): string {
  return value === null ? "" : ` ${name}="${quoted(value)}"`;
}

/** In an attribute a parser would make spaces of line breaks and tabs (XML 3.3.3). */
const quoted = (value: string): string =>
  text(value).replace(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`);

function text(value: string): string {
  const escapes: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
  };
  return value.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
}
