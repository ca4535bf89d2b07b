import type { Dependencies, RateLimitName } from "@/lib/ports/dependencies";

/** The address that is tried, and from where. */
export interface PasswordTry {
  /** As typed or normalised, existing or not: unknown people are counted alike. */
  email: string;
  /** The remembered device's id, or `null`. */
  device: string | null;
  address: string | null;
}

type TryDependencies = Pick<Dependencies, "rateLimits" | "secrets">;

/**
 * Counts a try before the password is checked; returns the seconds to wait, 0 if there is room. A remembered device
 * has counters of its own only. Others are counted by address, by account and address (hard), and last by account:
 * that one slows strangers everywhere, and only after the narrower ones have passed a try, so that one blocked
 * address cannot use it up.
 */
export async function spendPasswordTry(deps: TryDependencies, attempt: PasswordTry): Promise<number> {
  for (const [name, key] of countersOf(deps, attempt)) {
    const wait = await deps.rateLimits.spend(name, key);
    if (wait > 0) return wait;
  }
  return 0;
}

/** After the right password: the tries before it were the owner's own mistakes. */
export async function forgivePasswordTries(deps: TryDependencies, attempt: PasswordTry): Promise<void> {
  for (const [name, key] of countersOf(deps, attempt)) {
    // A device's tries are never forgiven: the right password costs as much work as a wrong one.
    if (name === "password_by_device") continue;
    // An address may belong to a whole office: one person's success takes back that one try, and says nothing about
    // the others.
    if (name === "password_by_address") await deps.rateLimits.giveBack([{ name, key }]);
    else await deps.rateLimits.forgive(name, key);
  }
}

function countersOf({ secrets }: TryDependencies, attempt: PasswordTry): [RateLimitName, string][] {
  // A digest: addresses of people who may not even exist here do not belong in the counters' table.
  const account = secrets.hash(attempt.email.trim().toLowerCase());
  if (attempt.device)
    return [
      ["password_by_device", `${account}:${attempt.device}`],
      ["password_by_account_and_address", `${account}:device:${attempt.device}`],
    ];
  const address = attempt.address ?? "unknown";
  return [
    ["password_by_address", address],
    ["password_by_account_and_address", `${account}:${address}`],
    ["password_by_account", account],
  ];
}
