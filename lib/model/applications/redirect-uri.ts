/** The problem of an address that an application registers. */
export type RedirectUriProblem =
  | "malformed"
  | "not_https"
  | "has_fragment"
  | "has_credentials"
  | "has_wildcard"
  | "too_long";

export const redirectUriProblems: Record<RedirectUriProblem, string> = {
  malformed: "This is not a complete web address, for example https://app.example.com/callback.",
  not_https:
    "The address must begin with https://. Plain http:// is accepted for this computer only: localhost, 127.0.0.1 and [::1].",
  has_fragment: "The address must not have a “#” part: browsers do not send it to the application.",
  has_credentials: "The address must not have a user name or a password in it.",
  has_wildcard: "Addresses are compared character by character, so “*” matches nothing. Add each address.",
  too_long: "An address has at most 2,000 characters.",
};

const longest = 2_000;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The problem of an address that browsers will be sent to (RFC 6749 §3.1.2, RFC 9700 §2.1); `null` if there is none.
 * Registered addresses are compared as text, so what a browser would read otherwise is refused here.
 */
export function redirectUriProblem(uri: string): RedirectUriProblem | null {
  if (uri.length > longest) return "too_long";
  if (/[\s\p{Cc}\\]/u.test(uri)) return "malformed";
  const url = URL.parse(uri);
  if (!url || url.hostname === "" || !/^https?:\/\/[^/?#]/.test(uri)) return "malformed";
  if (uri.includes("#")) return "has_fragment";
  if (url.username !== "" || url.password !== "" || (uri.split("/")[2] ?? "").includes("@"))
    return "has_credentials";
  if (uri.includes("*")) return "has_wildcard";
  if (url.protocol === "http:" && !loopback.has(url.hostname)) return "not_https";
  return null;
}
