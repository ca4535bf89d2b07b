import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";

/** An address of a host. */
export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Finds the addresses of a host name; throws if there are none. Replaced in tests that simulate a changing name. */
export type Resolve = (
  hostname: string,
  options: { system: boolean; timeoutMs: number; signal: AbortSignal },
) => Promise<ResolvedAddress[]>;

/**
 * Creates the resolver, which returns addresses in the order to try them.
 *
 * Asks the DNS servers directly: the system's own lookup runs on the four threads that the whole process shares, and
 * a few names whose servers never answer would stop everything else. `system` (hosts of the allow list, which an
 * operator entered) uses the system's lookup, because only that one reads /etc/hosts and local names.
 *
 * @param servers DNS servers to ask instead of the system's, for tests
 */
export function makeResolve(servers?: readonly string[]): Resolve {
  return async (hostname, { system, timeoutMs, signal }) => {
    const literal = hostname.replace(/^\[|\]$/g, "");
    const version = isIP(literal);
    if (version !== 0) return [{ address: literal, family: version === 6 ? 6 : 4 }];
    if (system) {
      const found = await lookup(hostname, { all: true });
      return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
    }
    const resolver = new Resolver({ timeout: Math.max(500, Math.floor(timeoutMs / 3)), tries: 2 });
    if (servers) resolver.setServers(servers);
    const stop = () => resolver.cancel();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      const addresses: ResolvedAddress[] = [
        ...(v4.status === "fulfilled" ? v4.value.map((address) => ({ address, family: 4 as const })) : []),
        ...(v6.status === "fulfilled" ? v6.value.map((address) => ({ address, family: 6 as const })) : []),
      ];
      if (addresses.length === 0 && v4.status === "rejected") throw asDnsError(v4.reason);
      return addresses;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  };
}

/** A name server's failure is not the host's: a refused question is not a refused connection. */
function asDnsError(reason: unknown): unknown {
  const code = reason instanceof Error && "code" in reason ? reason.code : null;
  if (code === "ETIMEOUT" || code === "ECANCELLED") return reason;
  return Object.assign(new Error("The name was not found", { cause: reason }), { code: "ENOTFOUND" });
}
