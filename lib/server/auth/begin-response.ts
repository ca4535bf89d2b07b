import type { NextResponse } from "next/server";
import type { StartedSignIn } from "@/lib/features/sign-in/begin-sign-in";
import { notTurnedOn } from "./plain-pages";
import { redirectToProvider, refusedPath, seeOther } from "./redirect-to-provider";

/**
 * The response to a browser that starts a sign-in: a redirect to its provider, a choice that keeps what it `asked`,
 * or the reason for a refusal.
 */
export function beginResponse(
  appUrl: string,
  started: StartedSignIn,
  asked = new URLSearchParams(),
): NextResponse {
  switch (started.outcome) {
    case "out":
      return redirectToProvider(started.redirect);
    case "refused":
      return seeOther(appUrl, refusedPath(started.code, started.attemptId));
    case "ambiguous": {
      const query = new URLSearchParams({ reference: started.reference });
      for (const name of ["next", "login_hint"]) {
        const value = asked.get(name);
        if (value !== null) query.set(name, value);
      }
      return seeOther(appUrl, `/${started.spaceSlug}/sso?${query}`);
    }
    case "not_found":
      return notTurnedOn();
  }
}
