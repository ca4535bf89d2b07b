import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

/** An attempt as the sign-in use cases read it. */
export type Attempt = SignInAttempt & AttemptSecrets;

/** The response of a provider's answer address to the browser. */
export type Received =
  /** Redirect to `finish` with this ticket. `bind` is a secret for a browser that has none of ours yet. */
  | { outcome: "ticket"; ticket: string; bind: string | null }
  /** A test run has ended: its own page shows the result. */
  | { outcome: "tested"; runId: string }
  | { outcome: "refused"; code: string; attemptId: string | null }
  | { outcome: "not_found" };

/**
 * The ticket of an answer to an attempt (of an answer to none: to a connection). The same answer has the same ticket,
 * so that a browser that sends it twice lands on the same page. Anybody who has the answer could have sent it, so the
 * ticket proves no more than that; `finish` trades it once, and only in the attempt's own browser.
 */
export function ticketOf({ secrets }: Pick<SsoDependencies, "secrets">, to: string, answer: string): string {
  return secrets.hash(`ticket ${to} ${answer}`);
}
