import { type NextRequest, NextResponse } from "next/server";
import { liveSession } from "@/lib/features/sessions/live-session";
import { nameToSpace } from "@/lib/model/people/acceptance";
import { sessionCookieName } from "@/lib/server/auth/cookies";
import { closeBrowserSession } from "@/lib/server/auth/open-browser-session";
import { sessionIdIn } from "@/lib/server/auth/session";
import { dependencies } from "@/lib/server/process/dependencies";

/** It is never cached, and can only be read as data. */
const headers = {
  "Cache-Control": "private, no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Who is signed in, in the format of next-auth's session address; an empty object if nobody is, and a stale cookie is
 * removed. next-auth's own would seal the cookie again at each call, which lengthens nothing: the row in `sessions`
 * decides when the session ends.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const deps = await dependencies();
  const sessionId = await sessionIdIn(request.cookies, deps.appUrl);
  const current = sessionId === null ? null : await liveSession(deps, sessionId);
  if (current) {
    const { user, session } = current;
    const memberships = await deps.store.users.membershipsOf(user.id);
    const isVouchedFor = memberships.some(
      ({ spaceId, vouchedFor }) => vouchedFor && session.spaces.some((space) => space.spaceId === spaceId),
    );
    const sessionUser = { name: nameToSpace(user, { vouchedFor: isVouchedFor }), email: user.email };
    return NextResponse.json({ user: sessionUser, expires: session.expiresAt.toISOString() }, { headers });
  }
  const answer = NextResponse.json({}, { headers });
  if (request.cookies.has(sessionCookieName(deps.appUrl))) await closeBrowserSession(answer.cookies);
  return answer;
}
