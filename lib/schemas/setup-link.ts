import { z } from "zod";
import {
  type SetupPurpose,
  type SetupScope,
  setupPurposes,
  setupScopes,
} from "@/lib/model/setup-links/setup-link";
import { setupLinkStates, setupSteps } from "@/lib/model/setup-links/setup-link-state";
import { protocols } from "@/lib/model/sign-in/identity";
import { flag } from "@/lib/model/text/flag";
import { connectableIds, nameSchema } from "./connection";
import type { FormState } from "./form-state";
import { apiListFields, periodFields } from "./list-query";
import { emailAddress, optionalLine } from "./text";

const id = z.string().min(1).max(64);
const note = optionalLine("The note", 300);
const purpose = z.enum(setupPurposes, { error: "purpose is configure or renew." });

/** The lifetimes of a link that the form offers, in hours. */
export const setupLifetimes = ["24", "72", "168", "336"] as const;
export const defaultSetupHours = 72;
/** Thirty days. */
const longestHours = 720;

/** An empty field means nobody. */
const recipient = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  emailAddress.optional(),
);

export const createSetupLinkForm = z
  .object({
    scope: z.enum(setupScopes, { error: "Choose what the link is for." }),
    /** Empty for the space. */
    connectionId: z
      .string()
      .max(64)
      .optional()
      .transform((text) => text || null),
    hours: z.enum(setupLifetimes, { error: "Choose when the link expires." }).transform(Number),
    recipient,
    note,
    send: flag,
  })
  .superRefine((form, context) => {
    if (form.send && !form.recipient)
      context.addIssue({
        code: "custom",
        path: ["recipient"],
        message: "Give the address to send the link to.",
      });
  });

export const setupLinkIdForm = z.object({ id });

/** POST …/setup-links */
export const createSetupLinkBody = z
  .strictObject({
    scope: z
      .enum(setupScopes, { error: `scope is one of ${setupScopes.join(", ")}.` })
      .optional()
      .describe("Left out: the space without a connectionId, else the connection"),
    connectionId: id.optional().describe("The connection that it is for; left out for the scope space"),
    purpose: purpose.optional().describe("The older word: renew is the scope renew"),
    mayActivate: z
      .boolean({ error: "mayActivate is true or false." })
      .default(false)
      .describe("Whether whoever has the link may also activate what has passed its test"),
    returnUrl: z
      .url({ error: "returnUrl is a whole address, such as https://app.example/settings." })
      .max(2_000)
      .optional()
      .describe("Where whoever has finished can go: an address of an application that the space uses"),
    expiresInHours: z
      .number({ error: "expiresInHours is a number." })
      .int()
      .min(1, "expiresInHours is 1 at least.")
      .max(longestHours, `expiresInHours is ${longestHours} at most.`)
      .default(defaultSetupHours)
      .describe("How long it can be used"),
    recipient: emailAddress.optional().describe("The outside administrator's address"),
    note: note.describe("For yourselves: shown in the list of links, and in the message"),
    send: z
      .boolean({ error: "send is true or false." })
      .default(false)
      .describe("Whether the link is sent to `recipient`"),
  })
  .superRefine((body, context) => {
    const issue = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const scope = scopeOfBody(body);
    if (body.send && !body.recipient) issue("recipient", "Give the address to send the link to.");
    if (body.purpose === "renew" && scope !== "renew")
      issue("scope", "purpose renew is the scope renew: leave one of them out.");
    if (scope === "space" && body.connectionId)
      issue(
        "connectionId",
        "A link for the space names no connection: leave it out, or choose another scope.",
      );
    if (scope !== "space" && !body.connectionId)
      issue("connectionId", "Name the connection that the link is for, or choose the scope space.");
  });

/** What a link is for, as the fields say it together. */
export function scopeOfBody(body: {
  scope?: SetupScope | undefined;
  purpose?: SetupPurpose | undefined;
  connectionId?: string | undefined;
}): SetupScope {
  if (body.scope) return body.scope;
  if (body.purpose === "renew") return "renew";
  return body.connectionId ? "connection" : "space";
}

export const setupLinkQuery = z.strictObject({
  limit: apiListFields.limit,
  cursor: apiListFields.cursor,
  search: apiListFields.search,
  connectionId: id.optional().describe("Only links for this connection"),
  ...periodFields,
  state: z
    .enum(setupLinkStates, { error: `state is one of ${setupLinkStates.join(", ")}.` })
    .optional()
    .describe("Only links in this state"),
});

