import { z } from "zod";
import { isReference } from "@/lib/model/connections/reference";
import { roles } from "@/lib/model/people/roles";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";

const trimmed = z.string().trim();
const optionalText = trimmed.max(2_000).nullish();

export const nameSchema = trimmed
  .min(1, "Give the connection a name, for example “Okta”.")
  .max(80, "A name has at most 80 characters.");
export const referenceSchema = trimmed.refine(
  isReference,
  "A reference has 1 to 64 letters, digits and the characters _ . + - @, and begins with a letter or digit.",
);
export const providerIds = [
  "okta",
  "entra",
  "google",
  "auth0",
  "keycloak",
  "adfs",
  "onelogin",
  "pingone",
  "pingfederate",
  "jumpcloud",
  "generic",
] as const;
/** Identity providers, and the authentication methods of OAuth 2 connectors. */
export const connectableIds = [...providerIds, ...oauth2PresetIds] as const;

export const loginFlowSchema = z.enum(["sp", "idp", "both"]);
export const signedSchema = z.enum(["both", "assertion", "response", "either"]);
export const bindingSchema = z.enum(["redirect", "post"]);

/**
 * SAML settings as somebody gives them: a metadata document, its address, or single fields.
 * What is absent keeps its value; the use case reads documents and certificates and says what it mended.
 */
export const samlInputSchema = z.object({
  metadataXml: z.string().max(20_000_000).nullish(),
  metadataUrl: optionalText,
  entityId: optionalText,
  loginUrl: optionalText,
  logoutUrl: optionalText,
  binding: bindingSchema.nullish(),
  /** PEM, bare base64, one or several. */
  certificates: z.union([z.string().max(200_000), z.array(z.string().max(50_000)).max(20)]).nullish(),
  nameIdFormat: optionalText,
  loginFlow: loginFlowSchema.nullish(),
  signed: signedSchema.nullish(),
  forceReauthentication: z.boolean().nullish(),
  refuseEndedCertificates: z.boolean({ error: "refuseEndedCertificates is true or false." }).nullish(),
});
export type SamlInput = z.output<typeof samlInputSchema>;

/** OpenID Connect settings as somebody gives them; `issuer` may be the discovery document's address. */
export const oidcInputSchema = z.object({
  issuer: optionalText,
  clientId: optionalText,
  /** Write-only; empty keeps the one that is stored. */
  clientSecret: z.string().trim().max(4_000).nullish(),
  scopes: z.union([z.string().max(1_000), z.array(z.string().max(200)).max(50)]).nullish(),
  tokenEndpointAuthMethod: z.enum(["client_secret_basic", "client_secret_post"]).nullish(),
  logoutUrl: optionalText,
  loginFlow: loginFlowSchema.nullish(),
  forceReauthentication: z.boolean().nullish(),
});
export type OidcInput = z.output<typeof oidcInputSchema>;

export const newConnectionSchema = z.object({
  name: nameSchema,
  /** Absent: made from the name. */
  reference: referenceSchema.optional(),
  protocol: z.enum(["saml", "oidc", "oauth2"]),
  /** OAuth 2: the authentication method. */
  provider: z.enum(connectableIds).default("generic"),
});
export type NewConnection = z.output<typeof newConnectionSchema>;

const attributeName = z
  .string()
  .trim()
  .max(300)
  .transform((text) => text || null)
  .nullable();

export const attributeNamesSchema = z.strictObject({
  email: attributeName.default(null),
  firstName: attributeName.default(null),
  lastName: attributeName.default(null),
  groups: attributeName.default(null),
});

const role = z.enum(roles, { error: "A role is reader, editor or admin." });
const teams = z.array(z.string().max(60)).max(50, "Choose at most 50 teams.");

const roleRuleSchema = z.strictObject({
  attribute: trimmed
    .min(1, "Name the attribute that the rule looks at.")
    .max(300, "An attribute's name has at most 300 characters."),
  operator: z.enum(["equals", "contains", "starts_with", "ends_with", "matches"]).default("equals"),
  value: trimmed
    .min(1, "Give the value that the rule looks for.")
    .max(300, "A value has at most 300 characters."),
  role: role.nullable().default(null),
  teams: teams.default([]),
});

/** A sign-in option's settings, whole. */
export const optionSettingsSchema = z.strictObject({
  attributes: attributeNamesSchema.default({ email: null, firstName: null, lastName: null, groups: null }),
  rules: z.array(roleRuleSchema).max(100, "At most 100 rules can be kept.").default([]),
  missingRole: z.enum(["default", "deny"]).default("default"),
  defaultRole: role.default("reader"),
  defaultTeams: teams.default([]),
  ceiling: role.default("admin"),
  provisioning: z.boolean().default(true),
  validation: z.enum(["automatic", "manual"]).default("automatic"),
});
