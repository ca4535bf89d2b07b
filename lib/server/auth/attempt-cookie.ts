import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import type { NextRequest, NextResponse } from "next/server";
import { attemptCookieName, cookieOptions } from "./cookies";

/** A little longer than an attempt or a test run lives. */
const minutes = 40;
const form = /^[A-Za-z0-9_-]{43}$/;

type Cookies = Pick<NextRequest["cookies"], "get">;

/** The secret of this browser's cookie, for pages; `null` if it has none. */
export async function readAttemptCookie(appUrl: string): Promise<string | null> {
  return attemptSecretIn(await cookies(), appUrl);
}

/** The secret among a request's cookies; `null` if there is none. */
export function attemptSecretIn(sent: Cookies, appUrl: string): string | null {
  const value = sent.get(attemptCookieName(appUrl))?.value;
  return value && form.test(value) ? value : null;
}

/**
 * The secret that binds an attempt to the requesting browser: its existing one, so that several tabs can sign in side
 * by side, or a new one. The response must set it (`bindBrowser`).
 */
export function browserSecretOf(request: { cookies: Cookies }, appUrl: string): string {
  return attemptSecretIn(request.cookies, appUrl) ?? randomBytes(32).toString("base64url");
}

/** Sets the browser's secret on a response, for as long as an attempt lives. Returns the response. */
export function bindBrowser(answer: NextResponse, appUrl: string, now: Date, secret: string): NextResponse {
  const expires = new Date(now.getTime() + minutes * 60_000);
  answer.cookies.set(attemptCookieName(appUrl), secret, cookieOptions(appUrl, expires));
  return answer;
}
