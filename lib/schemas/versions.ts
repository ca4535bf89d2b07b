import { z } from "zod";
import { configurationStates } from "@/lib/model/connections/lifecycle";
import { optionSettingsSchema } from "./connection";

const difference = z.object({
  field: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

const version = z.number({ error: "version is a number." }).int().min(1).max(1_000_000);

/** POST …/connections/{id}/rollback and …/sign-in-option/restore */
export const versionBody = z.strictObject({ version });
export const versionForm = z.object({
  connectionId: z.string().max(64),
  version: z.coerce.number().pipe(version),
});

/** A version of a connection's settings in its history. */
export const versionHistoryView = z
  .object({
    id: z.string(),
    version: z.number().int(),
    state: z.enum(configurationStates),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    testedAt: z.iso.datetime().nullable(),
    wentLiveAt: z.iso.datetime().nullable(),
    canRollBack: z.boolean(),
    comparedWith: z.number().int().nullable().describe("The version that `differences` compares with"),
    differences: z.array(difference),
  })
  .meta({ id: "ConnectionVersion", description: "A version of a connection's settings in its history" });
export type VersionHistoryView = z.infer<typeof versionHistoryView>;

/** A version of a sign-in option's settings. */
export const optionVersionView = z
  .object({
    id: z.string(),
    version: z.number().int(),
    current: z.boolean(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    comparedWith: z.number().int().nullable(),
    differences: z.array(difference),
    settings: optionSettingsSchema,
  })
  .meta({ id: "SignInOptionVersion", description: "A version of a sign-in option's settings" });
export type OptionVersionView = z.output<typeof optionVersionView>;
