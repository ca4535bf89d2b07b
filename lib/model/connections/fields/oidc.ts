import { z } from "zod";
import { tokenEndpointAuthMethods } from "../choices";
import { extraParameters, forceReauthentication, loginFlow, logoutUrl } from "./common";
import { choiceField, lineField, optionalLineField, type StoredOf } from "./field";

export const scopesInput = z.union([z.string().max(1_000), z.array(z.string().max(200)).max(50)]).nullish();

const authMethod = choiceField(tokenEndpointAuthMethods, {
  label: "How the client secret is sent",
  words: {
    client_secret_basic: "Client secret in a header (client_secret_basic)",
    client_secret_post: "Client secret in the form (client_secret_post)",
    none: "No client secret: a public client, by PKCE alone (none)",
  },
  advanced: {
    label: "How we authenticate to the provider",
    automatic: "As offered by the provider",
  },
});

/** The settings of OpenID Connect, in the order of the summary and of the form. */
export const oidcFields = {
  issuer: {
    ...lineField({
      label: "Issuer",
      about: "The provider's issuer, or the address of its discovery document",
      summary: { term: "Issuer" },
    }),
    form: z.string().trim().min(1, "Enter the issuer, or the address of the discovery document.").max(2_000),
  },
  /** The address of the provider's document, if it does not follow from the issuer; `null`: it does. */
  discoveryUrl: {
    ...optionalLineField({
      label: "Discovery URL",
      summary: { term: "Discovery URL", whenNone: "Follows from the issuer" },
      advanced: {
        label: "Discovery URL",
        help: "Only if the provider's document names an issuer that stands elsewhere, as with user flows of Azure AD B2C: the whole address of the document. Above then goes the issuer, as the document names it.",
      },
    }),
    initial: null,
  },
  clientId: {
    ...lineField({
      label: "Client ID",
      about: "As the provider shows it for the application",
      summary: { term: "Client ID" },
    }),
    form: z
      .string()
      .trim()
      .min(1, "Enter the client ID that the provider shows for the application.")
      .max(2_000),
  },
  scopes: {
    kind: "lines" as const,
    label: "Scopes",
    about:
      "What is requested from the provider: a list, or one text with blanks between. openid is always included",
    stored: z.array(z.string()),
    input: scopesInput,
    form: z.string().max(1_000).optional(),
    initial: ["openid", "email", "profile"],
    summary: { term: "Scopes" },
    advanced: {
      label: "Scopes",
      help: "The scopes that we request from the provider, separated by spaces. openid is always included.",
    },
  },
  /** `null`: as the provider offers it. */
  tokenEndpointAuthMethod: {
    ...authMethod,
    stored: authMethod.stored.nullable(),
    form: z.preprocess((value) => value || null, authMethod.stored.nullable()),
    summary: { term: "Authentication", whenNone: "As offered by the provider", asStored: true },
  },
  logoutUrl: {
    ...logoutUrl,
    advanced: {
      label: "Logout URL",
      help: "Where people are sent after they sign out here. Left empty, the provider signs them out too if its document names an address for that (end_session_endpoint).",
    },
  },
  loginFlow,
  forceReauthentication,
  extraParameters: { ...extraParameters, initial: {} },
};

export type OidcConfiguration = { protocol: "oidc" } & StoredOf<typeof oidcFields>;
