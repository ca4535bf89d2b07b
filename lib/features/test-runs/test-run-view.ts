import type { TestReport, TestRun } from "@/lib/model/connections/connection";
import { explain } from "@/lib/model/explanations/catalogue";
import type { FixedBy } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { TestHint } from "@/lib/schemas/test-run-answers";

/** A refusal with what an administrator needs to fix it. */
export interface ExplainedRefusal {
  code: string;
  check: string;
  received: string | null;
  expected: string | null;
  cause: string;
  fix: string;
  fixedBy: FixedBy;
}

/** A test run as programs and screens read it. */
export interface TestRunView extends Omit<TestReport, "refusal"> {
  id: string;
  connectionId: string;
  configurationId: string;
  status: TestRun["status"];
  /** True once it has ended, with whatever result. */
  finished: boolean;
  passed: boolean;
  refusal: ExplainedRefusal | null;
  /** What to compare while no answer has come. */
  hint: TestHint | null;
  createdAt: string;
  finishedAt: string | null;
  expiresAt: string;
}

const nothingYet: TestReport = {
  checks: [],
  refusal: null,
  attributes: {},
  subject: null,
  subjectFormat: null,
  issuer: null,
  email: null,
  outlook: null,
};

/** Builds the view of a run, its refusal explained in the terms of the connection's protocol. */
export function testRunView(run: TestRun, protocol: Protocol, hint: TestHint | null): TestRunView {
  const { refusal, ...report } = run.report ?? nothingYet;
  return {
    id: run.id,
    connectionId: run.connectionId,
    configurationId: run.configurationId,
    status: run.status,
    finished: run.status === "passed" || run.status === "failed" || run.status === "expired",
    passed: run.status === "passed",
    ...report,
    refusal: refusal && explained(refusal, protocol),
    hint,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    expiresAt: run.expiresAt.toISOString(),
  };
}

function explained(refusal: NonNullable<TestReport["refusal"]>, protocol: Protocol): ExplainedRefusal {
  const { cause, fix, fixedBy } = explain(refusal.code, protocol);
  return { ...refusal, cause, fix, fixedBy: fixedBy };
}
