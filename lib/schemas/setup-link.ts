import { z } from "zod";
import { setupPurposes } from "@/lib/model/setup-links/setup-link";
import { setupLinkStates, setupSteps } from "@/lib/model/setup-links/setup-link-state";
import { flag } from "@/lib/model/text/flag";
import type { FormState } from "./form-state";
import { apiListFields } from "./list-query";
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
    connectionId: id,
    purpose: purpose.default("configure"),
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
    connectionId: id,
    purpose: purpose.default("configure"),
    expiresInHours: z
      .number({ error: "expiresInHours is a number." })
      .int()
      .min(1, "expiresInHours is 1 at least.")
      .max(longestHours, `expiresInHours is ${longestHours} at most.`)
      .default(defaultSetupHours),
    recipient: emailAddress.optional(),
    note,
    send: z.boolean({ error: "send is true or false." }).default(false),
  })
  .refine((body) => !body.send || body.recipient !== undefined, {
    path: ["recipient"],
    message: "Give the address to send the link to.",
  });

export const setupLinkQuery = z.strictObject({
  limit: apiListFields.limit,
  cursor: apiListFields.cursor,
  search: apiListFields.search,
  connectionId: id.optional(),
  state: z.enum(setupLinkStates, { error: `state is one of ${setupLinkStates.join(", ")}.` }).optional(),
});

/** The page behind the link: the button that opens it. */
export const openSetupForm = z.object({ token: z.string().max(200) });

/** Every form of the outside administrator's wizard names the connection that it was shown for. */
export const setupWorkForm = z.object({ connectionId: id });

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
export const setupLinkView = z.object({
  id: z.string(),
  connectionId: z.string(),
  purpose: z.enum(setupPurposes),
  state: z.enum(setupLinkStates),
  recipient: z.string().nullable(),
  note: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: moment,
  expiresAt: moment,
  revokedAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
  progress: z.object({
    step: z.enum(setupSteps),
    openedAt: moment.nullable(),
    configuredAt: moment.nullable(),
    testedAt: moment.nullable(),
    doneAt: moment.nullable(),
  }),
});
export type SetupLinkView = z.infer<typeof setupLinkView>;

export const createdSetupLinkView = setupLinkView.extend({
  url: z.string().describe("The secret address, in this answer and nowhere else"),
});

/** The result of the form: the address, shown this once. */
export interface CreatedSetupLink extends FormState {
  created: { url: string; sentTo: string | null };
}

/** Whether a result contains a new link. */
export function hasCreatedLink(state: FormState): state is CreatedSetupLink {
  return "created" in state;
}