/** The page behind the link: the button that opens it. */
export const openSetupForm = z.object({ token: z.string().max(200) });

/** Every form of the outside administrator's wizard names the connection that it was shown for. */
export const setupWorkForm = z.object({ connectionId: id });

/** The version that the outside administrator saw and activates. */
export const setupActivateForm = z.object({ connectionId: id, configurationId: id });

/** The outside administrator's choice of a provider; no connection is named before there is one. */
export const setupProviderForm = z.object({
  connectionId: z
    .string()
    .max(64)
    .optional()
    .transform((text) => text ?? ""),
  revision: z
    .string()
    .regex(/^\d{0,9}$/)
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  provider: z.enum(connectableIds, { error: "Choose your provider." }),
  protocol: z.enum(protocols, { error: "Choose a protocol." }),
  name: nameSchema,
});

const revision = z
  .string()
  .regex(/^\d{0,9}$/)
  .optional()
  .transform((text) => (text ? Number(text) : null));

export const renewSamlForm = z
  .object({
    connectionId: id,
    revision,
    metadataUrl: z.string().trim().max(2_000).optional(),
    metadataXml: z.string().max(2_000_000).optional(),
    certificates: z.string().max(200_000).optional(),
    kept: z
      .union([z.string().max(50_000), z.array(z.string().max(50_000)).max(20)])
      .optional()
      .transform((value) => (value === undefined ? [] : [value].flat())),
  })
  .superRefine((form, context) => {
    if (!form.metadataUrl && !form.metadataXml?.trim() && !form.certificates?.trim())
      context.addIssue({
        code: "custom",
        path: ["certificates"],
        message: "Paste the new certificate, or give the provider's metadata.",
      });
  });

export const renewSecretForm = z.object({
  connectionId: id,
  revision,
  clientSecret: z.string().trim().min(1, "Give the new client secret.").max(4_000),
});

const moment = z.iso.datetime();

/** A setup link as shown: never its secret. Moments are ISO 8601. */
export const setupLinkView = z
  .object({
    id: z.string().describe("The link's id"),
    connectionId: z.string().nullable().describe("null: a link for the space, before a provider is chosen"),
    scope: z
      .enum(setupScopes)
      .describe("What it is for: one connection, the space's choice of a provider, or a renewal"),
    purpose: z.enum(setupPurposes).describe("The older word for the scope"),
    mayActivate: z.boolean().describe("Whether whoever has it may activate what has passed its test"),
    returnUrl: z.string().nullable().describe("Where whoever has finished can go; null: nowhere"),
    state: z.enum(setupLinkStates).describe("open, revoked or expired"),
    recipient: z.string().nullable().describe("The outside administrator's address; null: not given"),
    note: z.string().nullable().describe("Your note; null: none"),
    createdBy: z.string().nullable().describe("Who created it, by name; null: a program did"),
    createdAt: moment.describe("When it was created"),
    expiresAt: moment.describe("When it expires"),
    revokedAt: moment.nullable().describe("When it was revoked; null: it was not"),
    lastUsedAt: moment.nullable().describe("When it was last used; null: never"),
    progress: z
      .object({
        step: z.enum(setupSteps).describe("The latest step"),
        openedAt: moment.nullable().describe("When it was opened; null: it was not"),
        configuredAt: moment.nullable().describe("When settings were saved through it; null: none were"),
        testedAt: moment.nullable().describe("When a test passed; null: none has"),
        doneAt: moment
          .nullable()
          .describe("When whoever has it said that they have finished; null: they have not"),
      })
      .describe("How far the outside administrator is"),
  })
  .meta({ id: "SetupLink", description: "A setup link, without its address" });
export type SetupLinkView = z.infer<typeof setupLinkView>;

export const createdSetupLinkView = setupLinkView
  .extend({
    url: z.string().describe("The secret address, in this answer and nowhere else"),
  })
  .meta({ id: "CreatedSetupLink", description: "A setup link with its secret address, shown this once" });

/** The result of the form: the address, shown this once. */
export interface CreatedSetupLink extends FormState {
  created: { url: string; sentTo: string | null };
}

/** Whether a result contains a new link. */
export function hasCreatedLink(state: FormState): state is CreatedSetupLink {
  return "created" in state;
}
