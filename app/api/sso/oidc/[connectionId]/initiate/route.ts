import type { NextRequest } from "next/server";
import { bindBrowser, browserSecretOf } from "@/lib/server/attempt-cookie";
import { answerBegun } from "@/lib/server/begun";
import { clientAddress } from "@/lib/server/client-address";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { beginInitiatedSignIn } from "@/lib/usecases/begin-initiated-sign-in";

/** The initiate login URI of an OpenID connection: the provider's tile leads here (OpenID Connect Core §4). */
export async function GET(request: NextRequest, { params }: { params: Promise<{ connectionId: string }> }) {
  const deps = await ssoDependencies();
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const begun = await beginInitiatedSignIn(deps, {
    connectionId: (await params).connectionId,
    parameters: new URL(request.url).searchParams,
    address: clientAddress(request.headers),
    browserSecret,
  });
  return bindBrowser(answerBegun(deps.appUrl, begun), deps.appUrl, deps.now(), browserSecret);
}
