import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import { apiRoute } from "@/lib/server/api/api-route";

/** Prepares a test run; open the answered `url` in any browser. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, status: 201 },
  ({ deps, ctx, params }) => startTestRun(deps, ctx, { connectionId: params.id ?? "" }),
);
