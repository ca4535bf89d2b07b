import type { Received } from "@/lib/features/sign-in/received";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { bindBrowser } from "./attempt-cookie";
import { nothingHere, type RequestRefusal, refusalPage } from "./plain-pages";
import { refusedPath, seeOther } from "./redirect-to-provider";

/** The response to a browser that has brought a provider's answer. It admits nobody; `finish` does. */
export function receivedResponse(
  { appUrl, now }: Pick<SsoDependencies, "appUrl" | "now">,
  received: Received,
): Response {
  switch (received.outcome) {
    case "ticket": {
      const answer = seeOther(appUrl, `/api/sso/finish?ticket=${received.ticket}`);
      return received.bind ? bindBrowser(answer, appUrl, now(), received.bind) : answer;
    }
    case "tested":
      return seeOther(appUrl, `/sso-test/${received.runId}`);
    case "refused":
      return seeOther(appUrl, refusedPath(received.code, received.attemptId));
    case "not_found":
      return nothingHere();
  }
}

/** The same for a request that could not be read: a page of its own if it belongs to no attempt. */
export function unreadableResponse(
  deps: Pick<SsoDependencies, "appUrl" | "now">,
  received: Received | null,
  refusal: RequestRefusal & { allow?: string },
): Response {
  if (received) return receivedResponse(deps, received);
  const page = refusalPage(refusal);
  if (refusal.allow) page.headers.set("Allow", refusal.allow);
  return page;
}
