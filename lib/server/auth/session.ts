import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { cache } from "react";
import { liveSession } from "@/lib/features/sessions/live-session";
import type { User } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import { dependencies } from "@/lib/server/process/dependencies";
import { authSecret } from "./auth-secret";
import { sessionCookieName } from "./cookies";
import { openSessionToken } from "./session-token";

/** A signed-in browser and the person in front of it. */
export interface CurrentSession {
  session: Session;
  user: User;
}

/** The session id in a request's cookie, whether or not the session is still valid; `null` without one. */
export function sessionIdIn(
  sent: Pick<NextRequest["cookies"], "get">,
  appUrl: string,
): Promise<string | null> {
  return openSessionToken(sent.get(sessionCookieName(appUrl))?.value, authSecret());
}

/** The same for the browser of this page or action. */
export const namedSessionId = cache(async (): Promise<string | null> => {
  const { appUrl } = await dependencies();
  return sessionIdIn(await cookies(), appUrl);
});

/**
 * The person who is signed in in this browser, looked up once per request; `null` if nobody is, or the session was
 * ended, has expired or was idle too long.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const sessionId = await namedSessionId();
  return sessionId === null ? null : liveSession(await dependencies(), sessionId);
});
