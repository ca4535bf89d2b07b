import type { SafeFetchInit } from "@/lib/ports/safe-fetch";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The request that is sent, derived from the caller's. */
export interface OutgoingRequest {
  method: (typeof methods)[number];
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  maxBytes: number;
  mayFollow: boolean;
}

/** Builds the request from the caller's: no cookies, no more than `ceiling` bytes of response. */
export function prepare(init: SafeFetchInit, ceiling: number): OutgoingRequest {
  const method = methods.find((known) => known === (init.method ?? "GET").toUpperCase()) ?? "GET";
  const given = new Headers(init.headers);
  const headers: Record<string, string> = { "user-agent": "Gatehouse", ...Object.fromEntries(given) };
  // Requested uncompressed; a compressed response is unfolded within the limit all the same.
  headers["accept-encoding"] = "identity";
  delete headers.cookie;
  const form = init.body instanceof URLSearchParams;
  if (form) headers["content-type"] ??= "application/x-www-form-urlencoded;charset=UTF-8";
  const body = form ? String(init.body) : ((init.body as string | Uint8Array | null | undefined) ?? null);
  const bare = (method === "GET" || method === "HEAD") && body === null && !given.has("authorization");
  return {
    method,
    headers,
    body,
    maxBytes: Math.min(init.maxBytes ?? ceiling, ceiling),
    mayFollow: bare && init.redirects !== "return",
  };
}
