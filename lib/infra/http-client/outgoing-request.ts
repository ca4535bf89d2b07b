import type { SafeFetchInit } from "@/lib/ports/safe-fetch";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** What is really sent, made of what was asked for. */
export interface OutgoingRequest {
  method: (typeof methods)[number];
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  maxBytes: number;
  mayFollow: boolean;
}

/** Makes the request of what a caller asked for: no cookies, no more than `ceiling` bytes of answer. */
export function prepare(init: SafeFetchInit, ceiling: number): OutgoingRequest {
  const method = methods.find((known) => known === (init.method ?? "GET").toUpperCase()) ?? "GET";
  const given = new Headers(init.headers);
  const headers: Record<string, string> = { "user-agent": "Gatehouse", ...Object.fromEntries(given) };
  // Asked for plain; what comes compressed all the same is unfolded within the limit.
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
