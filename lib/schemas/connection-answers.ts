import { z } from "zod";
import { optionStatuses } from "@/lib/model/connections/connection";
import { configurationStates } from "@/lib/model/connections/lifecycle";
import { protocols } from "@/lib/model/sign-in/identity";
import { optionSettingsSchema } from "./connection";

const moment = z.iso.datetime();

const versionOfSettings = z
  .looseObject({
    id: z.string(),
    version: z.number().int(),
    state: z.enum(configurationStates),
    testedAt: moment.nullable(),
  })
  .describe(
    "With the protocol's settings: entityId, loginUrl, certificates, … of SAML; issuer, discoveryUrl, clientId, scopes, … of OpenID Connect. Never a secret; hasClientSecret says whether there is one.",
  );

export const connectionView = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string(),
  protocol: z.enum(protocols),
  provider: z.string(),
  status: z.enum(optionStatuses),
  revision: z.number().int(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  configuration: versionOfSettings.nullable().describe("The draft if there is one, else the live version"),
  live: versionOfSettings.nullable().describe("The version that serves sign-ins"),
  serviceProvider: z
    .record(z.string(), z.string().nullable())
    .describe(
      "Our values for the provider: entityId, acsUrl, metadataUrl, encryptionCertificate, redirectUri, …",
    ),
});

export const savedConnectionView = connectionView.extend({
  repairs: z.array(z.string()).describe("What was corrected of the input, a sentence each"),
  warnings: z.array(z.string()),
});

export const activatedView = connectionView.extend({
  ended: z.object({
    personalTokens: z.number().int(),
    integrationTokens: z.number().int(),
    sessions: z.number().int(),
  }),
  takenAlong: z
    .number()
    .int()
    .describe("Linked people who were carried over to another issuer, entity ID or Name ID format"),
});

export const relinkedView = z.object({
  allowed: z.number().int().describe("How many may bring another account at their next sign-in"),
  notLinked: z
    .array(z.string())
    .describe("Those named who are no members, or are not linked to the connection"),
});

export const optionAnswer = optionSettingsSchema.extend({
  id: z.string(),
  status: z.enum(optionStatuses),
  position: z
    .number()
    .int()
    .describe("Its button's place in the order of the sign-in page: the lower, the further up"),
  isDefault: z.boolean().describe("Stands out on the sign-in page; where none does, the first"),
  revision: z.number().int(),
  activatedAt: moment.nullable(),
});

/** The saved settings. */
export const savedOptionAnswer = optionAnswer.extend({
  warnings: z
    .array(z.string())
    .describe(
      "What is allowed and probably not meant, a sentence each that begins with the rule it is about",
    ),
});

export const providerTokenView = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  scopes: z.array(z.string()),
  expiresAt: moment.nullable(),
  person: z.object({ id: z.string(), email: z.string() }),
});

export const forgottenTokenView = z.object({ toldTool: z.boolean() });
