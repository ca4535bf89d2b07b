import type { Callback } from "@/lib/features/sign-in/receive-callback";
import type { Received } from "@/lib/features/sign-in/receive-saml-response";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { refusedPath, seeOther } from "./redirect-to-provider";

interface Context {
  params: Promise<{ connectionId: string }>;
}

/**
 * The route of a redirect URI (RFC 6749 §3.1.2): hands the answer's parameters to `receive` and sends the browser on. It
 * lets nobody in; `finish` does.
 */
export function answerCallback(receive: (deps: SsoDependencies, callback: Callback) => Promise<Received>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const deps = await ssoDependencies();
    const received = await receive(deps, {
      connectionId: (await params).connectionId,
      parameters: new URL(request.url).searchParams,
    });
    switch (received.outcome) {
      case "ticket":
        return seeOther(deps.appUrl, `/api/sso/finish?ticket=${received.ticket}`);
      case "refused":
        return seeOther(deps.appUrl, refusedPath(received.code, received.attemptId));
      case "not_found":
        return new Response("There is no such connection.", { status: 404 });
    }
  };
}
