import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "@/lib/ports/dependencies";
import { clientAddress } from "./client-address";
import { routeArea } from "./route-area";

/** Addresses that are secrets themselves: what follows is not for a log. */
const secretPaths = /^\/(setup|reset-password)\/[^/]+/;

/**
 * Makes what counts every answered request by the part of the product, its status and its duration, and writes it to
 * the log where an access log is wanted. A query is never written: it may hold codes and tokens.
 */
export function observeRequests(deps: {
  log: Log;
  metrics: { request(area: string, status: number, seconds: number): void };
  env: { accessLog: boolean };
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { log, metrics, env } = deps;
  return (request, response) => {
    const startedAt = performance.now();
    const target = request.url ?? "";
    const { method = "" } = request;
    response.once("close", () => {
      const area = routeArea(target);
      const ms = performance.now() - startedAt;
      // Without an answer the client has gone; Nginx calls it 499.
      const status = response.headersSent ? response.statusCode : 499;
      metrics.request(area, status, ms / 1000);
      if (!env.accessLog || area === "health" || area === "static") return;
      const path = (target.split("?", 1)[0] ?? "").slice(0, 300).replace(secretPaths, "/$1/…");
      const address = clientAddress({ get: (name) => String(request.headers[name] ?? "") });
      const requestId = String(request.headers["x-request-id"] ?? "");
      log.info("request", { method, path, status, ms: Math.round(ms), address, requestId });
    });
  };
}
