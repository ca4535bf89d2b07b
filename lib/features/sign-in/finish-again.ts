import { liveSession } from "@/lib/features/sessions/live-session";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { attemptMinutes } from "./begin-round-trip";
import { isBoundTo } from "./bound-browser";
import type { Browser } from "./decide-admissions";
import { endLateTest } from "./ended-attempt";
import type { FinishedSignIn } from "./finish-sign-in";
import type { Attempt } from "./received";
import { soon } from "./soon";

export type FinishedBefore =
  /**
   * Signed in by the first of several: redirect to the same page. The session's cookie again, if this browser may
   * have lost it.
   */
  | { outcome: "signed_in_before"; to: string; session: { sessionId: string; expiresAt: Date } | null }
  | { outcome: "linked"; to: string }
  | { outcome: "tested"; runId: string }
  | Extract<FinishedSignIn, { outcome: "refused" }>
  /** Not this browser's: the outcome is not revealed. */
  | { outcome: "used"; code: string; attemptId: string | null }
  | { outcome: "unknown_ticket" };

interface Again {
  ticketHash: string;
  browserSecret: string | null;
  browser: Browser;
}

/** A browser that discarded the response with its session's cookie sends the next request within seconds. */
const cookieAgainMs = 60_000;

/**
 * The result for a ticket that cannot be traded, because it was used before or has expired. The attempt's browser
 * lands where the first request did, waiting for it if necessary (docs/model.md#twice): a form that was sent twice, a
 * reload, the back button. Nobody is admitted here, and no other browser learns or gets anything.
 */
export async function finishAgain(deps: SsoDependencies, again: Again): Promise<FinishedBefore> {
  const found = await soon(async () => {
    const one = await deps.store.attempts.byTicketHash(again.ticketHash);
    return one?.traded && one.attempt.status === "answered" ? null : (one ?? "nothing");
  });
  if (found === null || found === "nothing") return { outcome: "unknown_ticket" };
  const { attempt } = found;
  if (!isItsBrowser(deps, attempt, again)) return refuseOthers(deps, attempt, again);
  if (attempt.status === "answered" || attempt.status === "expired") return tooLate(deps, attempt);
  if (attempt.testRunId) return { outcome: "tested", runId: attempt.testRunId };
  if (attempt.status !== "admitted")
    return { outcome: "refused", code: attempt.refusalCode ?? "attempt_unknown", attemptId: attempt.id };
  if (attempt.linkUserId) return { outcome: "linked", to: attempt.returnTo ?? "/" };
  const space = await deps.store.spaces.byId(attempt.spaceId);
  const to = attempt.returnTo ?? `/${space?.slug ?? ""}`;
  return { outcome: "signed_in_before", to, session: await sessionAgain(deps, attempt, again.browser) };
}

/**
 * Where a person goes whose second, different answer to an attempt was refused as `attempt_used`, if that very
 * attempt has signed them in: the back button leads to the provider, which issues a new answer to the old request.
 */
export async function landingAfter(
  { store }: Pick<SsoDependencies, "store">,
  attemptId: string,
  session: { id: string },
): Promise<string | null> {
  const attempt = await store.attempts.byId(attemptId);
  if (attempt?.status !== "admitted" || attempt.sessionId !== session.id) return null;
  const space = await store.spaces.byId(attempt.spaceId);
  return attempt.returnTo ?? (space && `/${space.slug}`);
}

/** By the attempt's cookie, or once that is gone by the session that the attempt has opened. */
function isItsBrowser(deps: SsoDependencies, attempt: Attempt, { browserSecret, browser }: Again): boolean {
  const hasCookie = isBoundTo(deps, attempt, browserSecret);
  return hasCookie || (attempt.sessionId !== null && browser.sessionId === attempt.sessionId);
}

async function sessionAgain(deps: SsoDependencies, attempt: Attempt, browser: Browser) {
  const { sessionId, finishedAt } = attempt;
  const age = deps.now().getTime() - (finishedAt?.getTime() ?? 0);
  if (sessionId === null || sessionId === browser.sessionId || age > cookieAgainMs) return null;
  // A person who has signed in here meanwhile stays signed in.
  if (browser.sessionId && (await liveSession(deps, browser.sessionId))) return null;
  const live = await liveSession(deps, sessionId);
  return live && { sessionId, expiresAt: live.session.expiresAt };
}

async function tooLate(deps: SsoDependencies, attempt: Attempt): Promise<FinishedBefore> {
  if (!attempt.testRunId) return { outcome: "used", code: "attempt_expired", attemptId: attempt.id };
  await endLateTest(deps, attempt);
  return { outcome: "tested", runId: attempt.testRunId };
}

/** A repeated unsolicited answer from elsewhere may be a stolen one: the administrator finds it in the log. */
async function refuseOthers(
  deps: SsoDependencies,
  attempt: Attempt,
  { browser }: Again,
): Promise<FinishedBefore> {
  if (attempt.testRunId) return { outcome: "tested", runId: attempt.testRunId };
  if (attempt.initiatedBy !== "identity_provider")
    return { outcome: "used", code: "attempt_used", attemptId: attempt.id };
  const wait = await deps.rateLimits.spend("unasked_by_address", browser.address ?? "unknown");
  if (wait > 0) return { outcome: "used", code: "too_many_attempts", attemptId: null };
  const now = deps.now();
  const id = deps.secrets.id("att");
  const [received, expected] = ["an assertion that was used before", "a new assertion"];
  const check = { name: "replay", passed: false, received, expected };
  const nothing = { browserHash: null, ticketHash: null, secretsSealed: null, identitySealed: null };
  await deps.store.attempts.insert({
    ...attempt,
    ...nothing,
    id,
    status: "refused",
    refusalCode: "assertion_replayed",
    cause: { check: "replay", received, expected, checks: [check] },
    email: null,
    userId: null,
    sessionId: null,
    address: browser.address,
    createdAt: now,
    answeredAt: now,
    finishedAt: now,
    expiresAt: new Date(now.getTime() + attemptMinutes * 60_000),
  });
  return { outcome: "refused", code: "assertion_replayed", attemptId: id };
}
