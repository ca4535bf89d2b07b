import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import type { TestRun } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { isSetupLinkId, setupLinkState } from "@/lib/model/setup-links/setup-link-state";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The longest time from creating a test to its answer. */
const testRunMinutes = 30;

export interface StartedTestRun {
  runId: string;
  /** Open it in any browser: it starts the test there. The secret in it is not stored. */
  url: string;
  configurationVersion: number;
}

/** The address of a test run, for the browser that runs it and for its result page. */
export function testRunAddress(appUrl: string, secret: string): string {
  return `${appUrl}/api/sso/test/${secret}`;
}

/** As `testRunAddress`, for a test that connects the space if it passes. */
export function connectAddress(appUrl: string, secret: string): string {
  return `${appUrl}/api/sso/connect/${secret}`;
}

/** What is stored of a run's secret. The secret of a connecting run opens nothing else, and nothing else opens it. */
export function startHash(deps: Pick<Dependencies, "secrets">, secret: string, connects: boolean): string {
  return deps.secrets.hash(connects ? `connect:${secret}` : secret);
}

const nothingToTest = () =>
  refused(
    "conflict",
    "nothing_to_test",
    "There is nothing to test yet. Enter the provider's values first, then test.",
    { received: "no configuration", expected: "a saved configuration" },
  );

/**
 * Prepares a test run of the connection's draft (or of its live version, if there is no draft). A space that is only
 * linked to the organization tests what is live: drafts belong to their editors. The exact version is fixed here; an
 * edit meanwhile is another version and does not count as tested.
 */
export async function startTestRun(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; connects?: boolean },
): Promise<Outcome<StartedTestRun>> {
  const { connects = false } = input;
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!found) return noSuchConnection();
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const configuration = found.draft ?? found.live;
  if (!configuration) return nothingToTest();
  const wait = await deps.rateLimits.spend("test_run_by_space", ctx.space.id);
  if (wait > 0)
    return refused(
      "rate_limited",
      "too_many_test_runs",
      `There were too many tests in a short time. Wait ${wait} seconds, then test again.`,
      { retryAfter: wait },
    );

  const now = deps.now();
  const secret = deps.secrets.secret();
  const run: TestRun = {
    id: deps.secrets.id("run"),
    organizationId: found.connection.organizationId,
    spaceId: ctx.space.id,
    connectionId: found.connection.id,
    configurationId: configuration.id,
    status: "created",
    startedBy: ctx.user?.id ?? (ctx.via === "setup_link" ? ctx.actor.id : null),
    report: null,
    createdAt: now,
    finishedAt: null,
    expiresAt: new Date(now.getTime() + testRunMinutes * 60_000),
  };
  await deps.store.transaction(async (tx) => {
    await tx
      .connectionsOf(run.organizationId)
      .insertTestRun({ ...run, startHash: startHash(deps, secret, connects) });
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "test_run.created",
        target: { kind: "connection", id: found.connection.id, name: found.connection.name },
        details: { runId: run.id, version: configuration.version },
      },
      now,
    );
  });
  return done({
    runId: run.id,
    url: (connects ? connectAddress : testRunAddress)(deps.appUrl, secret),
    configurationVersion: configuration.version,
  });
}

/**
 * A test run of this space; one that nobody finished in time reads as expired. Another space's runs of the same
 * connection are hidden: they name its people.
 */
export async function readTestRun(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; runId: string },
): Promise<Outcome<TestRun>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!found) return noSuchConnection();
  const run = await deps.store.connectionsOf(found.connection.organizationId).testRun(input.runId);
  if (!run || run.connectionId !== found.connection.id || run.spaceId !== ctx.space.id)
    return refused("not_found", "test_run_not_found", "There is no such test run of this connection.");
  return done(asOf(run, deps.now()));
}

/** True if an outside administrator has started the run and their link was revoked or expired: the run must end. */
export async function isCutOff(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { spaceId, startedBy }: Pick<TestRun, "spaceId" | "startedBy">,
): Promise<boolean> {
  if (startedBy === null || !isSetupLinkId(startedBy)) return false;
  const link = await store.setupLinksOf(spaceId).byId(startedBy);
  return !link || setupLinkState(link, now()) !== "open";
}

/** The run in its state at `now`. */
export function asOf(run: TestRun, now: Date): TestRun {
  const waiting = run.status === "created" || run.status === "started";
  return waiting && run.expiresAt <= now ? { ...run, status: "expired" } : run;
}
