import { randomBytes } from "node:crypto";
import { type Encryption, encryptAssertion } from "./encrypt-assertion";
import { assertionXml, type ResponseFacts, responseXml } from "./response-xml";
import { type Signer, signElement } from "./sign-xml";

/** The input for a minted response. Only `now`, the four names and a signer are required; the rest has defaults. */
export interface ResponseRecipe {
  now: Date;
  /** The provider's entity ID, for both Issuers. */
  issuer: string;
  acsUrl: string;
  spEntityId: string;
  /** The request that is answered; `null` for an IdP-initiated response. */
  requestId: string | null;
  /** What is signed. An encrypted assertion is signed before it is encrypted. */
  sign: "both" | "assertion" | "response" | "none";
  signer: Signer;
  /** Signs the assertion if that is somebody else's key. */
  assertionSigner?: Signer;
  encryption?: Encryption;
  /** Replaces single facts: a wrong audience, another recipient, no limits, other attributes … */
  facts?: Partial<ResponseFacts>;
  /** Changes the assertion before its signature is made: a validly signed anomaly. */
  beforeSigningAssertion?: (xml: string) => string;
  /** Changes the assertion after it was signed, before it is encrypted or put into the response. */
  afterSigningAssertion?: (xml: string) => string;
  /** Changes the whole response before the response signature is made. */
  beforeSigningResponse?: (xml: string) => string;
  /** Changes the finished document: an attack. */
  afterSigning?: (xml: string) => string;
}

export interface MintedResponse {
  /** The form value: base64. */
  samlResponse: string;
  xml: string;
  /** The signed assertion in plain text, even if the response carries it encrypted. */
  assertionXml: string;
  facts: ResponseFacts;
}

/** A random identifier that is a valid xs:ID. */
export const freshId = (): string => `_${randomBytes(16).toString("hex")}`;

/** The moment in SAML's notation (Core 1.3.3), `seconds` later. */
export const instant = (now: Date, seconds = 0): string =>
  new Date(now.getTime() + seconds * 1000).toISOString().replace(/\.\d{3}Z$/, "Z");

/** The facts of a valid answer, for five minutes around `now`. */
export function goodFacts(recipe: ResponseRecipe): ResponseFacts {
  const { now, issuer, acsUrl, requestId } = recipe;
  return {
    responseId: freshId(),
    assertionId: freshId(),
    issueInstant: instant(now),
    responseIssuer: issuer,
    assertionIssuer: issuer,
    destination: acsUrl,
    inResponseTo: requestId,
    statusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
    subStatusCode: null,
    statusMessage: null,
    nameId: "ann@customer.example",
    nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    confirmationMethod: "urn:oasis:names:tc:SAML:2.0:cm:bearer",
    recipient: acsUrl,
    confirmationInResponseTo: requestId,
    confirmationNotBefore: null,
    confirmationNotOnOrAfter: instant(now, 300),
    conditions: true,
    notBefore: instant(now, -300),
    notOnOrAfter: instant(now, 300),
    audiences: [[recipe.spEntityId]],
    authnStatement: true,
    authnInstant: instant(now, -10),
    sessionIndex: freshId(),
    sessionNotOnOrAfter: null,
    authnContext: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    attributes: {
      email: ["ann@customer.example"],
      firstName: ["Ann"],
      lastName: ["Archer"],
      groups: ["staff", "editors"],
    },
    ...recipe.facts,
  };
}

/**
 * Mints a response as a provider would: the assertion is written, signed, encrypted, put into the response, and the
 * response signed, with a hook at each step to make it wrong.
 */
export function mintResponse(recipe: ResponseRecipe): MintedResponse {
  const facts = goodFacts(recipe);
  const keep = (xml: string): string => xml;
  const assertion = (recipe.beforeSigningAssertion ?? keep)(assertionXml(facts));
  const signedAssertion =
    recipe.sign === "both" || recipe.sign === "assertion"
      ? signElement(assertion, facts.assertionId, recipe.assertionSigner ?? recipe.signer)
      : assertion;
  const finished = (recipe.afterSigningAssertion ?? keep)(signedAssertion);
  const carried = recipe.encryption ? encryptAssertion(finished, recipe.encryption) : finished;
  const response = (recipe.beforeSigningResponse ?? keep)(responseXml(facts, carried));
  const signedResponse =
    recipe.sign === "both" || recipe.sign === "response"
      ? signElement(response, facts.responseId, recipe.signer)
      : response;
  const xml = (recipe.afterSigning ?? keep)(signedResponse);
  return { samlResponse: Buffer.from(xml, "utf8").toString("base64"), xml, assertionXml: finished, facts };
}
