import type { NextRequest } from "next/server";
import { finishRoundTrip } from "@/lib/features/sign-in/finish-round-trip";
import { attemptSecretIn } from "@/lib/server/auth/attempt-cookie";
import { readForm } from "@/lib/server/auth/form-body";
import { openBrowserSession } from "@/lib/server/auth/open-browser-session";
import { refusalPage, refuseMethod } from "@/lib/server/auth/plain-pages";
import { refusedPath, seeOther } from "@/lib/server/auth/redirect-to-provider";
import { sessionIdIn } from "@/lib/server/auth/session";
import { clientAddress } from "@/lib/server/http/client-address";
import { isOwnOrigin } from "@/lib/server/http/origin";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The form contains one ticket. */
const maxBytes = 2_000;

/** Trades a ticket for a session, in the browser that started the sign-in (docs/model.md#finish). */
export async function GET(request: NextRequest) {
  return finish(request, new URL(request.url).searchParams.get("ticket") ?? "", false);
}

/** The same, after the person has confirmed that they want to replace the person who is signed in here. */
export async function POST(request: NextRequest) {
  const { appUrl } = await ssoDependencies();
  if (!isOwnOrigin(request.headers, appUrl))
    return refusalPage({
      status: 403,
      code: "other_site",
      received: "a form of another site",
      expected: "a form of this site",
    });
  const form = await readForm(request, maxBytes);
  if (!form.ok) return refusalPage({ ...form, code: "form_unreadable" });
  return finish(request, form.fields.get("ticket") ?? "", true);
}

async function finish(request: NextRequest, ticket: string, confirmed: boolean): Promise<Response> {
  const deps = await ssoDependencies();
  const finished = await finishRoundTrip(deps, {
    ticket,
    browserSecret: attemptSecretIn(request.cookies, deps.appUrl),
    browser: {
      address: clientAddress(request.headers),
      userAgent: request.headers.get("user-agent"),
      sessionId: await sessionIdIn(request.cookies, deps.appUrl),
    },
    confirmed,
  });
  switch (finished.outcome) {
    case "signed_in": {
      const answer = seeOther(deps.appUrl, finished.to);
      await openBrowserSession(finished, answer.cookies);
      return answer;
    }
    case "signed_in_before": {
      const answer = seeOther(deps.appUrl, finished.to);
      if (finished.session) await openBrowserSession(finished.session, answer.cookies);
      return answer;
    }
    case "used":
      return seeOther(deps.appUrl, refusedPath(finished.code, finished.attemptId));
    case "linked":
    case "connected":
      return seeOther(deps.appUrl, finished.to);
    case "refused":
      return seeOther(deps.appUrl, refusedPath(null, finished.attemptId));
    case "tested":
      return seeOther(deps.appUrl, `/sso-test/${finished.runId}`);
    case "ask":
      return seeOther(deps.appUrl, `/sso-continue?ticket=${encodeURIComponent(finished.ticket)}`);
    case "unknown_ticket":
      return seeOther(deps.appUrl, refusedPath("attempt_used", null));
  }
}

const notTaken = refuseMethod("GET, POST");

export { notTaken as DELETE, notTaken as PATCH, notTaken as PUT };
