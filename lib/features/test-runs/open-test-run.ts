import { awaitProvider, beginRoundTrip } from "@/lib/features/sign-in/begin-round-trip";
import type { RoundTrip } from "@/lib/features/sign-in/round-trip";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { isCutOff, startHash } from "./start-test-run";

export type OpenedTestRun =
  | { outcome: "out"; redirect: ProviderRedirect }
  /** Show the run's page: the test begins at the provider, in this browser. */
  | { outcome: "at_provider"; runId: string }
  /** Show the result page: it ended before it began, and explains why. */
  | { outcome: "ended"; runId: string }
  | { outcome: "not_found" };

/**
 * Starts a test run in the browser that opened its address; once only. A second opening, a reload or a run that has
 * ended shows the result page instead. Needs no session of the connection's space here: the secret names the run.
 */
export async function openTestRun(
  deps: SsoDependencies,
  input: { secret: string; browserSecret: string; address: string | null; connects?: boolean },
): Promise<OpenedTestRun> {
  const { connects = false } = input;
  const run = await deps.store.connectionLookup.testRunByStart(startHash(deps, input.secret, connects));
  if (!run || (await isCutOff(deps, run))) return { outcome: "not_found" };
  const connections = deps.store.connectionsOf(run.organizationId);
  if (!(await connections.startTestRun(run.id, deps.now()))) return { outcome: "ended", runId: run.id };

  const connection = await connections.byId(run.connectionId);
  const configuration = await connections.configuration(run.configurationId);
  const space = await deps.store.spaces.byId(run.spaceId);
  if (!connection || !configuration || !space) return { outcome: "not_found" };
  const trip: RoundTrip = {
    space,
    connection,
    configuration,
    testRunId: run.id,
    // A person who connects an organization must still be signed in when the answer comes: `finishConnecting`.
    linkUserId: connects ? run.startedBy : null,
    returnTo: null,
    loginHint: null,
    address: input.address,
    browserSecret: input.browserSecret,
  };
  if (settingsAs("saml", configuration.settings)?.loginUrl === null) {
    await awaitProvider(deps, trip);
    return { outcome: "at_provider", runId: run.id };
  }
  const started = await beginRoundTrip(deps, trip);
  if (started.ok) return { outcome: "out", redirect: started.redirect };
  const refusal = {
    code: started.code,
    check: "begin",
    received: started.received,
    expected: started.expected,
  };
  await connections.finishTestRun(
    run.id,
    "failed",
    {
      checks: [{ name: "begin", passed: false, received: started.received, expected: started.expected }],
      refusal,
      attributes: {},
      subject: null,
      subjectFormat: null,
      issuer: null,
      email: null,
      outlook: null,
    },
    deps.now(),
  );
  return { outcome: "ended", runId: run.id };
}
