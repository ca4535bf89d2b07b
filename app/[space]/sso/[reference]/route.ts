import { bindBrowser } from "@/lib/server/attempt-cookie";
import { answerBegun } from "@/lib/server/begun";
import { clientAddress } from "@/lib/server/client-address";
import { isBegunElsewhere } from "@/lib/server/origin";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { beginSignIn } from "@/lib/usecases/begin-sign-in";

/** The login address of a connection: sends the browser to its identity provider. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ space: string; reference: string }> },
) {
  const deps = await ssoDependencies();
  const { space, reference } = await params;
  const query = new URL(request.url).searchParams;
  const begun = await beginSignIn(deps, {
    slug: space,
    reference: decodeURIComponent(reference),
    returnTo: query.get("next"),
    loginHint: query.get("login_hint"),
    address: clientAddress(request.headers),
    browserSecret: await bindBrowser(deps.appUrl, deps.now()),
    begunElsewhere: isBegunElsewhere(request.headers, deps.appUrl),
  });
  return answerBegun(deps.appUrl, begun, query);
}
