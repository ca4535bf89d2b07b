import type { NextRequest } from "next/server";
import { beginInitiatedSignIn } from "@/lib/features/sign-in/begin-initiated-sign-in";
import { bindBrowser, browserSecretOf } from "@/lib/server/auth/attempt-cookie";
import { beginResponse } from "@/lib/server/auth/begin-response";
import { refuseMethod } from "@/lib/server/auth/plain-pages";
import { clientAddress } from "@/lib/server/http/client-address";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The initiate login URI of an OpenID connection: the provider's tile leads here (OpenID Connect Core §4). */
export async function GET(request: NextRequest, { params }: { params: Promise<{ connectionId: string }> }) {
  const deps = await ssoDependencies();
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const started = await beginInitiatedSignIn(deps, {
    connectionId: (await params).connectionId,
    parameters: new URL(request.url).searchParams,
    address: clientAddress(request.headers),
    browserSecret,
  });
  return bindBrowser(beginResponse(deps.appUrl, started), deps.appUrl, deps.now(), browserSecret);
}

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as POST, onlyGet as PUT };
