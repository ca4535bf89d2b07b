import { z } from "zod";
import { optionStatuses } from "@/lib/model/connections/connection";
import { aboutField, type Fields } from "@/lib/model/connections/fields/field";
import { oauth2Fields } from "@/lib/model/connections/fields/oauth2";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { configurationStates } from "@/lib/model/connections/lifecycle";
import { type OurValueName, protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { optionSettingsSchema } from "./connection";
import { createdTokenView } from "./token";

const moment = z.iso.datetime();

const version = {
  id: z.string().describe("The version's own id, for activate and confirm"),
  version: z.number().int().describe("Its number; the first is 1"),
  state: z.enum(configurationStates).describe("Only a tested version can go live"),
  testedAt: moment.nullable().describe("When this very version passed its test; null: it has not"),
};
const hasClientSecret = z.boolean().describe("Whether a client secret is stored. It is never shown");

/** The stored settings of a protocol, each described. */
function settingsOf<T extends Fields>(fields: T): { [Name in keyof T]: T[Name]["stored"] } {
  // `fromEntries` loses the names that `entries` gave it.
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.stored.describe(aboutField(field))]),
  ) as { [Name in keyof T]: T[Name]["stored"] };
}

/** Our values that the provider needs. */
function valuesOf(protocol: Protocol) {
  const names = protocolTraits[protocol].ourValues.map((name) => [name, ourValue[name]] as const);
  return z.object(Object.fromEntries(names)).describe("Our values, to be copied to the provider");
}

const ourValue: Record<OurValueName, z.ZodType> = {
  entityId: z.string().describe("Our entity ID, the audience of the provider's assertions"),
  acsUrl: z.string().describe("Our assertion consumer service, also called reply URL or ACS URL"),
  sloUrl: z.string().describe("Our single logout address, where the provider sends logout messages"),
  metadataUrl: z.string().describe("Our SAML metadata"),
  encryptionCertificate: z.string().nullable().describe("PEM, if the provider encrypts its assertions"),
  redirectUri: z.string().describe("Our redirect URI, also called callback URL"),
  initiateUrl: z.string().describe("Where the provider may start a sign-in (initiate_login_uri)"),
  postLogoutRedirectUri: z.string().describe("Where the provider sends people after it signed them out"),
  loginAddress: z.string().describe("The address that starts a sign-in through this connection"),
};

const samlConfiguration = z.object({ ...version, ...settingsOf(samlFields) }).meta({
  id: "SamlConfiguration",
  description: "A version of the settings of a SAML connection",
});
const oidcConfiguration = z.object({ ...version, ...settingsOf(oidcFields), hasClientSecret }).meta({
  id: "OidcConfiguration",
  description: "A version of the settings of an OpenID Connect connection. Never the client secret",
});
const oauth2Configuration = z.object({ ...version, ...settingsOf(oauth2Fields), hasClientSecret }).meta({
  id: "OAuth2Configuration",
  description: "A version of the settings of an OAuth 2 connection. Never the client secret",
});

const common = {
  id: z.string().describe("conn_…"),
  name: z.string().describe("As people see it on their button"),
  reference: z
    .string()
    .describe("Unique in its organization, not case-sensitive; a part of the address that starts a sign-in"),
  provider: z.string().describe("An identity provider of the catalogue, for example okta, or a tool"),
  status: z.enum(optionStatuses).describe("Of its sign-in option in this space: draft until it is activated"),
  revision: z.number().int().describe("Goes up with each change; the ETag"),
  createdAt: moment.describe("When it was created"),
  lastUsedAt: moment.nullable().describe("When somebody last signed in through it; null: nobody has yet"),
};

