import { z } from "zod";
import { configurationStates } from "@/lib/model/connections/lifecycle";
import { optionSettingsSchema } from "./connection";

const difference = z
  .object({
    field: z.string().describe("The setting's name"),
    label: z.string().describe("What it is called on screens"),
    before: z.string().nullable().describe("Its value before, in words; null: it had none"),
    after: z.string().nullable().describe("Its value after, in words; null: it has none"),
  })
  .meta({ id: "Difference", description: "One setting in two versions" });

const version = z.number({ error: "version is a number." }).int().min(1).max(1_000_000);

/** POST …/connections/{id}/rollback and …/sign-in-option/restore */
export const versionBody = z.strictObject({ version: version.describe("The number of the version") });
export const versionForm = z.object({
  connectionId: z.string().max(64),
  version: z.coerce.number().pipe(version),
});

/** A version of a connection's settings in its history. */
export const versionHistoryView = z
  .object({
    id: z.string().describe("The version's id"),
    version: z.number().int().describe("Its number; the first is 1"),
    state: z.enum(configurationStates).describe("Only a tested version can go live"),
    createdAt: z.iso.datetime().describe("When it was saved"),
    createdBy: z.string().nullable().describe("Who saved it, by name; null: it cannot be said"),
    testedAt: z.iso.datetime().nullable().describe("When it passed its test; null: it has not"),
    wentLiveAt: z.iso.datetime().nullable().describe("When it was last put live; null: it never was"),
    canRollBack: z.boolean().describe("Whether it can be put live again"),
    comparedWith: z.number().int().nullable().describe("The version that `differences` compares with"),
    differences: z.array(difference).describe("What it changed"),
  })
  .meta({
    id: "ConnectionVersion",
    description: "A version of a connection's settings in its history",
  });
export type VersionHistoryView = z.infer<typeof versionHistoryView>;

/** A version of a sign-in option's settings. */
export const optionVersionView = z
  .object({
    id: z.string().describe("The version's id"),
    version: z.number().int().describe("Its number; the first is 1"),
    current: z.boolean().describe("Whether it is the one in use"),
    createdAt: z.iso.datetime().describe("When it was saved"),
    createdBy: z.string().nullable().describe("Who saved it, by name; null: it cannot be said"),
    comparedWith: z
      .number()
      .int()
      .nullable()
      .describe("The version that `differences` compares with; null: it is the first"),
    differences: z.array(difference).describe("What it changed"),
    settings: optionSettingsSchema.describe("The settings themselves"),
  })
  .meta({
    id: "SignInOptionVersion",
    description: "A version of a sign-in option's settings",
  });
export type OptionVersionView = z.output<typeof optionVersionView>;
