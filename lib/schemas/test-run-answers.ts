import { z } from "zod";
import { admissionOutcomes, testRunStatuses } from "@/lib/model/connections/connection";
import { roles } from "@/lib/model/people/roles";

const moment = z.iso.datetime();

export const startedTestRunView = z
  .object({
    runId: z.string().describe("The test run's id"),
    url: z.string().describe("Open it in any browser; no session is needed there"),
    configurationVersion: z.number().int().describe("The number of the version that is tested"),
  })
  .meta({ id: "StartedTestRun", description: "A test run that waits for its browser" });

const check = z.object({
  name: z.string().describe("What was checked"),
  passed: z.boolean().describe("Whether it passed"),
  received: z.string().nullable().describe("What was received; null: nothing"),
  expected: z.string().nullable().describe("What was expected; null: nothing in particular"),
});

const hint = z.object({
  message: z.string().describe("What to compare, in a sentence"),
  values: z
    .array(
      z.object({
        name: z.enum(["entityId", "acsUrl", "redirectUri", "clientId"]).describe("Which value it is"),
        label: z.string().describe("What it is called"),
        value: z.string().describe("The value to compare"),
      }),
    )
    .describe("Our values that the provider must have"),
});

/** What to compare at the provider while no answer has come. */
export type TestHint = z.infer<typeof hint>;

export const testRunAnswer = z
  .object({
    id: z.string().describe("The test run's id"),
    connectionId: z.string().describe("The connection that is tested"),
    configurationId: z.string().describe("The version that is tested, by id"),
    status: z
      .enum(testRunStatuses)
      .describe(
        "created: not opened yet. started: the browser is at the provider. Then passed, failed or expired",
      ),
    finished: z.boolean().describe("Whether it has an outcome"),
    passed: z.boolean().describe("Whether it passed"),
    checks: z.array(check).describe("Every check that was made, in order"),
    refusal: z
      .object({
        code: z.string().describe("The refusal's code; each is explained at /docs/refusals"),
        check: z.string().describe("The check that failed"),
        received: z.string().nullable().describe("What was received"),
        expected: z.string().nullable().describe("What was expected"),
        cause: z.string().describe("What is wrong"),
        fix: z.string().describe("What to do about it"),
        fixedBy: z.string().describe("Who can do it"),
      })
      .nullable()
      .describe("Why it failed; null: it has not"),
    hint: hint.nullable().describe("What to compare at the provider while no answer has come"),
    attributes: z
      .record(z.string(), z.array(z.string()))
      .describe("What the provider says about the person, by attribute"),
    subject: z
      .string()
      .nullable()
      .describe("How the provider identifies the person; null: nothing was received"),
    subjectFormat: z.string().nullable().describe("The Name ID format of `subject`"),
    issuer: z.string().nullable().describe("Who issued the answer"),
    email: z.string().nullable().describe("The address as read"),
    name: z.string().nullable().optional().describe("First and last name as read"),
    outlook: z
      .object({
        outcome: z
          .enum(admissionOutcomes)
          .describe("What a sign-in would do: admit, wait for approval (pending), or refuse"),
        isNew: z.boolean().describe("Whether the person is not in the space yet"),
        role: z.enum(roles).nullable().describe("The role that they would have"),
        teams: z.array(z.string()).describe("The teams that they would join, by name"),
        reason: z.string().nullable().describe("Why a sign-in would be refused; null: it would not"),
        rule: z.string().nullable().optional().describe("The role rule that gives the role"),
      })
      .nullable()
      .describe("What a sign-in would do now; null: it cannot be said"),
    createdAt: moment.describe("When it was prepared"),
    finishedAt: moment.nullable().describe("When it ended; null: it has not"),
    expiresAt: moment.describe("Until when its address can be opened"),
  })
  .meta({ id: "TestRun", description: "A rehearsal of a sign-in, explained" });
