import { z } from "zod";
import { planActions, planKinds } from "@/lib/model/connections/plan-step";
import { roles } from "@/lib/model/people/roles";
import { nameSchema, newConnectionSchema, optionChangeSchema, referenceSchema } from "./connection";
import { configurationFields } from "./connection-api";
import { changeDirectoryBody } from "./directory";
import { signInSettingsBody } from "./sign-in-settings";
import { oneLine } from "./text";

export const configurationFormat = "gatehouse-configuration/1";

const connection = z
  .strictObject({
    reference: referenceSchema.describe(
      "Tells the connections of a space apart; another one is another connection",
    ),
    name: nameSchema.describe("As people see it on their button"),
    protocol: newConnectionSchema.shape.protocol,
    provider: newConnectionSchema.shape.provider,
    /** Never a secret: those are given separately. */
    configuration: configurationFields
      .omit({ clientSecret: true })
      .nullable()
      .default(null)
      .describe("The protocol settings; what is left out stays. null: none yet"),
    /** Teams by name; absent settings stay. */
    signInOption: optionChangeSchema
      .nullable()
      .default(null)
      .describe("How people come in; what is left out stays"),
  })
  .meta({ id: "ConfigurationFileConnection", description: "A connection in a file" });

const unique = (names: string[]) => new Set(names.map((name) => name.toLowerCase())).size === names.length;

const directory = z
  .strictObject({
    name: oneLine("The name", 100).describe("Tells the directories of a space apart"),
    /** Absent settings stay. */
    provider: changeDirectoryBody.shape.provider,
    /** The reference of the connection whose role rules it feeds. */
    connection: referenceSchema
      .nullable()
      .optional()
      .describe("The reference of the connection whose role rules it feeds; null: none. Left out: it stays"),
  })
  .meta({ id: "ConfigurationFileDirectory", description: "A directory in a file" });

/** A space's single sign-on as a file, without secrets. */
export const configurationFile = z
  .strictObject({
    format: z
      .literal(configurationFormat, {
        error: `format is ${configurationFormat}: this is another kind of file, or of a later version.`,
      })
      .describe("The kind of file, and its version"),
    space: z
      .string()
      .max(100)
      .optional()
      .describe("The slug of the space that it was exported from; for people only"),
    exportedAt: z.iso.datetime().optional().describe("When it was exported; for people only"),
    teams: z
      .array(
        z.strictObject({
          name: oneLine("The name", 80).describe("The team's name"),
          defaultRole: z
            .enum(roles)
            .nullable()
            .optional()
            .describe("The role that its members have at least; null: none"),
        }),
      )
      .max(500)
      .default([])
      .describe("The teams"),
    domains: z
      .array(z.string().trim().toLowerCase().min(1).max(253))
      .max(500)
      .default([])
      .describe("The email domains"),
    connections: z
      .array(connection)
      .max(200)
      .default([])
      .refine(
        (list) => unique(list.map(({ reference }) => reference)),
        "Two connections have the same reference.",
      )
      .describe("The connections"),
    /** Absent: they stay as they are, with `prune` too. Neither their state nor their credentials. */
    directories: z
      .array(directory)
      .max(100)
      .refine((list) => unique(list.map(({ name }) => name)), "Two directories have the same name.")
      .optional()
      .describe(
        "The directories, without their state and credentials. Left out: they stay, with `prune` too",
      ),
    signInSettings: signInSettingsBody
      .nullable()
      .default(null)
      .describe("How people sign in to the space; null: not part of the file"),
  })
  .meta({ id: "ConfigurationFile", description: "A space's single sign-on as a file, without secrets" });
export type ConfigurationFile = z.output<typeof configurationFile>;

/** POST …/configuration/plan and …/configuration/apply */
export const configurationBody = z
  .strictObject({
    configuration: configurationFile.describe("The file"),
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
    digest: z
      .string({ error: "digest is what planning the file answered." })
      .regex(/^[0-9a-f]{32}$/, "digest is the 32 characters that planning the file answered.")
      .optional()
      .describe(
        "The digest of a plan that somebody has read: applied is only what it said. Planning takes it too, and ignores it",
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

const problem = z
  .object({
    code: z.string().describe("The problem's code"),
    message: z.string().describe("What is wrong, for people"),
    field: z.string().optional().describe("The setting that it is about"),
  })
  .nullable();
const step = z
  .object({
    kind: z.enum(planKinds).describe("What kind of thing it is about"),
    name: z.string().describe("Its name or reference"),
    action: z
      .enum(planActions)
      .describe("leave: it is as the file says. keep: it is not in the file, and stays"),
    differences: z
      .array(
        z.object({
          field: z.string().describe("The setting's name"),
          label: z.string().describe("What it is called on screens"),
          before: z.string().nullable().describe("Its value before, in words; null: it had none"),
          after: z.string().nullable().describe("Its value after, in words; null: it has none"),
        }),
      )
      .describe("What would change"),
    needsSecret: z.boolean().describe("Whether a client secret has to be given along"),
    problem: problem.describe("Why applying the file will refuse this step, so far as that is known before"),
  })
  .meta({ id: "ConfigurationStep", description: "What applying a file does to one thing" });

export const configurationPlanView = z
  .object({
    changes: z.number().int().describe("How many steps change something"),
    confirm: z
      .number()
      .int()
      .nullable()
      .describe("The number that applying the file asks for as `confirm`; null: it asks for none"),
    digest: z
      .string()
      .describe("Identifies what would be done: send it when applying, so that nothing else is done by then"),
    steps: z.array(step).describe("What would be done, one thing after the other"),
  })
  .meta({ id: "ConfigurationPlan", description: "What applying a file would change" });

export const configurationAppliedView = z
  .object({
    complete: z.boolean().describe("False if a step was refused; applying the file again goes on"),
    steps: z
      .array(
        step.extend({
          outcome: z.enum(["done", "unchanged", "refused"]).describe("done, unchanged or refused"),
          problem: problem.describe("Why it was refused; null: it was not"),
        }),
      )
      .describe("What was done, one thing after the other"),
  })
  .meta({ id: "AppliedConfiguration", description: "What applying a file has changed" });
export type ConfigurationApplied = z.infer<typeof configurationAppliedView>;
