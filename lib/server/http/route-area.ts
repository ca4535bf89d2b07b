const exact: Readonly<Record<string, string>> = {
  "/api/health": "health",
  "/api/ready": "health",
  "/metrics": "metrics",
  "/login": "sign_in_page",
  "/logout": "sign_out",
  "/api/sso/finish": "sign_in_finish",
  "/.well-known/openid-configuration": "oauth_discovery",
};

/** In this order; the first that fits. */
const patterns: readonly [RegExp, string][] = [
  [/^\/_next\/|^\/favicon\.ico$/, "static"],
  [/^\/api\/sso\/saml\/[^/]+\/acs$/, "saml_answer"],
  [/^\/api\/sso\/(?:oidc|oauth2)\/[^/]+\/callback$/, "openid_answer"],
  [/^\/api\/(?:events\/|sso\/.*\/(?:backchannel-logout|slo)$)/, "signal"],
  [/^\/api\/sso\//, "sign_in_other"],
  [/^\/api\/scim\//, "scim"],
  [/^\/api\/auth\//, "session"],
  [/^\/api\//, "api"],
  [/^\/oauth\/authorize/, "oauth_authorize"],
  [/^\/oauth\/token$/, "oauth_token"],
  [/^\/oauth\/userinfo$/, "oauth_userinfo"],
  [/^\/oauth\//, "oauth_other"],
  [/^\/(?:forgot-password|reset-password)(?:\/|$)/, "password_reset"],
  [/^\/setup(?:\/|$)/, "setup_link"],
  [/^\/operator(?:\/|$)/, "operator"],
  [/^\/docs(?:\/|$)/, "docs"],
  [/^\/[^/]+\/sso(?:\/|$)/, "sign_in_begin"],
  [/^\/[^/]+\/login$/, "sign_in_page"],
];

/**
 * The part of the product that an address belongs to, as a label of the metrics: a handful of names, whatever
 * addresses are asked for. Takes the request's target, with or without a query.
 */
export function routeArea(target: string): string {
  const path = target.split("?", 1)[0] ?? "";
  return exact[path] ?? patterns.find(([pattern]) => pattern.test(path))?.[1] ?? "console";
}
