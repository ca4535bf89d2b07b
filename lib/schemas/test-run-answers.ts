import { z } from "zod";
import { admissionOutcomes, testRunStatuses } from "@/lib/model/connections/connection";
import { roles } from "@/lib/model/people/roles";

const moment = z.iso.datetime();

export const startedTestRunView = z
  .object({
    runId: z.string(),
    url: z.string().describe("Open it in any browser; no session is needed there"),
    configurationVersion: z.number().int(),
  })
  .meta({ id: "StartedTestRun", description: "A test run that waits for its browser" });

const check = z.object({
  name: z.string(),
  passed: z.boolean(),
  received: z.string().nullable(),
  expected: z.string().nullable(),
});

const hint = z.object({
  message: z.string(),
  values: z.array(
    z.object({
      name: z.enum(["entityId", "acsUrl", "redirectUri", "clientId"]),
      label: z.string(),
      value: z.string(),
    }),
  ),
});

/** What to compare at the provider while no answer has come. */
export type TestHint = z.infer<typeof hint>;

export const testRunAnswer = z
  .object({
    id: z.string(),
    connectionId: z.string(),
    configurationId: z.string(),
    status: z.enum(testRunStatuses),
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
    hint: hint.nullable().describe("What to compare at the provider while no answer has come"),
    attributes: z.record(z.string(), z.array(z.string())),
    subject: z.string().nullable(),
    subjectFormat: z.string().nullable(),
    issuer: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string().nullable().optional().describe("First and last name as read"),
    outlook: z
      .object({
        outcome: z.enum(admissionOutcomes),
        isNew: z.boolean(),
        role: z.enum(roles).nullable(),
        teams: z.array(z.string()),
        reason: z.string().nullable(),
        rule: z.string().nullable().optional().describe("The role rule that gives the role"),
      })
      .nullable(),
    createdAt: moment,
    finishedAt: moment.nullable(),
    expiresAt: moment,
  })
  .meta({ id: "TestRun", description: "A rehearsal of a sign-in, explained" });
