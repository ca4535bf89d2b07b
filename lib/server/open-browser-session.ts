import { cookies } from "next/headers";
import { authSecret } from "./auth-secret";
import { cookieOptions, sessionCookieName } from "./cookies";
import { dependencies } from "./dependencies";
import { sealSessionToken } from "./session-token";

/**
 * Signs this browser in: sets next-auth's cookie to the session's row. Only in server actions and route handlers,
 * after the use case has written the row.
 */
export async function openBrowserSession(input: { sessionId: string; expiresAt: Date }): Promise<void> {
  const { appUrl, now } = await dependencies();
  const value = await sealSessionToken({ sid: input.sessionId }, authSecret(), input.expiresAt, now());
  (await cookies()).set(sessionCookieName(appUrl), value, cookieOptions(appUrl, input.expiresAt));
}

/** Takes the cookie away. The row must be ended too: a copied cookie would still name it. */
export async function closeBrowserSession(): Promise<void> {
  const { appUrl } = await dependencies();
  (await cookies()).set(sessionCookieName(appUrl), "", cookieOptions(appUrl, new Date(0)));
}
