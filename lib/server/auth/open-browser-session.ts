import { cookies } from "next/headers";
import type { NextResponse } from "next/server";
import { dependencies } from "@/lib/server/process/dependencies";
import { authSecret } from "./auth-secret";
import { cookieOptions, sessionCookieName } from "./cookies";
import { sealSessionToken } from "./session-token";

interface Opened {
  sessionId: string;
  expiresAt: Date;
}

type SettableCookies = Pick<NextResponse["cookies"], "set">;

/**
 * Signs this browser in: sets next-auth's cookie to the session's row, after the use case has written it. Server
 * actions call it as it is; a route that answers by itself passes its response's cookies.
 */
export async function openBrowserSession(opened: Opened, into?: SettableCookies): Promise<void> {
  const { appUrl, now } = await dependencies();
  const value = await sealSessionToken({ sid: opened.sessionId }, authSecret(), opened.expiresAt, now());
  const target = into ?? (await cookies());
  target.set(sessionCookieName(appUrl), value, cookieOptions(appUrl, opened.expiresAt));
}

/** Removes the cookie. The row must be ended too: a copied cookie would still name it. */
export async function closeBrowserSession(into?: SettableCookies): Promise<void> {
  const { appUrl } = await dependencies();
  const target = into ?? (await cookies());
  target.set(sessionCookieName(appUrl), "", cookieOptions(appUrl, new Date(0)));
}
