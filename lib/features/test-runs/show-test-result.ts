import type { Connection, TestRun } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { readTestRun } from "./start-test-run";
import { testHint } from "./test-hint";
import { testResultView } from "./test-result-view";
import { type TestRunView, testRunView } from "./test-run-view";

/** A test run with everything that its result page shows. */
export async function showTestResult(
  deps: Pick<Dependencies, "store" | "appUrl">,
  run: TestRun,
  connection: Connection,
): Promise<TestResultView> {
  const configuration = await deps.store
    .connectionsOf(connection.organizationId)
    .configuration(run.configurationId);
  const teams = await deps.store.teamsOf(run.spaceId).all();
  return testResultView(run, connection, {
    version: configuration?.version ?? null,
    teamNames: new Map(teams.map((team) => [team.id, team.name])),
    hint: testHint(deps.appUrl, run, connection, configuration),
  });
}

interface WhichRun {
  connectionId: string;
  runId: string;
}

/** The result of a test run of a connection of this space, for the wizard that is waiting for it. */
export async function readResultForAdministrator(
  deps: Dependencies,
  ctx: Context,
  input: WhichRun,
): Promise<Outcome<TestResultView>> {
  const found = await runOfConnection(deps, ctx, input);
  return found.ok ? done(await showTestResult(deps, found.value.run, found.value.connection)) : found;
}

/** The same for programs. */
export async function readResultForProgram(
  deps: Dependencies,
  ctx: Context,
  input: WhichRun,
): Promise<Outcome<TestRunView>> {
  const found = await runOfConnection(deps, ctx, input);
  if (!found.ok) return found;
  const { run, connection } = found.value;
  const configuration = await deps.store
    .connectionsOf(connection.organizationId)
    .configuration(run.configurationId);
  const hint = testHint(deps.appUrl, run, connection, configuration);
  return done(testRunView(run, connection.protocol, hint));
}

async function runOfConnection(deps: Dependencies, ctx: Context, input: WhichRun) {
  const run = await readTestRun(deps, ctx, input);
  if (!run.ok) return run;
  const connection = await deps.store.connectionLookup.byId(input.connectionId);
  if (!connection) throw new Error(`the connection ${input.connectionId} disappeared between two reads`);
  return done({ run: run.value, connection });
}
