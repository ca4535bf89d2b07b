import { isIP } from "node:net";

/**
 * The network address that a request came from, for rate limits and the audit log; `null` if it is unknown. A proxy
 * in front appends the address it saw to X-Forwarded-For, and Next writes the socket's address if the header is
 * missing; everything before the last entry was written by the client.
 */
export function clientAddress(headers: Pick<Headers, "get">): string | null {
  const last = (headers.get("x-forwarded-for") ?? "").split(",").at(-1)?.trim() ?? "";
  // `::ffff:192.0.2.1` is 192.0.2.1 on a socket that speaks both.
  const address = last.replace(/^\[(.+)\](?::\d+)?$/, "$1").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : null;
}
