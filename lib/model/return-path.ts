const longest = 2048;
const stand = "https://site.invalid";

/** First parts of addresses that cannot be returned to. */
const machinery = new Set([
  "api",
  "_next",
  "login",
  "logout",
  "forgot-password",
  "reset-password",
  "metrics",
]);
/** The sign-in pages of a space: returning to one after signing in would start all over. */
const signInPages = new Set(["login", "sso"]);

/**
 * The path of this site that a person requested, as it may appear in a redirect; `null` for anything else: another
 * origin in any disguise (`//evil`, `/\evil`, `/.//evil`, `javascript:`), control characters, more than 2 KB, API
 * paths and the sign-in pages themselves.
 */
export function safeReturnPath(value: unknown): string | null {
  if (typeof value !== "string" || !value.startsWith("/")) return null;
  const url = readAddress(value, stand);
  if (url?.origin !== stand || url.pathname.startsWith("//")) return null;
  const [first = "", second = ""] = url.pathname.slice(1).split("/");
  if (machinery.has(decoded(first)) || signInPages.has(decoded(second))) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/**
 * The path that an identity provider names as the target page, which may be a path or a full address of this site
 * (RelayState, SAML Bindings 3.4.3; `target_link_uri`, OpenID Connect Core §4); `null` for any other site. The origin
 * must be ours exactly. {@link safeReturnPath} decides whether the path can be returned to.
 */
export function pathOnSite(value: string, appUrl: string): string | null {
  const { origin } = new URL(appUrl);
  if (value.startsWith("//")) return null;
  const url = readAddress(value, value.startsWith("/") ? origin : undefined);
  if (url?.origin !== origin || url.username || url.password) return null;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Dot segments can leave `//evil` behind, which a Location header would turn into another site.
  return path.startsWith("//") ? null : path;
}

/** The target of a sign-in that was started at the provider, by the page that the provider has named. */
export function safeReturnTarget(value: string | null, appUrl: string): string | null {
  return value === null ? null : safeReturnPath(pathOnSite(value, appUrl));
}

function readAddress(value: string, base: string | undefined): URL | null {
  // Browsers read a backslash as a slash and drop tabs and line breaks before they check the origin.
  if (value.length > longest || /[\\\s\p{Cc}]/u.test(value)) return null;
  return URL.canParse(value, base) ? new URL(value, base) : null;
}

/** The first part of a path, which is a space's slug. */
export function firstPart(path: string): string {
  return path.split(/[/?#]/)[1] ?? "";
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
