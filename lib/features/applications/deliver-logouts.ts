import type { ApplicationLogout } from "@/lib/db/repositories/application-logouts";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { LogoutAnswer, LogoutSender } from "@/lib/ports/logout-sender";

type DeliverDependencies = Pick<Dependencies, "store" | "now"> & { logoutSender: LogoutSender };

const batch = 50;
/**
 * After each failed try. At first at once: somebody may still be in the application. After the last, its own session is
 * over too, whether or not it was notified.
 */
const waitsMs = [2_000, 15_000, 60_000, 300_000];

/**
 * Ends the sign-ins to applications that are over, for whatever reason, and notifies the applications that subscribe;
 * failed deliveries are repeated. Slow applications delay nobody: all are notified in parallel. Returns how many were
 * notified.
 */
export async function deliverLogouts(deps: DeliverDependencies): Promise<number> {
  const { applicationLogouts } = deps.store;
  while ((await applicationLogouts.sweep(deps.now(), batch)) === batch);
  const due = await applicationLogouts.claimDue(deps.now(), batch);
  await Promise.all(due.map((logout) => deliver(deps, logout)));
  return due.length;
}

async function deliver(
  deps: DeliverDependencies,
  logout: ApplicationLogout & { uri: string },
): Promise<void> {
  const { applicationId, userId, applicationSessionId: sid, uri } = logout;
  const answer = await deps.logoutSender.send({ applicationId, userId, sid, uri });
  const now = deps.now();
  const delivered = accepted(answer);
  const wait = delivered ? undefined : waitsMs[logout.attempts - 1];
  const next = wait === undefined ? null : new Date(now.getTime() + wait);
  await deps.store.applicationLogouts.finish(logout.id, {
    status: delivered ? "delivered" : next ? "waiting" : "failed",
    responseCode: answer.reached ? answer.status : null,
    excerpt: (answer.reached ? answer.excerpt : answer.reason).slice(0, 500),
    nextAttemptAt: next,
    finishedAt: next ? null : now,
  });
}

/** OpenID Connect Back-Channel Logout §2.8: 200; some frameworks answer 204. */
function accepted(answer: LogoutAnswer): boolean {
  return answer.reached && (answer.status === 200 || answer.status === 204);
}
