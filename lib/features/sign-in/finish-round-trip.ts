import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import { type FinishedLink, finishLink } from "@/lib/features/linking/finish-link";
import { type FinishedConnecting, finishConnecting } from "@/lib/features/organizations/connect-organization";
import { finishTestRun } from "@/lib/features/test-runs/finish-test-run";
import type { Connection } from "@/lib/model/connections/connection";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { askBeforeSwitch } from "./ask-before-switch";
import { isBoundTo, keepBrowser } from "./bound-browser";
import type { Browser } from "./decide-admissions";
import { type FinishedBefore, finishAgain } from "./finish-again";
import { type FinishedSignIn, finishSignIn } from "./finish-sign-in";
import { openIdentity } from "./open-identity";
import { refuseAttempt } from "./refuse-attempt";

export type FinishedRoundTrip =
  | FinishedSignIn
  | FinishedLink
  | FinishedConnecting
  /** Somebody else is signed in in this browser: they must confirm first; the ticket waits. */
  | { outcome: "ask"; ticket: string }
  | FinishedBefore;

/**
 * Trades a ticket (docs/model.md#finish). The ticket is consumed first, in one statement; then the browser must be
 * the one that was redirected: otherwise an attacker could sign a victim in as the attacker with the attacker's own
 * valid answer.
 */
export async function finishRoundTrip(
  deps: SsoDependencies,
  input: {
    ticket: string;
    browserSecret: string | null;
    browser: Browser;
    /** The person has confirmed that they want to go on as somebody else. */
    confirmed?: boolean;
  },
): Promise<FinishedRoundTrip> {
  const { ticket, browserSecret, browser } = input;
  if (
    !input.confirmed &&
    (await askBeforeSwitch(deps, { ticket, browserSecret, sessionId: browser.sessionId }))
  )
    return { outcome: "ask", ticket };
  const ticketHash = deps.secrets.hash(ticket);
  const redeemed = await deps.store.attempts.redeem(ticketHash, deps.now());
  if (!redeemed) return finishAgain(deps, { ticketHash, browserSecret, browser });
  const { attempt, connection } = redeemed;
  const finished = await finishAttempt(deps, attempt, connection, input);
  if (attempt.linkUserId === null) {
    if (finished.outcome === "signed_in") deps.meter.signIn(attempt.protocol, null);
    if (finished.outcome === "refused") deps.meter.signIn(attempt.protocol, finished.code);
  }
  return finished;
}

async function finishAttempt(
  deps: SsoDependencies,
  attempt: SignInAttempt & AttemptSecrets,
  connection: Connection | null,
  input: { browserSecret: string | null; browser: Browser },
): Promise<FinishedRoundTrip> {
  const { email, cause } = attempt;
  const checks = cause?.checks ?? [];
  const { browserSecret } = input;
  if (browserSecret === null || !isBoundTo(deps, attempt, browserSecret)) {
    const refusal = {
      code: "attempt_other_browser",
      check: "browser",
      received: browserSecret ? "another browser" : "no cookie",
      expected: "the browser that started the sign-in",
    };
    if (attempt.testRunId) return finishTestRun(deps, attempt, null, refusal);
    return refuseAttempt(deps, attempt, refusal, { checks, email });
  }
  await keepBrowser(deps, attempt, browserSecret);
  const { identity, toolTokens } = openIdentity(deps, attempt);
  if (attempt.testRunId)
    return attempt.linkUserId
      ? finishConnecting(deps, attempt, identity, input.browser)
      : finishTestRun(deps, attempt, identity, null);
  if (!identity) {
    const { check, received = null, expected = null } = cause ?? {};
    const code = attempt.refusalCode ?? "attempt_unknown";
    const refusal = { code, check: check ?? "answer", received, expected };
    return refuseAttempt(deps, attempt, refusal, { checks, email });
  }
  const answered = { attempt, connection, identity, toolTokens, browser: input.browser };
  return attempt.linkUserId ? finishLink(deps, answered) : finishSignIn(deps, answered);
}
