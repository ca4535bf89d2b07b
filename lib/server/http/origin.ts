/** The addresses whose cross-site POST is allowed: an identity provider's form is sent there. */
const providerForms = /^\/api\/sso\/saml\/[^/]+\/(?:acs|slo)\/?$/;

const changing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * True if the browser says that this very site sent the request. An absent or `null` Origin says nothing and is
 * refused. Host headers are not used: forwarding proxies write those.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">, appUrl: string): boolean {
  return headers.get("origin") === new URL(appUrl).origin;
}

/**
 * True if a request must be stopped: it would change something, carries what the browser adds by itself, and was not
 * sent by this site. A program with a bearer token under /api/v1 carries nothing that a foreign page could borrow and
 * passes; so does a request without cookies and Origin, which the routes behind it check.
 */
export function isForeignChange(
  request: { method: string; pathname: string; headers: Pick<Headers, "get"> },
  appUrl: string,
): boolean {
  const { method, pathname, headers } = request;
  if (!changing.has(method.toUpperCase())) return false;
  if (method.toUpperCase() === "POST" && providerForms.test(pathname)) return false;
  if (isOwnOrigin(headers, appUrl)) return false;
  const hasCookie = headers.get("cookie") !== null;
  if (pathname.startsWith("/api/v1/") && headers.get("authorization") && !hasCookie) return false;
  return hasCookie || headers.get("origin") !== null;
}

/**
 * True unless the browser says that a page of this site, or the person by the address bar or a bookmark, has led
 * here. A redirect changes nothing: `Sec-Fetch-Site` covers every address on the way (Fetch Metadata §2.3).
 */
export function isStartedElsewhere(headers: Pick<Headers, "get">, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  // Old browsers do not send it, and none does over plain HTTP. An absent Referer proves nothing: any page can omit
  // it.
  const referer = headers.get("referer");
  return !referer || !URL.canParse(referer) || new URL(referer).origin !== new URL(appUrl).origin;
}
