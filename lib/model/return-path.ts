const longest = 2048;
const stand = "https://site.invalid";

/** First parts of addresses that are no page to come back to. */
const machinery = new Set([
  "api",
  "_next",
  "login",
  "logout",
  "forgot-password",
  "reset-password",
  "metrics",
]);
/** The doors of a space: coming back to one after signing in would start all over. */
const doors = new Set(["login", "sso"]);

/**
 * The path of this site that a person asked for, as it may stand in a redirect; `null` for anything else:
 * another origin in whatever disguise (`//evil`, `/\evil`, `/.//evil`, `javascript:`), control characters,
 * more than 2 KB, API paths and the sign-in pages themselves.
 */
export function safeReturnPath(value: unknown): string | null {
  if (typeof value !== "string" || value.length > longest || !value.startsWith("/")) return null;
  // Browsers read a backslash as a slash and drop tabs and line breaks before they judge the origin.
  if (/[\\\s\p{Cc}]/u.test(value)) return null;
  let url: URL;
  try {
    url = new URL(value, stand);
  } catch {
    return null;
  }
  // Dot segments can leave `//evil` behind, which a Location header would turn into another site.
  if (url.origin !== stand || url.pathname.startsWith("//")) return null;
  const [first = "", second = ""] = url.pathname.slice(1).split("/");
  if (machinery.has(decoded(first)) || doors.has(decoded(second))) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The first part of a path, where a space's slug stands. */
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
