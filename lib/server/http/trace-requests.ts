import type { IncomingMessage, ServerResponse } from "node:http";
import { openRequestSpan } from "@/lib/infra/tracing/span";
import { routeArea } from "./route-area";

const untraced = new Set(["health", "metrics", "static"]);

/**
 * Answers a request inside a span of its own, which is named by the part of the product: no address, whose path or
 * query may be a secret. It carries the request's ID, so that a trace is found from the log and the other way round.
 */
export function traceRequest<T>(request: IncomingMessage, response: ServerResponse, work: () => T): T {
  const area = routeArea(request.url ?? "");
  if (untraced.has(area)) return work();
  const { method = "" } = request;
  const span = openRequestSpan(`${method} ${area}`, request.headers, {
    "http.request.method": method,
    "gatehouse.area": area,
    "gatehouse.request_id": String(request.headers["x-request-id"] ?? ""),
  });
  response.once("close", () => {
    // Without an answer the client has gone.
    const status = response.headersSent ? response.statusCode : 499;
    span.end({ attributes: { "http.response.status_code": status }, failed: status >= 500 });
  });
  return span.run(work);
}
