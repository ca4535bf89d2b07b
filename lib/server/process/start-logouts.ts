import { deliverLogouts } from "@/lib/features/applications/deliver-logouts";
import type { Polling } from "@/lib/infra/polling";
import { logoutSender } from "@/lib/server/provider/logout-sender";
import type { AppDependencies } from "./dependencies";
import { ssoDependencies } from "./sso-dependencies";
import { startRounds } from "./start-rounds";

/**
 * Checks every few seconds for sign-ins to applications that are over and notifies the applications, until stopped;
 * several processes may do so at once. `stop` waits for messages that are being sent.
 */
export function startLogouts(deps: AppDependencies, everyMs = 3_000): Polling {
  const round = async () => deliverLogouts({ ...deps, logoutSender: logoutSender(await ssoDependencies()) });
  return startRounds(deps, "logouts", round, everyMs);
}
