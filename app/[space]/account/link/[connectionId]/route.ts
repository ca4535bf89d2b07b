import type { NextRequest } from "next/server";
import { bindBrowser, browserSecretOf } from "@/lib/server/attempt-cookie";
import { answerBegun } from "@/lib/server/begun";
import { clientAddress } from "@/lib/server/client-address";
import { spacePaths } from "@/lib/server/navigation";
import { requireMember } from "@/lib/server/require";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { seeOther } from "@/lib/server/way-out";
import { beginLink } from "@/lib/usecases/begin-link";

/** Sends the signed-in person to a connector's provider, to link what they come back with to themselves. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ space: string; connectionId: string }> },
) {
  const { space, connectionId } = await params;
  const acting = await requireMember(space, { duties: "leave" });
  const deps = await ssoDependencies();
  const { account } = spacePaths(acting.space.slug);
  // Begun by the person's own click on this site only.
  const from = request.headers.get("sec-fetch-site");
  if (from !== null && from !== "same-origin") return seeOther(deps.appUrl, account);
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const begun = await beginLink(deps, acting, {
    connectionId,
    browserSecret,
    returnTo: `${account}?linked=${encodeURIComponent(connectionId)}`,
    address: clientAddress(request.headers),
  });
  return bindBrowser(answerBegun(deps.appUrl, begun), deps.appUrl, deps.now(), browserSecret);
}
