import type { LogoutChecks, LogoutStep } from "./logout-checks";

/** Runs a validation. No input should make it throw; if one does, it is refused and the process stays up. */
export function guardedLogout<T>(run: () => LogoutStep<T>, log: LogoutChecks): LogoutStep<T> {
  try {
    return run();
  } catch {
    return log.refuse("logout_verifier_failed", "verifier");
  }
}
