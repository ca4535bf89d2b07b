import type { NextRequest } from "next/server";
import { bindBrowser, browserSecretOf } from "@/lib/server/attempt-cookie";
import { answerBegun } from "@/lib/server/begun";
import { clientAddress } from "@/lib/server/client-address";
import { isBegunElsewhere } from "@/lib/server/origin";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { beginSignIn } from "@/lib/usecases/begin-sign-in";

/** The login address of a connection: sends the browser to its identity provider. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ space: string; reference: string }> },
) {
  const deps = await ssoDependencies();
  const { space, reference } = await params;
  const query = new URL(request.url).searchParams;
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const begun = await beginSignIn(deps, {
    slug: space,
    reference: decodeURIComponent(reference),
    returnTo: query.get("next"),
    loginHint: query.get("login_hint"),
    address: clientAddress(request.headers),
    browserSecret,
    begunElsewhere: isBegunElsewhere(request.headers, deps.appUrl),
  });
  return bindBrowser(answerBegun(deps.appUrl, begun, query), deps.appUrl, deps.now(), browserSecret);
}
