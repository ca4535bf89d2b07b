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
export const clientSecretSchema = z
  .string()
  .trim()
  .max(4_000)
  .nullish()
  .describe("Write-only: never shown. Left out or empty: the stored one stays");

/**
 * SAML settings as input: a metadata document, its address, or single fields. Absent ones keep their value; the
 * protocol reads documents and certificates and reports its corrections.
 */
export const samlInputSchema = z.object({
  metadataXml: z
    .string()
    .max(20_000_000)
    .nullish()
    .describe("The provider's metadata document, in place of single fields"),
  ...inputsOf(samlFields),
});
export type SamlInput = z.output<typeof samlInputSchema>;

/** OpenID Connect settings as input; `issuer` may be the discovery document's address. */
export const oidcInputSchema = z.object({ ...inputsOf(oidcFields), clientSecret: clientSecretSchema });
export type OidcInput = z.output<typeof oidcInputSchema>;

export const newConnectionSchema = z.object({
  name: nameSchema.describe("As people see it on their button"),
  /** Absent: derived from the name. */
  reference: referenceSchema
    .optional()
    .describe(
      "Unique in its organization, not case-sensitive; a part of the address that starts a sign-in. Left out: derived from the name",
    ),
  protocol: z.enum(protocols).describe("What the provider speaks"),
  /** OAuth 2: the authentication method. */
  provider: z
    .enum(connectableIds)
    .default("generic")
    .describe("An identity provider of the catalogue, or the authentication method of an OAuth 2 connection"),
});
export type NewConnection = z.output<typeof newConnectionSchema>;

const attributeName = z
  .string()
  .trim()
  .max(300)
  .transform((text) => text || null)
  .pipe(z.string().nullable())
  .nullable();

export const attributeNamesSchema = z
  .strictObject({
    email: attributeName
      .default(null)
      .describe("The attribute with the email address; null: the usual names are tried"),
    firstName: attributeName
      .default(null)
      .describe("The attribute with the first name; null: the usual names are tried"),
    lastName: attributeName
      .default(null)
      .describe("The attribute with the last name; null: the usual names are tried"),
    groups: attributeName
      .default(null)
      .describe("The attribute with the groups; null: the usual names are tried"),
  })
  .meta({ id: "AttributeNames", description: "The names of the attributes that a provider sends" });

const role = z.enum(roles, { error: "A role is reader, editor or admin." });
const teams = z.array(z.string().max(60)).max(50, "Choose at most 50 teams.");

const roleRuleSchema = z
  .strictObject({
    attribute: trimmed
      .min(1, "Name the attribute that the rule checks.")
      .max(300, "An attribute's name has at most 300 characters.")
      .describe("The attribute that is compared"),
    operator: z
      .enum(ruleOperators)
      .default("equals")
      .describe("How it is compared; matches: * stands for any characters"),
    value: trimmed
      .min(1, "Enter the value that the rule compares with.")
      .max(300, "A value has at most 300 characters.")
      .describe("What it is compared with"),
    role: role.nullable().default(null).describe("The role that the rule gives; null: none, only teams"),
    teams: teams.default([]).describe("Ids of the teams that the rule gives"),
  })
  .meta({
    id: "RoleRule",
    description: "A rule that gives people a role or teams by what the provider says of them",
  });

export const groupSeparatorSchema = z
  .enum(groupSeparators, {
    error: "groupSeparator is a comma, a semicolon, a vertical bar, a blank, or null for none.",
  })
  .nullable()
  .describe("What divides the groups if the provider sends all of them as one text; null: each text is one");

/** A sign-in option's settings, whole. */
export const optionSettingsSchema = z
  .strictObject({
    attributes: attributeNamesSchema
      .default({ email: null, firstName: null, lastName: null, groups: null })
      .describe("The names of the provider's attributes"),
    groupSeparator: groupSeparatorSchema.default(null),
    rules: z
      .array(roleRuleSchema)
      .max(100, "At most 100 rules can be kept.")
      .default([])
      .describe("Role rules. All that match count: the highest role wins, teams add up"),
    missingRole: z
      .enum(missingRoles)
      .default("default")
      .describe("What happens if no rule gives a role: the default role, or the sign-in is refused"),
    defaultRole: role.default("reader").describe("The role of people whom no rule gives one"),
    defaultTeams: teams.default([]).describe("Ids of the teams that new people join"),
    ceiling: role.default("admin").describe("No rule gives a higher role than this"),
    provisioning: z
      .boolean()
      .default(true)
      .describe("Whether people who are not in the space yet are brought in at their first sign-in"),
    validation: z
      .enum(admissionModes)
      .default("automatic")
      .describe("Whether new people are in at once, or wait for approval"),
  })
  .meta({ id: "SignInOptionSettings", description: "How people come in to a space through a connection" });

/** The same settings to change: what is absent stays, and nothing falls back to a default. */
export const optionChangeSchema = z
  .strictObject({
    attributes: z
      .strictObject({
        email: attributeName
          .optional()
          .describe("The attribute with the email address; null: the usual names are tried"),
        firstName: attributeName
          .optional()
          .describe("The attribute with the first name; null: the usual names are tried"),
        lastName: attributeName
          .optional()
          .describe("The attribute with the last name; null: the usual names are tried"),
        groups: attributeName
          .optional()
          .describe("The attribute with the groups; null: the usual names are tried"),
      })
      .optional()
      .describe("The names of the provider's attributes"),
    groupSeparator: groupSeparatorSchema.optional(),
    rules: optionSettingsSchema.shape.rules
      .unwrap()
      .optional()
      .describe("Role rules, replaced as a whole. All that match count: the highest role wins, teams add up"),
    missingRole: z
      .enum(missingRoles)
      .optional()
      .describe("What happens if no rule gives a role: the default role, or the sign-in is refused"),
    defaultRole: role.optional().describe("The role of people whom no rule gives one"),
    defaultTeams: teams.optional().describe("Ids of the teams that new people join"),
    ceiling: role.optional().describe("No rule gives a higher role than this"),
    provisioning: z
      .boolean()
      .optional()
      .describe("Whether people who are not in the space yet are brought in at their first sign-in"),
    validation: z
      .enum(admissionModes)
      .optional()
      .describe("Whether new people are in at once, or wait for approval"),
  })
  .meta({
    id: "SignInOptionChange",
    description: "Settings of a sign-in option to change; what is left out stays",
  });
