import type { IncomingMessage, ServerResponse } from "node:http";
import { requestIdOf } from "@/lib/server/api/request-id";

/**
 * Gives a request the id that the log, the audit log and its answer name: the caller's or the proxy's in
 * `X-Request-Id` if it can be used, else a new one. Returns it, and leaves it in the request's headers for everything
 * behind.
 */
export function identifyRequest(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers["x-request-id"];
  const id = requestIdOf({ get: () => (typeof given === "string" ? given : null) });
  request.headers["x-request-id"] = id;
  response.setHeader("X-Request-Id", id);
  return id;
}
