/**
 * Slugs that no space can have: first parts of this site's own addresses (design §7), of files that browsers
 * and crawlers ask for, and names that would mislead people on a sign-in page.
 */
const reserved = new Set([
  // Addresses of this site.
  "api",
  "login",
  "logout",
  "forgot-password",
  "reset-password",
  "setup",
  "operator",
  "docs",
  "metrics",
  "test",
  // Next and the files beside it.
  "_next",
  "next",
  "static",
  "public",
  "assets",
  "favicon",
  "favicon.ico",
  "icon.svg",
  "robots.txt",
  "sitemap.xml",
  "manifest.webmanifest",
  ".well-known",
  "well-known",
  // Room for later pages, and words that pretend to be us.
  "about",
  "account",
  "admin",
  "auth",
  "console",
  "error",
  "gatehouse",
  "health",
  "help",
  "new",
  "not-found",
  "null",
  "oauth",
  "oauth2",
  "oidc",
  "openid",
  "privacy",
  "ready",
  "register",
  "root",
  "saml",
  "security",
  "sign-in",
  "sign-out",
  "sign-up",
  "signin",
  "signout",
  "signup",
  "space",
  "spaces",
  "sso",
  "status",
  "support",
  "system",
  "terms",
  "undefined",
  "www",
]);

/** True where no space can have the slug. */
export function isReservedSlug(slug: string): boolean {
  return reserved.has(slug.toLowerCase());
}
