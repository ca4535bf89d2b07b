import { z } from "zod";
import {
  admissionModes,
  groupSeparators,
  missingRoles,
  ruleOperators,
} from "@/lib/model/connections/choices";
import { inputsOf } from "@/lib/model/connections/fields/field";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { isReference } from "@/lib/model/connections/reference";
import { roles } from "@/lib/model/people/roles";
import { protocols } from "@/lib/model/sign-in/identity";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { providerIds } from "@/lib/protocols/providers/catalogue";

const trimmed = z.string().trim();

export const nameSchema = trimmed
  .min(1, "Give the connection a name, for example “Okta”.")
  .max(80, "A name has at most 80 characters.");
export const referenceSchema = trimmed.refine(
  isReference,
  "A reference has 1 to 64 letters, digits and the characters _ . + - @, and begins with a letter or digit.",
);
/** Identity providers, and the authentication methods of OAuth 2 connections. */
export const connectableIds = [...providerIds, ...oauth2PresetIds] as const;

/** Write-only; empty keeps the stored one. */
export const clientSecretSchema = z.string().trim().max(4_000).nullish();

/**
 * SAML settings as input: a metadata document, its address, or single fields. Absent ones keep their value; the
 * protocol reads documents and certificates and reports its corrections.
 */
export const samlInputSchema = z.object({
  metadataXml: z.string().max(20_000_000).nullish(),
  ...inputsOf(samlFields),
});
export type SamlInput = z.output<typeof samlInputSchema>;

/** OpenID Connect settings as input; `issuer` may be the discovery document's address. */
export const oidcInputSchema = z.object({ ...inputsOf(oidcFields), clientSecret: clientSecretSchema });
export type OidcInput = z.output<typeof oidcInputSchema>;

export const newConnectionSchema = z.object({
  name: nameSchema,
  /** Absent: derived from the name. */
  reference: referenceSchema.optional(),
  protocol: z.enum(protocols),
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
    .min(1, "Name the attribute that the rule checks.")
    .max(300, "An attribute's name has at most 300 characters."),
  operator: z.enum(ruleOperators).default("equals"),
  value: trimmed
    .min(1, "Enter the value that the rule compares with.")
    .max(300, "A value has at most 300 characters."),
  role: role.nullable().default(null),
  teams: teams.default([]),
});

export const groupSeparatorSchema = z
  .enum(groupSeparators, {
    error: "groupSeparator is a comma, a semicolon, a vertical bar, a blank, or null for none.",
  })
  .nullable()
  .describe("What divides the groups if the provider sends all of them as one text; null: each text is one");

/** A sign-in option's settings, whole. */
export const optionSettingsSchema = z.strictObject({
  attributes: attributeNamesSchema.default({ email: null, firstName: null, lastName: null, groups: null }),
  groupSeparator: groupSeparatorSchema.default(null),
  rules: z.array(roleRuleSchema).max(100, "At most 100 rules can be kept.").default([]),
  missingRole: z.enum(missingRoles).default("default"),
  defaultRole: role.default("reader"),
  defaultTeams: teams.default([]),
  ceiling: role.default("admin"),
  provisioning: z.boolean().default(true),
  validation: z.enum(admissionModes).default("automatic"),
});

/** The same settings to change: what is absent stays, and nothing falls back to a default. */
export const optionChangeSchema = z.strictObject({
  attributes: z
    .strictObject({
      email: attributeName.optional(),
      firstName: attributeName.optional(),
      lastName: attributeName.optional(),
      groups: attributeName.optional(),
    })
    .optional(),
  groupSeparator: groupSeparatorSchema.optional(),
  rules: optionSettingsSchema.shape.rules.unwrap().optional(),
  missingRole: z.enum(missingRoles).optional(),
  defaultRole: role.optional(),
  defaultTeams: teams.optional(),
  ceiling: role.optional(),
  provisioning: z.boolean().optional(),
  validation: z.enum(admissionModes).optional(),
});
