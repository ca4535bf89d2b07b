import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { configurationFile } from "@/lib/schemas/configuration-file";
import { optionSettingsSchema } from "@/lib/schemas/connection";

const moment = z.iso.datetime();

/** One part of a list. */
export const listOf = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row),
    nextCursor: z.string().nullable().describe("Send it as `cursor` for the next part; null at the end"),
    total: z.number().int(),
  });

/** A whole list. */
export const wholeListOf = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row) });

const versionOfSettings = z
  .looseObject({
    id: z.string(),
    version: z.number().int(),
    state: z.enum(["draft", "tested", "live", "superseded"]),
    testedAt: moment.nullable(),
  })
  .describe(
    "With the protocol's settings: entityId, loginUrl, certificates, … of SAML; issuer, clientId, scopes, … of OpenID Connect. Never a secret; hasClientSecret says whether there is one.",
  );

export const connectionView = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string(),
  protocol: z.enum(["saml", "oidc", "oauth2"]),
  provider: z.string(),
  status: z.enum(["draft", "active", "disabled"]),
  revision: z.number().int(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  configuration: versionOfSettings.nullable().describe("The draft where there is one, else the live version"),
  live: versionOfSettings.nullable().describe("The version that serves sign-ins"),
  serviceProvider: z
    .record(z.string(), z.string().nullable())
    .describe(
      "Our values for the provider: entityId, acsUrl, metadataUrl, encryptionCertificate, redirectUri, …",
    ),
});

export const savedConnectionView = connectionView.extend({
  repairs: z.array(z.string()).describe("What was mended of the input, a sentence each"),
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
    .describe("Linked people who were taken along to another issuer, entity ID or Name ID format"),
});

export const relinkedView = z.object({
  allowed: z.number().int().describe("How many may bring another account at their next sign-in"),
  notLinked: z
    .array(z.string())
    .describe("Those named who are no members, or are not linked to the connection"),
});

export const optionAnswer = optionSettingsSchema.extend({
  id: z.string(),
  status: z.enum(["draft", "active", "disabled"]),
  position: z
    .number()
    .int()
    .describe("Its button's place in the order of the sign-in page: the lower, the further up"),
  isDefault: z.boolean().describe("Stands out on the sign-in page; where none does, the first"),
  revision: z.number().int(),
  activatedAt: moment.nullable(),
});

export const startedTestRunView = z.object({
  runId: z.string(),
  url: z.string().describe("Open it in any browser; no session is needed there"),
  configurationVersion: z.number().int(),
});

const check = z.object({
  name: z.string(),
  passed: z.boolean(),
  received: z.string().nullable(),
  expected: z.string().nullable(),
});

export const testRunAnswer = z.object({
  id: z.string(),
  connectionId: z.string(),
  configurationId: z.string(),
  status: z.enum(["created", "started", "passed", "failed", "expired"]),
  finished: z.boolean(),
  passed: z.boolean(),
  checks: z.array(check),
  refusal: z
    .object({
      code: z.string(),
      check: z.string(),
      received: z.string().nullable(),
      expected: z.string().nullable(),
      cause: z.string(),
      fix: z.string(),
      fixedBy: z.string(),
    })
    .nullable(),
  attributes: z.record(z.string(), z.array(z.string())),
  subject: z.string().nullable(),
  subjectFormat: z.string().nullable(),
  issuer: z.string().nullable(),
  email: z.string().nullable(),
  outlook: z
    .object({
      outcome: z.enum(["admit", "pending", "refuse"]),
      isNew: z.boolean(),
      role: z.enum(roles).nullable(),
      teams: z.array(z.string()),
      reason: z.string().nullable(),
    })
    .nullable(),
  createdAt: moment,
  finishedAt: moment.nullable(),
  expiresAt: moment,
});

export const providerTokenView = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  scopes: z.array(z.string()),
  expiresAt: moment.nullable(),
  person: z.object({ id: z.string(), email: z.string() }),
});

export const setupLinkView = z.object({
  id: z.string(),
  connectionId: z.string(),
  purpose: z.enum(["configure", "renew"]),
  state: z.string(),
  recipient: z.string().nullable(),
  note: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: moment,
  expiresAt: moment,
  revokedAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
  progress: z.object({
    step: z.enum(["none", "opened", "configured", "tested", "done"]),
    openedAt: moment.nullable(),
    configuredAt: moment.nullable(),
    testedAt: moment.nullable(),
    doneAt: moment.nullable(),
  }),
});

export const createdSetupLinkView = setupLinkView
  .extend({ url: z.string().describe("The secret address, in this answer and nowhere else") })
  .loose();

export const forgottenTokenView = z.object({ toldTool: z.boolean() });

export const configurationFileView = configurationFile;

export const problemView = z.object({
  type: z.string().describe("An address of the documentation that names the code; stable"),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe("For people: what happened, why, what to do"),
  code: z.string().describe("The same as the end of `type`"),
  field: z.string().optional(),
  received: z.string().optional(),
  expected: z.string().optional(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        code: z.string(),
        message: z.string(),
        received: z.string().optional(),
        expected: z.string().optional(),
      }),
    )
    .optional(),
  retryAfter: z.number().int().optional(),
  reference: z.string().optional(),
});
