import { notFound } from "next/navigation";
import { bindBrowser } from "@/lib/server/attempt-cookie";
import { clientAddress } from "@/lib/server/client-address";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { refusedPath, seeOther, sendOut } from "@/lib/server/way-out";
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
  });
  switch (begun.outcome) {
    case "out":
      return sendOut(begun.way);
    case "refused":
      return seeOther(deps.appUrl, refusedPath(begun.code, begun.attemptId));
    case "not_found":
      notFound();
  }
}
