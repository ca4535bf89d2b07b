import type { NextRequest } from "next/server";
import { beginSignIn } from "@/lib/features/sign-in/begin-sign-in";
import { bindBrowser, browserSecretOf } from "@/lib/server/auth/attempt-cookie";
import { beginResponse } from "@/lib/server/auth/begin-response";
import { refuseMethod } from "@/lib/server/auth/plain-pages";
import { clientAddress } from "@/lib/server/http/client-address";
import { isStartedElsewhere } from "@/lib/server/http/origin";
import { decodedPart } from "@/lib/server/http/request-path";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The login address of a connection: sends the browser to its identity provider. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ space: string; reference: string }> },
) {
  const deps = await ssoDependencies();
  const { space, reference } = await params;
  const query = new URL(request.url).searchParams;
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const started = await beginSignIn(deps, {
    slug: space,
    reference: decodedPart(reference),
    returnTo: query.get("next"),
    loginHint: query.get("login_hint"),
    address: clientAddress(request.headers),
    browserSecret,
    reauthenticate: query.get("again") === "1",
    startedElsewhere: isStartedElsewhere(request.headers, deps.appUrl),
  });
  return bindBrowser(beginResponse(deps.appUrl, started, query), deps.appUrl, deps.now(), browserSecret);
}

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as POST, onlyGet as PUT };
