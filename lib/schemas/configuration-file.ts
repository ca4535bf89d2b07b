import { z } from "zod";
import { planActions, planKinds } from "@/lib/model/connections/plan-step";
import { roles } from "@/lib/model/people/roles";
import { nameSchema, newConnectionSchema, optionChangeSchema, referenceSchema } from "./connection";
import { configurationFields } from "./connection-api";
import { changeDirectoryBody } from "./directory";
import { signInSettingsBody } from "./sign-in-settings";
import { oneLine } from "./text";

export const configurationFormat = "gatehouse-configuration/1";

const connection = z.strictObject({
  reference: referenceSchema,
  name: nameSchema,
  protocol: newConnectionSchema.shape.protocol,
  provider: newConnectionSchema.shape.provider,
  /** Never a secret: those are given separately. */
  configuration: configurationFields.omit({ clientSecret: true }).nullable().default(null),
  /** Teams by name; absent settings stay. */
  signInOption: optionChangeSchema.nullable().default(null),
});

const unique = (names: string[]) => new Set(names.map((name) => name.toLowerCase())).size === names.length;

const directory = z.strictObject({
  name: oneLine("The name", 100),
  /** Absent settings stay. */
  provider: changeDirectoryBody.shape.provider,
  /** The reference of the connection whose role rules it feeds. */
  connection: referenceSchema.nullable().optional(),
});

/** A space's single sign-on as a file, without secrets. */
export const configurationFile = z.strictObject({
  format: z.literal(configurationFormat, {
    error: `format is ${configurationFormat}: this is another kind of file, or of a later version.`,
  }),
  space: z.string().max(100).optional(),
  exportedAt: z.iso.datetime().optional(),
  teams: z
    .array(
      z.strictObject({ name: oneLine("The name", 80), defaultRole: z.enum(roles).nullable().optional() }),
    )
    .max(500)
    .default([]),
  domains: z.array(z.string().trim().toLowerCase().min(1).max(253)).max(500).default([]),
  connections: z
    .array(connection)
    .max(200)
    .default([])
    .refine(
      (list) => unique(list.map(({ reference }) => reference)),
      "Two connections have the same reference.",
    ),
  /** Absent: they stay as they are, with `prune` too. Neither their state nor their credentials. */
  directories: z
    .array(directory)
    .max(100)
    .refine((list) => unique(list.map(({ name }) => name)), "Two directories have the same name.")
    .optional(),
  signInSettings: signInSettingsBody.nullable().default(null),
});
export type ConfigurationFile = z.output<typeof configurationFile>;

/** POST …/configuration/plan and …/configuration/apply */
export const configurationBody = z
  .strictObject({
    configuration: configurationFile,
    secrets: z
      .record(z.string().max(64), z.string().min(1).max(4_000))
      .default({})
      .describe("Client secrets by the connection's reference; absent ones stay"),
    prune: z
      .boolean({ error: "prune is true or false." })
      .default(false)
      .describe("Removes what the file does not have"),
    confirm: z
      .int({ error: "confirm is the number of things that are removed." })
      .min(0, "confirm is a whole number from 0.")
      .optional()
      .describe(
        "How many things prune removes. Needed if a list of the file is empty or missing, so that one cut short removes nothing, and if a directory is removed",
      ),
  })
  .superRefine(({ configuration, secrets }, context) => {
    const known = configuration.connections.map(({ reference }) => reference.toLowerCase());
    for (const reference of Object.keys(secrets))
      if (!known.includes(reference.toLowerCase()))
        context.addIssue({
          code: "custom",
          path: ["secrets", reference],
          message: "The file has no connection of this reference, so the secret would be for nothing.",
        });
  });
export type ConfigurationInput = z.output<typeof configurationBody>;

const problem = z.object({ code: z.string(), message: z.string(), field: z.string().optional() }).nullable();
const step = z.object({
  kind: z.enum(planKinds),
  name: z.string(),
  action: z.enum(planActions),
  differences: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  needsSecret: z.boolean(),
  problem: problem.describe("Why applying the file will refuse this step, so far as that is known before"),
});

export const configurationPlanView = z
  .object({
    changes: z.number().int().describe("How many steps change something"),
    confirm: z
      .number()
      .int()
      .nullable()
      .describe("The number that applying the file asks for as `confirm`; null: it asks for none"),
    steps: z.array(step),
  })
  .meta({ id: "ConfigurationPlan", description: "What applying a file would change" });

export const configurationAppliedView = z
  .object({
    complete: z.boolean().describe("False if a step was refused; applying the file again goes on"),
    steps: z.array(
      step.extend({
        outcome: z.enum(["done", "unchanged", "refused"]),
        problem,
      }),
    ),
  })
  .meta({ id: "AppliedConfiguration", description: "What applying a file has changed" });
export type ConfigurationApplied = z.infer<typeof configurationAppliedView>;
