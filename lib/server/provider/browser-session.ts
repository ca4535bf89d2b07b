import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { liveSession } from "@/lib/features/sessions/live-session";
import type { User } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import type { Dependencies } from "@/lib/ports/dependencies";
import { authSecret } from "@/lib/server/auth/auth-secret";
import { sessionCookieName } from "@/lib/server/auth/cookies";
import { openSessionToken } from "@/lib/server/auth/session-token";

/** The value of a request's cookie. */
export function cookieIn(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The id of our own session in the browser's cookie, valid or not. */
export function browserSessionId(request: IncomingMessage, appUrl: string): Promise<string | null> {
  return openSessionToken(cookieIn(request, sessionCookieName(appUrl)), authSecret());
}

/** The person who is signed in to Gatehouse in this browser. */
export async function signedIn(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  request: IncomingMessage,
): Promise<{ session: Session; user: User } | null> {
  const id = await browserSessionId(request, deps.appUrl);
  return id === null ? null : liveSession(deps, id);
}

/** A pair as Node passes it to request listeners. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  provider: Provider;
}
