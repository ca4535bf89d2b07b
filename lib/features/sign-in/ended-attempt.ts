import { finishTestRun } from "@/lib/features/test-runs/finish-test-run";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { Attempt, Received } from "./received";

/**
 * The result for an answer whose attempt accepts none any more; `null` while it does. The very same answer again
 * leads to where the first one did (docs/model.md#twice); a test run always leads to its own result.
 */
export async function refuseEnded(
  deps: SsoDependencies,
  attempt: Attempt,
  ticket: string,
): Promise<Received | null> {
  if (attempt.status !== "started") return usedBefore(deps, attempt, ticket);
  const now = deps.now();
  if (attempt.expiresAt > now) return null;
  if (!attempt.testRunId) return { outcome: "refused", code: "attempt_expired", attemptId: attempt.id };
  await endLateTest(deps, attempt);
  return { outcome: "tested", runId: attempt.testRunId };
}

/** The same for an attempt that was answered. */
export function usedBefore(
  { secrets }: Pick<SsoDependencies, "secrets">,
  attempt: Attempt,
  ticket: string,
): Received {
  if (attempt.ticketHash === secrets.hash(ticket)) return { outcome: "ticket", ticket, bind: null };
  if (attempt.testRunId) return { outcome: "tested", runId: attempt.testRunId };
  return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };
}

/** A test run outlives its attempt: an answer after the attempt's end ends the run, unless the run has expired too. */
export async function endLateTest(deps: SsoDependencies, attempt: Attempt): Promise<void> {
  const now = deps.now();
  const run = await deps.store.connectionLookup.testRunById(attempt.testRunId ?? "");
  if (!run || run.expiresAt <= now) return;
  await finishTestRun(deps, attempt, null, {
    code: "attempt_expired",
    check: "time",
    received: now.toISOString(),
    expected: `before ${attempt.expiresAt.toISOString()}`,
  });
}
