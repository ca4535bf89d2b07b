import type { Callback } from "@/lib/features/sign-in/receive-callback";
import { receiveUnreadableCallback } from "@/lib/features/sign-in/receive-unreadable";
import type { Received } from "@/lib/features/sign-in/received";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { fieldOfHead, readForm } from "./form-body";
import { receivedResponse, unreadableResponse } from "./received-response";

interface Context {
  params: Promise<{ connectionId: string }>;
}

/** A provider's answer by form contains a code, a state and little more. */
const maxBytes = 20_000;

/**
 * The route of a redirect URI (RFC 6749 §3.1.2): passes the answer's parameters to `receive` and redirects the
 * browser. It admits nobody; `finish` does.
 */
export function answerCallback(receive: (deps: SsoDependencies, callback: Callback) => Promise<Received>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const deps = await ssoDependencies();
    const received = await receive(deps, {
      connectionId: (await params).connectionId,
      parameters: new URL(request.url).searchParams,
    });
    return receivedResponse(deps, received);
  };
}

/**
 * A redirect URI's response to a form (OAuth 2.0 Form Post Response Mode), which was never requested: it ends the
 * attempt that its `state` names.
 */
export async function refuseFormPost(request: Request, { params }: Context): Promise<Response> {
  const deps = await ssoDependencies();
  const { connectionId } = await params;
  const form = await readForm(request, maxBytes);
  const state = form.ok ? form.fields.get("state") : fieldOfHead(form, "state");
  const [received, expected] = ["POST", "GET, with the answer in the query (response_mode=query)"];
  const ended = state
    ? await receiveUnreadableCallback(
        deps,
        { connectionId, state },
        { code: "method_not_allowed", check: "form", received, expected },
      )
    : null;
  const refusal = { status: 405, code: "method_not_allowed", received, expected, allow: "GET" };
  return unreadableResponse(deps, ended, refusal);
}
