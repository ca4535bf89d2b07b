import type { NextRequest } from "next/server";
import {
  receiveSamlLogoutRequest,
  receiveSamlLogoutResponse,
  type SamlLogoutResult,
} from "@/lib/features/access/receive-saml-logout";
import { stateOfRequest } from "@/lib/protocols/saml/end-session";
import type { LogoutDelivery } from "@/lib/protocols/saml/logout/logout-settings";
import { readForm } from "@/lib/server/auth/form-body";
import { closeBrowserSession } from "@/lib/server/auth/open-browser-session";
import { logoutRefusedPage, nothingHere, refuseMethod } from "@/lib/server/auth/plain-pages";
import { redirectToProvider, seeOther } from "@/lib/server/auth/redirect-to-provider";
import { sessionIdIn } from "@/lib/server/auth/session";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** A message has at most 64 KiB before base64, which a form makes longer by line breaks and escapes. */
const maxBytes = 200_000;

interface Context {
  params: Promise<{ connectionId: string }>;
}

/**
 * Single logout by HTTP-Redirect: the query is passed on as it was sent, because its octets are signed. So the custom
 * server answers it before Next does (app/sso-server.ts).
 */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  const delivery = { binding: "redirect", query: search.slice(1) } as const;
  return receive(request, (await params).connectionId, delivery, searchParams.has("SAMLResponse"));
}

/**
 * Single logout by HTTP-POST. It comes from the provider's site, so without our cookies: the session ends all the same,
 * by the names in the request.
 */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const form = await readForm(request, maxBytes);
  if (!form.ok)
    return form.status === 413
      ? logoutRefusedPage("logout_message_too_large", 413)
      : logoutRefusedPage("logout_message_missing", form.status);
  const { fields } = form;
  const delivery = { binding: "post", fields } as const;
  return receive(request, (await params).connectionId, delivery, fields.has("SAMLResponse"));
}

async function receive(
  request: NextRequest,
  connectionId: string,
  delivery: LogoutDelivery,
  isAnswer: boolean,
): Promise<Response> {
  const deps = await ssoDependencies();
  const serve = isAnswer ? receiveSamlLogoutResponse : receiveSamlLogoutRequest;
  const answer = answerTo(deps.appUrl, await serve(deps, { connectionId, delivery }));
  // Only the cookie of a session that has ended: a request about somebody else signs nobody out here.
  const sessionId = await sessionIdIn(request.cookies, deps.appUrl);
  const session = sessionId === null ? null : await deps.store.sessions.byId(sessionId);
  if (session?.endedAt) await closeBrowserSession(answer.cookies);
  return answer;
}

function answerTo(appUrl: string, result: SamlLogoutResult) {
  switch (result.outcome) {
    case "not_found":
      return nothingHere();
    case "refused":
      return logoutRefusedPage(result.code);
    case "answered":
      return redirectToProvider(result.redirect);
    case "signed_out":
      return seeOther(appUrl, "/logout");
    case "returned":
      return seeOther(appUrl, returnPath(result.answer));
  }
}

/** The page after a sign-out checks that the answer is for the request that this browser was sent with. */
function returnPath({ inResponseTo, status }: Extract<SamlLogoutResult, { outcome: "returned" }>["answer"]) {
  const state = stateOfRequest(inResponseTo);
  return `/logout?${new URLSearchParams({ state, ...(status === "done" ? {} : { provider: status }) })}`;
}

const notTaken = refuseMethod("GET, POST");

export { notTaken as DELETE, notTaken as PATCH, notTaken as PUT };
