import { readResultForAdministrator } from "@/lib/features/test-runs/show-test-result";
import type { ConnectionDetails, TestResultView, TestRunLine } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

/** The newest matching test run of a connection, with its result; `null` if there is none. */
export async function latestResult(
  ctx: MemberContext,
  details: ConnectionDetails,
  fits: (run: TestRunLine) => boolean,
): Promise<TestResultView | null> {
  const run = details.testRuns.find(fits);
  if (!run) return null;
  const input = { connectionId: details.id, runId: run.id };
  const result = await readResultForAdministrator(await dependencies(), ctx, input);
  return result.ok ? result.value : null;
}
