import { z } from "zod";
import { relinkChoices, sessionChoices } from "@/lib/model/connections/choices";
import { optionStatuses } from "@/lib/model/connections/connection";
import { protocols } from "@/lib/model/sign-in/identity";
import {
  nameSchema,
  newConnectionSchema,
  oidcInputSchema,
  optionChangeSchema,
  referenceSchema,
  samlInputSchema,
} from "./connection";
import { apiListFields } from "./list-query";
import { oauth2InputSchema } from "./oauth2";

/** Protocol settings of any kind; the connection's protocol decides which ones count. Unknown names are refused. */
export const configurationFields = z
  .strictObject({
    ...oidcInputSchema.shape,
    ...samlInputSchema.shape,
    ...oauth2InputSchema.shape,
  })
  .meta({
    id: "ConnectionSettings",
    description: "Settings of a connection; its protocol decides which count",
  });

/** Single fields may be in `configuration` or beside it: programs write both. */
const withConfiguration = {
  configuration: configurationFields
    .optional()
    .describe("Settings of the connection's protocol; they may also be given beside it"),
  ...configurationFields.partial().shape,
};

/** GET …/connections */
export const connectionApiQuery = z.strictObject({
  ...apiListFields,
  reference: z.string().max(64).optional().describe("Only the connection with this reference"),
  status: z
    .enum(optionStatuses, { error: "status is draft, active or disabled." })
    .optional()
    .describe("Only connections in this state"),
  protocol: z
    .enum(protocols, { error: "protocol is saml, oidc or oauth2." })
    .optional()
    .describe("Only connections of this protocol"),
  provider: z
    .string()
    .max(40)
    .optional()
    .describe("A provider of the catalogue, for example okta, or an authentication method of OAuth 2"),
});

/** POST …/connections */
export const createConnectionBody = z.strictObject({ ...newConnectionSchema.shape, ...withConfiguration });

/** PATCH …/connections/{id} */
export const changeConnectionBody = z.strictObject({
  name: nameSchema.optional().describe("As people see it on their button"),
  reference: referenceSchema
    .optional()
    .describe("Unique in its organization, not case-sensitive; a part of the address that starts a sign-in"),
  ...withConfiguration,
});

/** POST …/connections/{id}/activate, and the query of DELETE …/connections/{id} */
export const endingChoices = z.strictObject({
  sessions: z
    .enum(sessionChoices, { error: "sessions is keep or end." })
    .default("keep")
    .describe("What becomes of everybody else's sessions"),
  tokens: z
    .enum(sessionChoices, { error: "tokens is keep or end." })
    .default("keep")
    .describe(
      "What becomes of the space's tokens while another connection is active. If none is, they end whatever is said here",
    ),
});
export const activateBody = z.strictObject({
  ...endingChoices.shape,
  /** The version to put live; refused if another one is the draft meanwhile. */
  configurationId: z
    .string()
    .max(60)
    .optional()
    .describe("The version to put live; refused if another one is the draft meanwhile"),
  relink: z
    .enum(relinkChoices, { error: "relink is keep or refuse." })
    .optional()
    .describe(
      "What becomes of people who are linked and whom another issuer, entity ID or Name ID format would refuse: keep takes them along, which the test must have shown by a linked person; refuse leaves them to be linked anew. Needed only if there are such people.",
    ),
});

/** POST …/connections/{id}/confirm */
export const confirmBody = z.strictObject({
  /** The version that the person saw; refused if another one is live meanwhile. */
  configurationId: z
    .string()
    .max(60)
    .optional()
    .describe("The version that you saw; refused if another one is live meanwhile"),
});

/** POST …/connections/{id}/relink */
export const relinkBody = z
  .strictObject({
    users: z
      .array(z.string().min(1).max(320))
      .min(1, "Name at least one person, or say all: true.")
      .max(500, "At most 500 people at once.")
      .optional()
      .describe("By id or email address"),
    all: z
      .literal(true, { error: "all can only be true." })
      .optional()
      .describe(
        "Everybody who is linked and has an address of a verified domain, but for IT administrators and operators",
      ),
  })
  .refine(({ users, all }) => (users === undefined) !== (all === undefined), {
    path: ["users"],
    message: "Give either users or all: true.",
  });

/** PUT …/connections/{id}/sign-in-option; absent fields stay, as in the PATCH. */
export const signInOptionBody = optionChangeSchema;

/** PATCH …/connections/{id}/sign-in-option */
export const changeSignInOptionBody = z.strictObject({
  ...optionChangeSchema.shape,
  position: z
    .int({ error: "position is a whole number from 0." })
    .min(0, "position is a whole number from 0.")
    .max(10_000, "position is at most 10000.")
    .optional()
    .describe("The place of its button among those of active connections, from 0"),
  isDefault: z
    .literal(true, {
      error: "isDefault can only be set to true: make another connection the default instead.",
    })
    .optional()
    .describe("Makes its button the one that stands out"),
});

/** The protocol settings of a body, from both places; those in `configuration` take precedence. */
export function configurationOf(
  body: z.output<typeof changeConnectionBody>,
): z.output<typeof configurationFields> {
  const names = Object.keys(configurationFields.shape) as (keyof typeof configurationFields.shape)[];
  const beside = Object.fromEntries(
    names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
  );
  return configurationFields.parse({ ...beside, ...body.configuration });
}
