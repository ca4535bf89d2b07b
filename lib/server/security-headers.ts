/** What a page may load and where it may lead (CSP 3). Only scripts that bear the request's nonce run. */
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
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Providers are reached by links, and by the POST binding's own page, which brings its own policy.
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.secure ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

/** Pages whose address is a secret: nothing of it may travel on. */
const secretAddresses = /^\/(?:reset-password|setup)(?:\/|$)/;

/** The headers of every answer but its content security policy. */
export function securityHeaders(request: { pathname: string; secure: boolean }): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Browsers take the last policy they know. `no-referrer` alone would make forms send `Origin: null` (Fetch §3.2), and
    // be refused; `strict-origin` tells nobody more than the site's name.
    "Referrer-Policy": secretAddresses.test(request.pathname)
      ? "no-referrer, strict-origin"
      : "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    // Foreign windows get no hold on ours; the window of a test run stays in the wizard's.
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(request.secure ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
