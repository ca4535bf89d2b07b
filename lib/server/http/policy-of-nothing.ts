const signInRoutes =
  /^\/api\/sso\/(?:finish|connect\/[^/]+|saml\/[^/]+\/(?:acs|metadata|slo)|(?:oidc|oauth2)\/[^/]+\/[a-z-]+)$/;

/**
 * The policy of responses that get headers from neither the proxy nor a route: 404 pages at addresses that the proxy
 * leaves out. `null` if something else sets one.
 */
export function policyOfNothing(url: string): string | null {
  const [pathname = ""] = url.split("?", 1);
  const isLeftOut =
    pathname.startsWith("/_next/") || (pathname.startsWith("/api/sso/") && !signInRoutes.test(pathname));
  if (!isLeftOut) return null;
  return "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
