import { z } from "zod";
import { identityRequests, scopeSeparators, tokenEndpointAuthMethods } from "../choices";
import { extraParameters } from "./common";
import {
  choiceField,
  type FieldTexts,
  flagField,
  lineField,
  optionalLineField,
  type StoredOf,
} from "./field";
import { scopesInput } from "./oidc";

/** A path into the tool's answer, for programs. */
const aboutPath = "Into the tool's answer, with dots between names: user.email";
const pathInput = z.string().trim().max(200).nullish();
const pathForm = z.string().trim().max(200).optional();
const pathField = <const About extends FieldTexts>(about: About) => ({
  ...lineField({ about: aboutPath, ...about }),
  input: pathInput,
  form: pathForm,
});
const optionalPathField = <const About extends FieldTexts>(about: About) => ({
  ...optionalLineField({ about: aboutPath, ...about }),
  input: pathInput,
  form: pathForm,
});
const hosts = z.record(z.string().max(40), z.string().trim().max(200));
const authMethod = z.enum(tokenEndpointAuthMethods);

/** The settings of OAuth 2, in the order of the summary. A preset tool's addresses and paths come from its preset. */
export const oauth2Fields = {
  /** The authentication method: an id of the presets. */
  preset: lineField({
    label: "Authentication method",
    about: "The tool, or custom for any other",
    summary: { term: "Authentication method" },
  }),
  /** The preset's host fields as entered: region, subdomain, login host; `{"domain": "zoho.eu"}`. */
  hosts: {
    kind: "other" as const,
    label: "Hosts",
    about: "What the tool's addresses need to be known: region, subdomain or login host, by name",
    stored: z.record(z.string(), z.string()),
    input: hosts.nullish(),
    form: hosts.optional(),
  },
  clientId: {
    ...lineField({
      label: "Client ID",
      about: "As the tool shows it for the application",
      summary: { term: "Client ID" },
    }),
    form: z.string().trim().min(1, "Enter the client ID that the tool shows for the application.").max(2_000),
  },
  /** The tool's account that people must belong to; `null`: any account. Only its value is entered. */
  account: {
    ...lineField({
      label: "Account in the tool",
      about: "The account that people must belong to; null: people of every account may sign in",
      summary: { term: "Account", whenNone: "Whatever account" },
    }),
    stored: z
      .object({
        url: z.string().nullable().describe("Where the tool says it; null: at the identity URL"),
        path: z.string().describe("Its path into the answer"),
        value: z.string().describe("What it must be"),
      })
      .nullable(),
  },
  authorizationUrl: lineField({ label: "Authorization URL", summary: { term: "Authorization URL" } }),
  tokenUrl: lineField({ label: "Token URL", summary: { term: "Token URL" } }),
  identityUrl: lineField({
    label: "Identity URL",
    about: "Where the tool says who the person is",
    summary: { term: "Identity URL" },
  }),
  identityRequest: choiceField(identityRequests, {
    label: "How the identity is requested",
    words: { bearer: "With the access token", introspection: "By introspection" },
  }),
  /**
   * A list of the person's addresses with `email`, `primary` and `verified`; if set, the paths of the address are
   * unused.
   */
  emailsUrl: optionalLineField({
    label: "Address list URL",
    about: "A list of the person's addresses; with it, the paths of the address are unused",
  }),
  revocationUrl: optionalLineField({ label: "Revocation URL" }),
  scopes: {
    kind: "lines" as const,
    label: "Scopes",
    about: "What is requested from the tool: a list, or one text with blanks between",
    stored: z.array(z.string()),
    input: scopesInput,
    form: z.string().max(1_000).optional(),
    summary: { term: "Scopes" },
  },
  /** RFC 6749 §3.3 separates scopes by blanks; some tools require commas. */
  scopeSeparator: {
    kind: "other" as const,
    label: "Separator between scopes",
    stored: z.enum(scopeSeparators),
    input: z.enum(scopeSeparators).nullish(),
    form: z
      .enum(["blank", "comma"])
      .optional()
      .transform((word) =>
        word === undefined ? undefined : word === "comma" ? ("," as const) : (" " as const),
      ),
  },
  tokenEndpointAuthMethod: {
    kind: "choice" as const,
    label: "How the client secret is sent",
    stored: authMethod,
    input: authMethod.nullish(),
    form: authMethod.optional(),
  },
  extraParameters,
  emailPath: pathField({ label: "Path of the address" }),
  emailVerifiedPath: optionalPathField({ label: "Path of the “verified” flag" }),
  subjectPath: pathField({ label: "Path of the subject" }),
  firstNamePath: optionalPathField({ label: "Path of the first name" }),
  lastNamePath: optionalPathField({ label: "Path of the last name" }),
  keepTokens: flagField({
    label: "Keep the tool's tokens",
    summary: { term: "Keeps the tool's tokens" },
  }),
};

export type OAuth2Configuration = { protocol: "oauth2" } & StoredOf<typeof oauth2Fields>;
