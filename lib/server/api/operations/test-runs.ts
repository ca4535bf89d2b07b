import { readResultForProgram } from "@/lib/features/test-runs/show-test-result";
import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import { startedTestRunView, testRunAnswer } from "@/lib/schemas/test-run-answers";
import { defineOperation } from "../define-operation";

const one = "/spaces/{slug}/connections/{id}";
const tag = "Connections";

export const testRunOperations = [
  defineOperation(
    {
      id: "testConnection",
      method: "post",
      path: `${one}/test`,
      tag,
      summary: "Prepare a test run",
      description: "Open the returned `url` in any browser; then read the test run.",
      scope: "connections:write",
      needsSso: true,
      status: 201,
      response: startedTestRunView,
      problems: ["connection_not_found", "nothing_to_test", "too_many_test_runs"],
    },
    ({ deps, ctx, params }) => startTestRun(deps, ctx, { connectionId: params.id }),
  ),
  defineOperation(
    {
      id: "getTestRun",
      method: "get",
      path: `${one}/test-runs/{runId}`,
      tag,
      summary: "Read a test run",
      description:
        "While no answer has come to a run that was opened, `hint` says what to compare at the provider: one that does not know us shows an error of its own and sends nobody back.",
      scope: "connections:read",
      needsSso: true,
      response: testRunAnswer,
      problems: ["connection_not_found", "test_run_not_found"],
    },
    ({ deps, ctx, params }) =>
      readResultForProgram(deps, ctx, { connectionId: params.id, runId: params.runId }),
  ),
];
