import { readAttemptCookie } from "@/lib/server/attempt-cookie";
import { clientAddress } from "@/lib/server/client-address";
import { openBrowserSession } from "@/lib/server/open-browser-session";
import { namedSessionId } from "@/lib/server/session";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { refusedPath, seeOther } from "@/lib/server/way-out";
import { finishRoundTrip } from "@/lib/usecases/finish-round-trip";

/** Trades a ticket for a session, in the browser that was sent out (design §5, "finish"). */
export async function GET(request: Request) {
  const deps = await ssoDependencies();
  const finished = await finishRoundTrip(deps, {
    ticket: new URL(request.url).searchParams.get("ticket") ?? "",
    browserSecret: await readAttemptCookie(deps.appUrl),
    browser: {
      address: clientAddress(request.headers),
      userAgent: request.headers.get("user-agent"),
      sessionId: await namedSessionId(),
    },
  });
  switch (finished.outcome) {
    case "signed_in":
      await openBrowserSession({ sessionId: finished.sessionId, expiresAt: finished.expiresAt });
      return seeOther(deps.appUrl, finished.to);
    case "linked":
    case "connected":
      return seeOther(deps.appUrl, finished.to);
    case "refused":
      return seeOther(deps.appUrl, refusedPath(null, finished.attemptId));
    case "tested":
      return seeOther(deps.appUrl, `/sso-test/${finished.runId}`);
    case "unknown_ticket":
      return seeOther(deps.appUrl, refusedPath("attempt_used", null));
  }
}
