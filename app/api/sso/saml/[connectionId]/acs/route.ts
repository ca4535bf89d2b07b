import { receiveSamlResponse } from "@/lib/features/sign-in/receive-saml-response";
import { bindBrowser } from "@/lib/server/auth/attempt-cookie";
import { readForm } from "@/lib/server/auth/form-body";
import { refusedPath, seeOther } from "@/lib/server/auth/redirect-to-provider";
import { clientAddress } from "@/lib/server/http/client-address";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** A response may have 256 KiB before base64; the form around it is a little larger. */
const maxBytes = 400_000;

/** The assertion consumer service: the one door for cross-site posts. It lets nobody in; `finish` does. */
export async function POST(request: Request, { params }: { params: Promise<{ connectionId: string }> }) {
  const form = await readForm(request, maxBytes);
  if (!form.ok) return new Response(form.message, { status: form.status });
  const samlResponse = form.fields.get("SAMLResponse");
  if (!samlResponse) return new Response("The form has no field SAMLResponse.", { status: 400 });
  const deps = await ssoDependencies();
  const received = await receiveSamlResponse(deps, {
    connectionId: (await params).connectionId,
    samlResponse,
    relayState: form.fields.get("RelayState"),
    address: clientAddress(request.headers),
  });
  switch (received.outcome) {
    case "ticket": {
      const answer = seeOther(deps.appUrl, `/api/sso/finish?ticket=${received.ticket}`);
      return received.bind ? bindBrowser(answer, deps.appUrl, deps.now(), received.bind) : answer;
    }
    case "refused":
      return seeOther(deps.appUrl, refusedPath(received.code, received.attemptId));
    case "not_found":
      return new Response("There is no such connection.", { status: 404 });
  }
}
