import type { ApplicationTrial } from "@/lib/db/repositories/application-trials";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { noSuchApplication } from "./application-view";

/** A trial lasts no longer than a sign-in may take. */
const minutes = 10;

type Deps = Pick<Dependencies, "store" | "now" | "secrets" | "vault">;

/** What a trial was answered: the tokens, or the error that the application would have received. */
export interface TrialResult {
  error: { code: string; description: string } | null;
  idToken: string | null;
  accessToken: string | null;
  /** The answer of `/oauth/userinfo`. */
  userinfo: Record<string, unknown> | null;
}

/**
 * Begins a sign-in as an application, on behalf of an operator (docs/decisions/0031). The secret goes into a cookie of
 * this browser only: nobody else can finish the trial, and what comes back is about whoever signs in here.
 */
export async function beginTrial(
  deps: Deps,
  ctx: { actor: Actor; user: { id: string }; sessionId: string },
  applicationId: string,
): Promise<Outcome<{ id: string; secret: string; expiresAt: Date }>> {
  const now = deps.now();
  const application = await deps.store.applications.byId(applicationId);
  if (!application) return noSuchApplication();
  const id = deps.secrets.id("trial");
  const secret = deps.secrets.secret();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  return deps.store.transaction(async (tx) => {
    await tx.applicationTrials.insert({
      id,
      applicationId,
      operatorId: ctx.user.id,
      sessionId: ctx.sessionId,
      secretHash: deps.secrets.hash(secret),
      createdAt: now,
      expiresAt,
      redeemedAt: null,
    });
    const { name } = application;
    await tx.auditOf(null).append(
      {
        actor: ctx.actor,
        action: "application.trial_started",
        target: { kind: "application", id: applicationId, name },
        details: { trialId: id },
      },
      now,
    );
    return done({ id, secret, expiresAt });
  });
}

/** The trial that waits in this browser: its operator still is one, and the browser is still that of the session. */
export async function openTrial(
  deps: Pick<Deps, "store" | "now" | "secrets">,
  secret: string | undefined,
  browserSessionId: string | null,
): Promise<ApplicationTrial | null> {
  const trial = secret
    ? await deps.store.applicationTrials.open(deps.secrets.hash(secret), deps.now())
    : null;
  return trial && (await isOfBrowser(deps, trial, browserSessionId)) ? trial : null;
}

/** Redeems the trial of this browser, once; `null` if there is none of this id. */
export async function redeemTrial(
  deps: Pick<Deps, "store" | "now" | "secrets">,
  id: string,
  secret: string | undefined,
  browserSessionId: string | null,
): Promise<ApplicationTrial | null> {
  const open = await openTrial(deps, secret, browserSessionId);
  if (!secret || open?.id !== id) return null;
  return deps.store.applicationTrials.redeem(id, deps.secrets.hash(secret), deps.now());
}

/** Seals what came back until it is shown, and writes down who signed in where. */
export async function keepTrialResult(
  deps: Deps,
  trial: ApplicationTrial,
  result: TrialResult,
  signIn: { userId: string; spaceId: string } | null,
): Promise<void> {
  const { id, applicationId, operatorId } = trial;
  const sealed = deps.vault.seal(JSON.stringify(result), sealContexts.trialResult(id));
  await deps.store.transaction(async (tx) => {
    await tx.applicationTrials.keepResult(id, sealed);
    const application = await tx.applications.byId(applicationId);
    const operator = await tx.users.byId(operatorId);
    await tx.auditOf(null).append(
      {
        actor: {
          kind: "operator",
          id: operatorId,
          name: operator ? displayName(operator) : null,
          address: null,
        },
        action: "application.trial_finished",
        target: { kind: "application", id: applicationId, name: application?.name ?? "" },
        details: { trialId: id, error: result.error?.code ?? null, ...signIn },
      },
      deps.now(),
    );
  });
}

/** What a trial of this browser was answered, this once; `null` if it was shown, or is another browser's. */
export async function takeTrialResult(
  deps: Deps,
  id: string,
  secret: string | undefined,
): Promise<{ applicationId: string; applicationName: string; result: TrialResult } | null> {
  if (!secret) return null;
  const taken = await deps.store.applicationTrials.takeResult(id, deps.secrets.hash(secret), deps.now());
  if (!taken) return null;
  const { applicationId } = taken.trial;
  const application = await deps.store.applications.byId(applicationId);
  const result = JSON.parse(deps.vault.open(taken.sealed, sealContexts.trialResult(id))) as TrialResult;
  return { applicationId, applicationName: application?.name ?? "", result };
}

/** Signing in may replace the session several times: by another person, and after a second factor. */
const mostReplacements = 5;

async function isOfBrowser(
  { store, now }: Pick<Deps, "store" | "now">,
  { operatorId, sessionId }: ApplicationTrial,
  current: string | null,
): Promise<boolean> {
  if (!current || !(await store.users.byId(operatorId))?.isOperator) return false;
  let at: string | null = sessionId;
  for (let step = 0; at !== null && step <= mostReplacements; step += 1) {
    if (at === current) {
      const session = await store.sessions.byId(at);
      return session !== null && session.endedAt === null && session.expiresAt > now();
    }
    at = await store.sessions.successorOf(at);
  }
  return false;
}
