import { dnsTxtLookup } from "@/lib/infra/dns/txt-lookup";
import type { TxtLookup } from "@/lib/ports/txt-lookup";
import { settings } from "./env";

/** TXT look-ups by the machine's name servers, or by those that the settings name. */
export function txtLookup(): TxtLookup {
  return dnsTxtLookup({ servers: settings().dnsServers });
}
