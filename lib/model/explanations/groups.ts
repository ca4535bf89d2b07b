import type { Explanation } from "@/lib/model/refusals/validation-result";
import { admissionExplanations, attemptExplanations } from "./admission";
import { metadataExplanations } from "./metadata";
import { oauth2Explanations } from "./oauth2";
import { oidcAnswerExplanations } from "./oidc-answer";
import { oidcProviderExplanations } from "./oidc-provider";
import { oidcTokenExplanations } from "./oidc-token";
import { samlAssertionExplanations } from "./saml-assertion";
import { samlLogoutExplanations } from "./saml-logout";
import { samlMessageExplanations } from "./saml-message";
import { samlSignatureExplanations } from "./saml-signature";

/** Codes that are explained together. */
export interface RefusalGroup {
  id: string;
  title: string;
  about: string;
  explanations: Readonly<Record<string, Explanation>>;
}

const all: readonly RefusalGroup[] = [
  {
    id: "who-may-come-in",
    title: "Who may sign in",
    about: "The identity provider's response was valid. The person is not admitted, or not yet.",
    explanations: admissionExplanations,
  },
  {
    id: "the-round-trip",
    title: "The round trip",
    about: "The sign-in ended before the person was identified.",
    explanations: attemptExplanations,
  },
  {
    id: "saml-message",
    title: "SAML: the message",
    about: "What the identity provider sent could not be read, or was not meant for this connection.",
    explanations: samlMessageExplanations,
  },
  {
    id: "saml-signature",
    title: "SAML: signature and encryption",
    about: "Nothing proves that the response comes from your identity provider and was not changed.",
    explanations: samlSignatureExplanations,
  },
  {
    id: "saml-assertion",
    title: "SAML: what it says",
    about: "The statement about the person is for another time, place or sign-in.",
    explanations: samlAssertionExplanations,
  },
  {
    id: "saml-logout",
    title: "SAML: single logout",
    about: "The identity provider asked to sign somebody out, or answered our request, and was not obeyed.",
    explanations: samlLogoutExplanations,
  },
  {
    id: "openid-provider",
    title: "OpenID Connect: reaching the provider",
    about: "The issuer's address or the provider's own description does not work.",
    explanations: oidcProviderExplanations,
  },
  {
    id: "openid-answer",
    title: "OpenID Connect: the response",
    about: "What the browser brought back, or the exchange of the code, was refused.",
    explanations: oidcAnswerExplanations,
  },
  {
    id: "openid-token",
    title: "OpenID Connect: the ID token",
    about: "The token that says who the person is could not be trusted.",
    explanations: oidcTokenExplanations,
  },
  {
    id: "tools",
    title: "OAuth 2 tools",
    about: "Signing in through a tool such as HubSpot or Salesforce did not work.",
    explanations: oauth2Explanations,
  },
];

/**
 * Every refusal of a sign-in or test, by topic, in the order in which people look for it. A code in two groups is
 * explained once, as `explain` does.
 */
export const refusalGroups: readonly RefusalGroup[] = all.map((group, index) => {
  const before = all.slice(0, index);
  const isNew = ([code]: [string, Explanation]) =>
    !before.some(({ explanations }) => Object.hasOwn(explanations, code));
  return { ...group, explanations: Object.fromEntries(Object.entries(group.explanations).filter(isNew)) };
});

/** Refusals at the fields for metadata and certificates. One name there has another meaning in a sign-in. */
export const fieldRefusals: RefusalGroup = {
  id: "fields",
  title: "Metadata and certificates in the form",
  about: "What was pasted, uploaded or fetched in the Configure step cannot be used. Nothing was stored.",
  explanations: metadataExplanations,
};