/** A connection of one protocol, with more fields in some answers. */
function ofProtocol<More extends z.core.$ZodLooseShape>(more: More, suffix: string) {
  const one = <P extends Protocol>(protocol: P, configuration: z.ZodType, name: string) =>
    z
      .object({
        ...common,
        protocol: z.literal(protocol).describe("What the provider speaks"),
        configuration: configuration
          .nullable()
          .describe("The draft if there is one, else the live version; null: nothing is configured yet"),
        live: configuration.nullable().describe("The version that serves sign-ins; null: none does"),
        serviceProvider: valuesOf(protocol),
        ...more,
      })
      .meta({ id: `${name}${suffix}`, description: `A connection by ${protocolTraits[protocol].name}` });
  return z.discriminatedUnion("protocol", [
    one("saml", samlConfiguration, "SamlConnection"),
    one("oidc", oidcConfiguration, "OidcConnection"),
    one("oauth2", oauth2Configuration, "OAuth2Connection"),
  ]);
}

/**
 * The views are built for every protocol alike, which the compiler cannot tell from one of them: tests compare the
 * answers with the union.
 */
function answer<More extends z.core.$ZodLooseShape>(more: More, suffix: string) {
  const id = `Connection${suffix}`;
  const union = ofProtocol(more, suffix).meta({ id, description: "A connection, by its protocol" });
  return z.preprocess((view) => view, union);
}

export const connectionView = answer({}, "");

export const savedConnectionView = answer(
  {
    repairs: z.array(z.string()).describe("What was corrected of the input, a sentence each"),
    warnings: z.array(z.string()).describe("What is allowed and probably not meant, a sentence each"),
  },
  "Saved",
);

export const activatedView = answer(
  {
    ended: z
      .object({
        personalTokens: z.number().int().describe("How many personal tokens ended"),
        integrationTokens: z.number().int().describe("How many integration tokens ended"),
        sessions: z.number().int().describe("How many sessions ended"),
      })
      .describe("What the activation has ended"),
    takenAlong: z
      .number()
      .int()
      .describe("Linked people who were carried over to another issuer, entity ID or Name ID format"),
    replacementToken: createdTokenView
      .nullable()
      .describe(
        "If the activation has ended the token that this call was made with: a new one with the same rights, shown this once",
      ),
  },
  "Activated",
);

export const relinkedView = z.object({
  allowed: z.number().int().describe("How many may bring another account at their next sign-in"),
  notLinked: z
    .array(z.string())
    .describe("Those named who are no members, or are not linked to the connection"),
});

export const optionAnswer = optionSettingsSchema
  .extend({
    id: z.string().describe("The option's id"),
    status: z
      .enum(optionStatuses)
      .describe("draft until it is activated; disabled: sign-ins through it are refused"),
    position: z
      .number()
      .int()
      .describe("Its button's place in the order of the sign-in page: the lower, the further up"),
    isDefault: z.boolean().describe("Stands out on the sign-in page; where none does, the first"),
    revision: z.number().int().describe("Goes up with each change; the ETag"),
    activatedAt: moment.nullable().describe("When it was first activated; null: it has not been"),
  })
  .meta({
    id: "SignInOption",
    description: "How people come in to a space through a connection",
  });

/** The saved settings. */
export const savedOptionAnswer = optionAnswer
  .extend({
    warnings: z
      .array(z.string())
      .describe(
        "What is allowed and probably not meant, a sentence each that begins with the rule it is about",
      ),
  })
  .meta({ id: "SavedSignInOption", description: "The saved settings, with warnings" });

export const providerTokenView = z
  .object({
    accessToken: z.string().describe("The token to call the tool with"),
    tokenType: z.literal("Bearer").describe("How to send it: as a bearer token"),
    scopes: z.array(z.string()).describe("What the tool has granted"),
    expiresAt: moment.nullable().describe("When it expires; null: the tool does not say"),
    person: z
      .object({ id: z.string().describe("Their id"), email: z.string().describe("Their address") })
      .describe("Whose token it is"),
  })
  .meta({ id: "ProviderToken", description: "A person's access token at a tool" });

export const forgottenTokenView = z.object({
  toldTool: z.boolean().describe("Whether the tool was told to revoke the token"),
});
