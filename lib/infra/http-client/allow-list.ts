import { isIP } from "node:net";
import { OutboundError } from "@/lib/ports/safe-fetch";
import { isPublicAddress } from "./address-policy";
import { outboundError } from "./outbound-errors";

const defaultPorts: Record<string, string> = { "https:": "443", "http:": "80" };

/** `host:port` of an address, in the allow list's notation. The port is always included. */
export function hostAndPort(url: URL): string {
  return `${url.hostname.toLowerCase()}:${url.port || defaultPorts[url.protocol] || ""}`;
}

/**
 * Reads the entries of `OUTBOUND_ALLOW`: `host:port`, IPv6 in brackets.
 * Throws a plain `Error` that names the entry, for the check at start.
 */
export function parseAllowList(entries: readonly string[]): ReadonlySet<string> {
  return new Set(
    entries.map((entry) => {
      const match = /^(\[[0-9a-fA-F:.]+\]|[^\s:/@?#[\]]+):(\d{1,5})$/.exec(entry.trim());
      const url = match && URL.canParse(`http://${match[0]}`) ? new URL(`http://${match[0]}`) : null;
      if (!url || Number(match?.[2]) < 1) throw new Error(`"${entry}" is not host:port`);
      return hostAndPort(url);
    }),
  );
}

/** A hop that may be called. */
export interface Hop {
  url: URL;
  /** Named in the allow list: may be private and plain http. */
  allowed: boolean;
}

/** Checks one address without DNS. Returns the hop, or the error that explains what is wrong with it. */
export function checkUrl(address: string | URL, allow: ReadonlySet<string>): Hop | OutboundError {
  const url = URL.canParse(String(address)) ? new URL(String(address)) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") {
    return outboundError("outbound_url_invalid", url?.host ?? "");
  }
  if (url.username !== "" || url.password !== "") {
    const message = "The address contains a user name or password; leave them out.";
    return new OutboundError("outbound_url_invalid", url.host, message);
  }
  const allowed = allow.has(hostAndPort(url));
  if (allowed) return { url, allowed };
  if (url.protocol !== "https:") {
    return outboundError("outbound_not_https", url.host);
  }
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) {
    return outboundError("outbound_private_address", url.host);
  }
  return { url, allowed };
}
