import type { Dependencies, RateLimitKey, RateStanding } from "@/lib/ports/dependencies";

/** Who begins, and where. */
interface Begin {
  address: string | null;
  connectionId: string;
}

/**
 * A company's people have one address, and all begin at nine o'clock. So begins count by address and connection, and
 * one that ends with a sign-in is given back: what is limited is begins that come to nothing, which is all that
 * somebody can do who has no account at the provider. The second counter goes over all connections, and keeps a
 * steady stream as low as a single minute of it could be before.
 */
function countersOf({ address, connectionId }: Begin): RateLimitKey[] {
  const from = address ?? "unknown";
  return [
    { name: "begin_by_address_and_connection", key: `${connectionId}:${from}` },
    { name: "begin_by_address", key: from },
  ];
}

/** Counts a begin before anything is done for it; returns the limit that it exceeds, or `null` if there is room. */
export async function spendBegin(
  { rateLimits }: Pick<Dependencies, "rateLimits">,
  begin: Begin,
): Promise<RateStanding | null> {
  const standings = await rateLimits.countAll(countersOf(begin));
  return standings.find(({ wait }) => wait > 0) ?? null;
}

/** After a sign-in: its begin does not count. */
export async function giveBackBegin(
  { rateLimits }: Pick<Dependencies, "rateLimits">,
  begin: Begin,
): Promise<void> {
  const discovery = { name: "discovery_by_address", key: begin.address ?? "unknown" } as const;
  await rateLimits.giveBack([...countersOf(begin), discovery]);
}

/**
 * What the sign-in log says of the first refusal within a window; further ones are counted in the metrics only, so
 * that nobody can fill the log.
 */
export function tooManyBegins({ limit, windowSeconds, over }: RateStanding) {
  if (over !== 1) return null;
  const window = windowSeconds === 60 ? "a minute" : `${Math.round(windowSeconds / 60)} minutes`;
  return {
    code: "too_many_attempts",
    received: `${limit + 1} sign-ins begun from one address within ${window} that have not ended with a sign-in`,
    expected: `at most ${limit}`,
  };
}
