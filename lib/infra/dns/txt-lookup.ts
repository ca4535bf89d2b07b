import { Resolver } from "node:dns/promises";
import type { TxtLookup } from "@/lib/ports/txt-lookup";

const absent = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * Looks up TXT records over DNS. `servers` (`address` or `address:port`) replaces the machine's own, for labs and
 * tests. A record of several strings is one text (RFC 7208 §3.3 reads them so, and DNS consoles split long ones).
 */
export function dnsTxtLookup(options: { servers?: readonly string[]; timeoutMs?: number } = {}): TxtLookup {
  return {
    async txt(name) {
      const resolver = new Resolver({ timeout: options.timeoutMs ?? 2_500, tries: 2 });
      if (options.servers && options.servers.length > 0) resolver.setServers(options.servers);
      try {
        const records = await resolver.resolveTxt(name);
        return { outcome: "found", texts: records.map((strings) => strings.join("")) };
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        return absent.has(code) ? { outcome: "none" } : { outcome: "failed", reason: code };
      }
    },
  };
}
