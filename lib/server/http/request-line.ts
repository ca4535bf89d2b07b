import type { IncomingMessage, ServerResponse } from "node:http";
import { refuseApiRequestLine } from "@/lib/server/api/refuse-request-line";
import { isSecure } from "@/lib/server/auth/cookies";
import { securityHeaders } from "./security-headers";

const taken = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
/**
 * Methods that no request of the Fetch standard can have (§2.2.1, “forbidden method”): no route can be called with
 * one.
 */
const impossible = new Set(["CONNECT", "TRACE", "TRACK"]);
/** Next has an image optimizer, which fetches and computes for anybody. No page uses it. */
const closed = /^\/_next\/image(?:\/|$)/;

/**
 * Answers requests that no route can handle: an unsupported method (405), an address that cannot be decoded (400),
 * one that Next would answer by itself and that is closed (404). Requests to the API get its own form. Returns
 * whether it did. An address with a host before its path, as sent to proxies, loses the host (RFC 9112 §3.2.2): this
 * site has one name, and it is in the settings.
 */
export function refuseRequestLine(
  appUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { method = "" } = request;
  const url = originForm(request.url ?? "");
  request.url = url;
  const secure = isSecure(appUrl);
  if (refuseApiRequestLine({ appUrl, secure }, request, response)) return true;
  const pathname = url.split("?", 1)[0] ?? "";
  const refusal = refusalOf(method, pathname);
  if (!refusal) return false;
  const headers = {
    ...securityHeaders({ pathname, secure }),
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    ...(refusal.status === 405 ? { Allow: taken } : {}),
  };
  response.writeHead(refusal.status, headers).end(`${refusal.message}\n`);
  return true;
}

function refusalOf(method: string, pathname: string): { status: 400 | 404 | 405; message: string } | null {
  if (impossible.has(method) || pathname === "*")
    return { status: 405, message: `This address does not support ${method}.` };
  const path = decodedPath(pathname);
  if (path === null || !path.startsWith("/")) return { status: 400, message: "This address cannot be read." };
  if (closed.test(path)) return { status: 404, message: "There is nothing here." };
  return null;
}

function originForm(target: string): string {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return target;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
