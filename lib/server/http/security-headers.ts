import { createHash } from "node:crypto";
import { isSecure } from "@/lib/server/auth/cookies";

/** `display:none`, which is no more than the attribute `hidden` can do. */
const hiddenPart = `sha256-${createHash("sha256").update("display:none").digest("base64")}`;

/** What a page may load and where it may lead (CSP 3). Only scripts with the request's nonce run. */
export function contentSecurityPolicy(
  nonce: string,
  options: { development: boolean; secure: boolean },
): string {
  const directives = [
    "default-src 'self'",
    // React's development build evaluates code to show server stacks; nothing else may.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${options.development ? " 'unsafe-eval'" : ""}`,
    // The development server puts styles into the page without a nonce.
    options.development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // No style attribute but one: React hides with it a part of a drawing that it sends later than the page. A nonce
    // cannot be given to an attribute, so its very text is allowed, by its hash (CSP 3 §8.4).
    ...(options.development ? [] : [`style-src-attr 'unsafe-hashes' '${hiddenPart}'`]),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Providers are reached by links, and by the POST binding's own page, which has its own policy.
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.secure ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

/** The policy of a page that has one script, which loads nothing: no other can run there, whatever its nonce. */
export function policyOfOneScript(policy: string, hash: string): string {
  return policy
    .split("; ")
    .map((directive) => {
      if (directive.startsWith("script-src ")) return `script-src ${hash}`;
      return directive.startsWith("connect-src ") ? "connect-src 'none'" : directive;
    })
    .join("; ");
}

/** Pages with a secret address: none of it may be passed on. */
const secretAddresses = /^\/(?:reset-password|setup)(?:\/|$)/;

/**
 * Routes that respond with a page or redirect of their own: the redirect to a provider and the protocol addresses. In
 * Next the proxy's headers override a route's, and the form of SAML's POST binding must be allowed to leave this
 * site.
 */
const ownPolicies = /^\/(?:api\/sso\/|[^/]+\/sso\/[^/]+\/?$)/;

/** True if the route itself says what its response may load and where it may lead. */
export function bringsOwnPolicy(pathname: string): boolean {
  return ownPolicies.test(pathname);
}

/** Logos and accents bring their own policy too: they are files, and load nothing. */
export function isBrandFile(pathname: string): boolean {
  return pathname.startsWith("/api/brand/");
}

/**
 * Sets the headers on a response at a sign-in address, whoever creates it. The proxy, which does it for all others,
 * does not run there: it costs more than most of what these routes do.
 */
export function setProtocolHeaders(
  url: string,
  appUrl: string,
  answer: { setHeader(name: string, value: string): unknown },
): void {
  const [pathname = ""] = url.split("?");
  if (!bringsOwnPolicy(pathname)) return;
  const headers = securityHeaders({ pathname, secure: isSecure(appUrl) });
  for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
}

/** The headers of every response except its content security policy. */
export function securityHeaders(request: { pathname: string; secure: boolean }): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    ...(bringsOwnPolicy(request.pathname) ? {} : { "Referrer-Policy": referrerPolicy(request.pathname) }),
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": isTestWindow(request.pathname) ? "unsafe-none" : "same-origin-allow-popups",
    // Mails are read on other sites, and show the logo.
    "Cross-Origin-Resource-Policy": request.pathname.startsWith("/api/brand/logo/")
      ? "cross-origin"
      : "same-origin",
    ...(request.secure ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/**
 * The window of a test run returns from another origin. A policy there would cut it off from the wizard's page, which
 * would then treat it as closed (HTML, "cross-origin opener policies"). Foreign windows get no access to any other
 * page.
 */
function isTestWindow(pathname: string): boolean {
  return pathname.startsWith("/sso-test/") || pathname.startsWith("/api/sso/");
}

function referrerPolicy(pathname: string): string {
  // Browsers use the last policy that they support. `no-referrer` alone would make forms send `Origin: null` (Fetch
  // §3.2), and be refused; `strict-origin` reveals no more than the site's name.
  return secretAddresses.test(pathname) ? "no-referrer, strict-origin" : "strict-origin-when-cross-origin";
}
