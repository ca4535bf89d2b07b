import { apiRoute } from "@/lib/server/api-door";
import { readTestRun } from "@/lib/usecases/start-test-run";
import { testRunView } from "@/lib/usecases/views/test-run-view";

export const GET = apiRoute(
  { scope: "connections:read", needsSso: true },
  async ({ deps, acting, params }) => {
    const run = await readTestRun(deps, acting, { connectionId: params.id ?? "", runId: params.runId ?? "" });
    return run.ok ? { ok: true, value: testRunView(run.value) } : run;
  },
);
