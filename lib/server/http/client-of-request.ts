import type { IncomingHttpHeaders } from "node:http";

/** Headers by which a proxy describes the original request; without a proxy they are the client's own words. */
const proxyHeaders = ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip"];

/**
 * Keeps in X-Forwarded-For only the trusted address: each of our own proxies appends the one it saw, and the last of
 * them is at the other end of the socket. Everything before those was written by the client. Without proxies the
 * other forwarding headers are removed too. Changes `headers`.
 */
export function trustOnly(
  trustedProxies: number,
  headers: IncomingHttpHeaders,
  peer: string | undefined,
): void {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const chain = [...forwarded.map((entry) => entry.trim()).filter(Boolean), peer ?? ""];
  // Fewer entries than proxies: the request bypassed them, and the first entry is the best available.
  headers["x-forwarded-for"] = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? "";
  if (trustedProxies === 0) for (const name of proxyHeaders) delete headers[name];
}
