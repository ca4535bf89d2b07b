/** The attributes of our cookies. */
export interface CookieOptions {
  httpOnly: true;
  sameSite: "lax";
  path: "/";
  secure: boolean;
  expires?: Date;
}

/** True if the site is reached over TLS, so that cookies may be kept off plain connections. */
export function isSecure(appUrl: string): boolean {
  return appUrl.startsWith("https://");
}

/** A prefix keeps other subdomains and plain connections from setting the cookie (RFC 6265bis §4.1.3). */
function hostCookie(appUrl: string, name: string): string {
  return isSecure(appUrl) ? `__Host-gatehouse.${name}` : `gatehouse.${name}`;
}

/** next-auth's own name for its session cookie. */
export function sessionCookieName(appUrl: string): string {
  return `${isSecure(appUrl) ? "__Secure-" : ""}next-auth.session-token`;
}

/** Marks browsers in which an account has signed in by password before. */
export const deviceCookieName = (appUrl: string) => hostCookie(appUrl, "device");
/** Binds sign-in attempts and test runs to the browser that began them. */
export const attemptCookieName = (appUrl: string) => hostCookie(appUrl, "attempt");
/** Between password and second factor. */
export const secondStepCookieName = (appUrl: string) => hostCookie(appUrl, "second-step");
/** Binds an operator's trial of an application to the browser. */
export const trialCookieName = (appUrl: string) => hostCookie(appUrl, "trial");
/** The session of an outside administrator's setup link. */
export const setupCookieName = (appUrl: string) => hostCookie(appUrl, "setup");
/** Between our sign-out and the provider's. */
export const providerLogoutCookieName = (appUrl: string) => hostCookie(appUrl, "provider-logout");
/** Where else somebody who has just signed out is signed in. */
export const elsewhereCookieName = (appUrl: string) => hostCookie(appUrl, "elsewhere");

/** The common attributes of our cookies. */
export function cookieOptions(appUrl: string, expires?: Date): CookieOptions {
  return {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: isSecure(appUrl),
    ...(expires ? { expires } : {}),
  };
}
