import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { refusedPath, seeOther } from "@/lib/server/way-out";
import { receiveOAuth2Callback } from "@/lib/usecases/receive-oauth2-callback";

/** The redirect URI of an OAuth 2 connector. It lets nobody in; `finish` does. */
export async function GET(request: Request, { params }: { params: Promise<{ connectionId: string }> }) {
  const deps = await ssoDependencies();
  const received = await receiveOAuth2Callback(deps, {
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
}
