import type { IncomingMessage, ServerResponse } from "node:http";
import { withRequestId } from "@/lib/infra/log/request-id";
import { securityHeaders } from "@/lib/server/http/security-headers";
import { writeAnswer } from "@/lib/server/http/write-answer";
import { requestIdOf } from "./request-id";

/**
 * Any other method, and an address that is not well escaped, would be answered before the API's route, in other
 * forms.
 */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Answers requests to the API that would not reach its route, in the API's own form: `malformed_address` and
 * `method_not_allowed`. Returns whether it did. The table of operations is loaded only then.
 */
export function refuseApiRequestLine(
  site: { appUrl: string; secure: boolean },
  { method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  response: ServerResponse,
): boolean {
  const [pathname = ""] = url.split("?", 1);
  if (!pathname.startsWith("/api/") || (methods.has(method) && isWellEscaped(pathname))) return false;
  const requestId = requestIdOf(
    new Headers({ "x-request-id": [headers["x-request-id"] ?? []].flat().join() }),
  );
  response.setHeader("X-Request-Id", requestId);
  withRequestId(requestId, () => refuse(site, { method, pathname }, response)).catch(() =>
    response.destroy(),
  );
  return true;
}

async function refuse(
  { appUrl, secure }: { appUrl: string; secure: boolean },
  { method, pathname }: { method: string; pathname: string },
  response: ServerResponse,
): Promise<void> {
  const { lookUp, methodNotAllowed } = await import("./router");
  const refusal =
    pathname.startsWith("/api/v1/") || methods.has(method)
      ? lookUp(appUrl, method, pathname)
      : methodNotAllowed(appUrl, method, [...methods].toSorted().join(", "));
  if (!(refusal instanceof Response)) throw new Error(`${method} ${pathname} was not to be refused`);
  for (const [name, value] of Object.entries(securityHeaders({ pathname, secure })))
    response.setHeader(name, value);
  await writeAnswer(refusal, response);
}

function isWellEscaped(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
