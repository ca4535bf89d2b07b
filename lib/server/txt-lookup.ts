import { dnsTxtLookup } from "@/lib/adapters/dns/txt-lookup";
import type { TxtLookup } from "@/lib/usecases/ports/txt-lookup";

/** TXT look-ups by the machine's name servers, or by those in DNS_SERVERS (`address[:port],…`) for labs and tests. */
export function txtLookup(): TxtLookup {
  const servers = (process.env.DNS_SERVERS ?? "").split(",").map((server) => server.trim());
  return dnsTxtLookup({ servers: servers.filter(Boolean) });
}
