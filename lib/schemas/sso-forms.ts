import { z } from "zod";
import { admissionModes, relinkChoices, sessionChoices } from "@/lib/model/connections/choices";
import { formsOf } from "@/lib/model/connections/fields/field";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { wizardSteps } from "@/lib/model/connections/wizard";
import { roles } from "@/lib/model/people/roles";
import { protocols } from "@/lib/model/sign-in/identity";
import { flag } from "@/lib/model/text/flag";
import {
  attributeNamesSchema,
  connectableIds,
  groupSeparatorSchema,
  nameSchema,
  referenceSchema,
} from "./connection";
import type { FormState } from "./form-state";

const id = z.string().max(64);
const optionalId = id.optional().transform((text) => text || null);
/** A number in a hidden field; absent or empty: `null`. */
const revision = z
  .string()
  .regex(/^\d{0,9}$/)
  .optional()
  .transform((text) => (text ? Number(text) : null));
const underLease = { leaseId: optionalId };
/** The subject of a form of the step Configure. */
export const versionForm = { ...underLease, connectionId: id, revision };

/** The wizard's step Provider. */
export const providerForm = z.object({
  ...underLease,
  connectionId: optionalId,
  revision,
  provider: z.enum(connectableIds, { error: "Choose your identity provider." }),
  protocol: z.enum(protocols, { error: "Choose a protocol." }),
  name: nameSchema,
  reference: z.preprocess((value) => value || undefined, referenceSchema.optional()),
});

/** How the provider's SAML values are entered. */
export const samlSources = ["url", "file", "xml", "fields"] as const;
export type SamlSource = (typeof samlSources)[number];

const given = (text: string | undefined) => text !== undefined && text !== "";

const samlFieldForms = formsOf(samlFields);

const missing: Record<SamlSource, { field: string; message: string }[]> = {
  url: [{ field: "metadataUrl", message: "Enter the address of the provider's metadata." }],
  file: [
    { field: "metadataFile", message: "Choose the metadata file that you downloaded from the provider." },
  ],
  xml: [{ field: "metadataXml", message: "Paste the provider's metadata document." }],
  fields: [
    {
      field: "entityId",
      message: "Enter the entity ID of the identity provider, which identifies it in its responses.",
    },
    { field: "loginUrl", message: "Enter the address where people sign in at the provider." },
  ],
};

/** The provider's SAML values, in one of four ways. */
export const samlForm = z
  .object({
    ...versionForm,
    ...samlFieldForms,
    // Empty: chosen by the provider's values, or kept.
    nameIdFormat: samlFieldForms.nameIdFormat.transform((text) => text || undefined),
    source: z.enum(samlSources, { error: "Choose how to enter the provider's values." }),
    metadataXml: z.string().max(2_000_000).optional(),
    /** The text of the chosen file, read in the browser. */
    metadataFile: z.preprocess(
      (value) => (typeof value === "string" ? value : undefined),
      z.string().max(2_000_000).optional(),
    ),
    /** The provider to choose, if the metadata lists several. */
    providerEntityId: z.string().trim().max(2_000).optional(),
    /** Stored certificates to keep, as PEM. */
    kept: z
      .union([z.string().max(50_000), z.array(z.string().max(50_000)).max(20)])
      .optional()
      .transform((value) => (value === undefined ? [] : [value].flat())),
  })
  .superRefine((form, context) => {
    for (const { field, message } of missing[form.source])
      if (!given(form[field as "metadataUrl"]) && !(field === "loginUrl" && form.loginFlow === "idp"))
        context.addIssue({ code: "custom", path: [field], message });
    if (form.source === "fields" && form.kept.length === 0 && !form.certificates?.trim())
      context.addIssue({
        code: "custom",
        path: ["certificates"],
        message: "Paste the certificate that the provider signs with.",
      });
  });
export type SamlForm = z.output<typeof samlForm>;

/** The provider's OpenID values. */
export const oidcForm = z.object({
  ...versionForm,
  ...formsOf(oidcFields),
  clientSecret: z.string().trim().max(4_000).optional(),
});

/** The wizard's step People. */
export const peopleForm = z.object({
  ...underLease,
  connectionId: id,
  revision,
  attributes: attributeNamesSchema,
  groupSeparator: z.preprocess((value) => value || null, groupSeparatorSchema),
  defaultRole: z.enum(roles),
  provisioning: flag,
  validation: z.enum(admissionModes).default("automatic"),
});

/**
 * `open`: the page was opened; `look`: who is editing? `renew`: the page is still open; `take_over`; `release`: it is
 * being left.
 */
const leaseIntents = ["open", "look", "renew", "take_over", "release"] as const;
export type LeaseIntent = (typeof leaseIntents)[number];

/** What an open page of the wizard sends. */
export const leaseForm = z.object({
  ...underLease,
  intent: z.enum(leaseIntents),
  connectionId: optionalId,
  step: z.enum(wizardSteps),
  revision,
});

/** The answer to the page. */
export const leaseAnswer = z.object({
  ok: z.boolean().optional(),
  message: z.string().optional(),
  lease: z
    .object({
      leaseId: z.string(),
      mine: z.boolean(),
      holderName: z.string(),
      since: z.string(),
    })
    .optional(),
  /** The connection's revision now. */
  revision: z.number().nullable().optional(),
  /** The connection is newer than what the page shows. */
  stale: z.boolean().optional(),
});
export type LeaseAnswer = z.output<typeof leaseAnswer>;
export type LeaseHolder = NonNullable<LeaseAnswer["lease"]>;

/** The result of a saved step if there are notes to show first. */
export interface SavedNotes extends FormState {
  notes: { repairs: string[]; warnings: string[] };
}

/** Whether a result contains notes. */
export function hasNotes(state: FormState): state is SavedNotes {
  return "notes" in state;
}

export const startTestForm = z.object({ connectionId: id });

/** The answer to a request to test: open `url` in a browser. */
export const startedTest = z.object({
  ok: z.boolean().optional(),
  message: z.string().optional(),
  started: z.object({ runId: z.string(), url: z.string(), version: z.number() }).optional(),
});
export type StartedTest = z.output<typeof startedTest>;

const sessions = z.enum(sessionChoices, { error: "Choose what becomes of other people's sessions." });
const tokens = z.enum(sessionChoices, { error: "Choose what becomes of tokens." });
/** The choices about other people's sessions and about tokens, for an activation or a removal. */
export const endingChoices = { sessions: sessions.default("keep"), tokens: tokens.default("keep") };

export const activateForm = z.object({
  connectionId: id,
  configurationId: id,
  ...endingChoices,
  relink: z.enum(relinkChoices, { error: "Choose what becomes of the people who are linked." }).optional(),
});
export const removeForm = z.object({ connectionId: id, ...endingChoices });
export const connectionForm = z.object({ connectionId: id });
export const switchForm = z.object({ connectionId: id, enabled: flag });
