import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isSecure } from "@/lib/server/auth/cookies";
import { isForeignChange } from "@/lib/server/http/origin";
import { requestPathHeader } from "@/lib/server/http/request-path";
import {
  bringsOwnPolicy,
  contentSecurityPolicy,
  isBrandFile,
  securityHeaders,
} from "@/lib/server/http/security-headers";
import { appUrlSetting } from "@/lib/server/process/app-url";

/**
 * Everything except files without personal data, and the addresses of a sign-in, because a fifth of the processor
 * time went here. Those get their headers from `setProtocolHeaders`; their routes check posted data.
 */
export const config = {
  matcher: ["/((?!_next/static/|_next/image|icon\\.svg$|favicon\\.ico$|api/sso/|[^/]+/sso/[^/]+/?$).*)"],
};

/**
 * Runs before every page and route: refuses changes that other sites send, gives each request its nonce, and each
 * response its security headers. It decides nobody's permission; pages, actions and routes do that themselves.
 */
export function proxy(request: NextRequest): Response {
  const appUrl = appUrlSetting();
  const { pathname, search } = request.nextUrl;
  const secure = isSecure(appUrl);
  const answerHeaders = securityHeaders({ pathname, secure });

  if (isForeignChange({ method: request.method, pathname, headers: request.headers }, appUrl)) {
    return new NextResponse("This request was not sent from this site, so nothing was done.\n", {
      status: 403,
      headers: { ...answerHeaders, "Content-Type": "text/plain; charset=utf-8" },
    });
  }

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, {
    development: process.env.NODE_ENV === "development",
    secure,
  });
  const headers = new Headers(request.headers);
  // Next's own signal that the proxy has run; an outside request with it tries to bypass the proxy (CVE-2025-29927).
  headers.delete("x-middleware-subrequest");
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set(requestPathHeader, `${pathname}${search}`);

  // A page and a route cannot share an address: the form's POST goes to the route that does it.
  const signsOut = request.method === "POST" && pathname === "/logout";
  const response = signsOut
    ? NextResponse.rewrite(signOutRoute(request), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answerHeaders)) response.headers.set(name, value);
  if (!bringsOwnPolicy(pathname) && !isBrandFile(pathname))
    response.headers.set("Content-Security-Policy", policy);
  return response;
}

function signOutRoute(request: NextRequest): URL {
  const url = request.nextUrl.clone();
  url.pathname = "/api/sign-out";
  return url;
}
