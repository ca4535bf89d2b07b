import type { VerifiedIdentity } from "@/lib/core/identity";
import type { SignInAttempt } from "@/lib/core/model/attempt";
import { type FinishedConnecting, finishConnecting } from "./connect-organization";
import { type FinishedLink, finishLink } from "./finish-link";
import { type Browser, type FinishedSignIn, finishSignIn, refuse } from "./finish-sign-in";
import { finishTestRun } from "./finish-test-run";
import type { AttemptSecrets } from "./ports/connections";
import type { ToolTokens } from "./ports/oauth2";
import type { SsoDependencies } from "./ports/sso-dependencies";
import { sealContexts } from "./seal-contexts";

export type FinishedRoundTrip =
  | FinishedSignIn
  | FinishedLink
  | FinishedConnecting
  /** The ticket names nothing, or was traded before. */
  | { outcome: "unknown_ticket" };

/**
 * Trades a ticket (design §5, "finish"). The ticket is consumed first, in one statement; then the browser must be the
 * one that was sent out, or whoever brings somebody's own valid answer would sign a victim in as themselves.
 */
export async function finishRoundTrip(
  deps: SsoDependencies,
  wish: { ticket: string; browserSecret: string | null; browser: Browser },
): Promise<FinishedRoundTrip> {
  const now = deps.now();
  const attempt = await deps.store.attempts.redeem(deps.secrets.hash(wish.ticket), now);
  if (!attempt) return { outcome: "unknown_ticket" };

  const sameBrowser =
    wish.browserSecret !== null && deps.secrets.hash(wish.browserSecret) === attempt.browserHash;
  if (!sameBrowser) {
    const refusal = {
      code: "attempt_other_browser",
      check: "browser",
      received: wish.browserSecret ? "another browser" : "no cookie",
      expected: "the browser that was sent out",
    };
    if (attempt.testRunId) return finishTestRun(deps, attempt, null, refusal);
    return refuse(deps.store, now, attempt, refusal, attempt.cause?.checks ?? [], attempt.email);
  }
  const { identity, toolTokens } = openIdentity(deps, attempt);
  if (attempt.testRunId)
    return attempt.linkUserId
      ? finishConnecting(deps, attempt, identity, wish.browser)
      : finishTestRun(deps, attempt, identity, null);
  if (!identity) {
    const { check, received, expected, checks } = attempt.cause ?? {
      check: null,
      received: null,
      expected: null,
      checks: [],
    };
    return refuse(
      deps.store,
      now,
      attempt,
      { code: attempt.refusalCode ?? "attempt_unknown", check: check ?? "answer", received, expected },
      checks,
      attempt.email,
    );
  }
  const connection = await deps.store.connectionLookup.byId(attempt.connectionId);
  if (attempt.linkUserId)
    return finishLink(deps, { attempt, connection, identity, toolTokens, browser: wish.browser });
  return finishSignIn(deps, attempt, connection, identity, wish.browser, toolTokens);
}

interface Opened {
  identity: VerifiedIdentity | null;
  toolTokens: ToolTokens | null;
}

function openIdentity(deps: SsoDependencies, attempt: SignInAttempt & AttemptSecrets): Opened {
  if (!attempt.identitySealed) return { identity: null, toolTokens: null };
  const context = sealContexts.attemptIdentity(attempt.organizationId, attempt.id);
  const { identity, toolTokens } = JSON.parse(deps.vault.open(attempt.identitySealed, context)) as Opened;
  // JSON knows no dates.
  const expiresAt = toolTokens?.expiresAt ? new Date(toolTokens.expiresAt) : null;
  return { identity, toolTokens: toolTokens && { ...toolTokens, expiresAt } };
}
