import type { Connection, TestRun } from "@/lib/model/connections/connection";
import { holds } from "@/lib/model/people/roles";
import { isSetupLinkId } from "@/lib/model/setup-links/setup-link-state";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { asOf } from "./start-test-run";

export interface TestResult {
  run: TestRun;
  connection: Connection;
  space: Space;
  /** The run waits for an answer that begins at the provider, because the connection has no login URL. */
  waitsForProvider: boolean;
}

/**
 * The result of a test run for a browser: the one that ran it (by its cookie's secret), or a signed-in person who
 * manages the integrations of the run's space. `null` for everybody else, as for a run that does not exist.
 */
export async function readTestResult(
  deps: Dependencies,
  input: {
    runId: string;
    browserSecret: string | null;
    admittedTo: { userId: string; spaceIds: readonly string[] } | null;
  },
): Promise<TestResult | null> {
  const run = await deps.store.connectionLookup.testRunById(input.runId);
  if (!run) return null;
  const isManager = await manages(deps, run, input.admittedTo);
  const attempt = await deps.store.attempts.byTestRun(run.id);
  if (!isManager && !rehearsed(deps, attempt, input.browserSecret)) return null;
  const connection = await deps.store.connectionLookup.byId(run.connectionId);
  const space = await deps.store.spaces.byId(run.spaceId);
  if (!connection || !space) return null;
  const shown = asOf(run, deps.now());
  return {
    run: isManager || !isSetupLinkId(run.startedBy) ? shown : withoutOutlook(shown),
    connection,
    space,
    waitsForProvider:
      shown.status === "started" &&
      attempt?.initiatedBy === "identity_provider" &&
      attempt.status === "started" &&
      attempt.expiresAt > deps.now(),
  };
}

/** An outside administrator learns what the provider said, and nothing about the person in the space. */
function withoutOutlook(run: TestRun): TestRun {
  return run.report ? { ...run, report: { ...run.report, outlook: null } } : run;
}

function rehearsed(
  deps: Pick<Dependencies, "secrets">,
  attempt: SignInAttempt | null,
  browserSecret: string | null,
): boolean {
  return browserSecret !== null && attempt?.browserHash === deps.secrets.hash(browserSecret);
}

async function manages(
  deps: Dependencies,
  run: TestRun,
  who: { userId: string; spaceIds: readonly string[] } | null,
): Promise<boolean> {
  if (!who?.spaceIds.includes(run.spaceId)) return false;
  const membership = await deps.store.membershipsOf(run.spaceId).byUser(who.userId);
  return membership?.status === "active" && holds(membership, "manage_auth_integrations");
}
