import { readTestRun } from "@/lib/features/test-runs/start-test-run";
import { testRunView } from "@/lib/features/test-runs/test-run-view";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute({ scope: "connections:read", needsSso: true }, async ({ deps, ctx, params }) => {
  const run = await readTestRun(deps, ctx, { connectionId: params.id ?? "", runId: params.runId ?? "" });
  return run.ok ? { ok: true, value: testRunView(run.value) } : run;
});
