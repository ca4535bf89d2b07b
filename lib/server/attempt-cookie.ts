import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { attemptCookieName, cookieOptions } from "./cookies";

/** A little longer than an attempt or a test run lives. */
const minutes = 40;
const form = /^[A-Za-z0-9_-]{43}$/;

/** The secret of this browser's cookie; `null` where it has none. */
export async function readAttemptCookie(appUrl: string): Promise<string | null> {
  const value = (await cookies()).get(attemptCookieName(appUrl))?.value;
  return value && form.test(value) ? value : null;
}

/**
 * The secret that binds an attempt to this browser, kept while the browser has one so that several tabs can sign in
 * side by side. Only in route handlers.
 */
export async function bindBrowser(appUrl: string, now: Date, secret?: string): Promise<string> {
  const value = secret ?? (await readAttemptCookie(appUrl)) ?? randomBytes(32).toString("base64url");
  (await cookies()).set(
    attemptCookieName(appUrl),
    value,
    cookieOptions(appUrl, new Date(now.getTime() + minutes * 60_000)),
  );
  return value;
}
