import type { NextRequest } from "next/server";
import { beginLink } from "@/lib/features/linking/begin-link";
import { bindBrowser, browserSecretOf } from "@/lib/server/auth/attempt-cookie";
import { beginResponse } from "@/lib/server/auth/begin-response";
import { seeOther } from "@/lib/server/auth/redirect-to-provider";
import { requireMember } from "@/lib/server/auth/require";
import { clientAddress } from "@/lib/server/http/client-address";
import { spacePaths } from "@/lib/server/http/navigation";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Sends the signed-in person to a connection's provider, to link the account there to themselves. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ space: string; connectionId: string }> },
) {
  const { space, connectionId } = await params;
  const ctx = await requireMember(space, { requiredActions: "ignore" });
  const deps = await ssoDependencies();
  const { account } = spacePaths(ctx.space.slug);
  // Only by the person's own click on this site.
  const from = request.headers.get("sec-fetch-site");
  if (from !== null && from !== "same-origin") return seeOther(deps.appUrl, account);
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const started = await beginLink(deps, ctx, {
    connectionId,
    browserSecret,
    returnTo: `${account}?linked=${encodeURIComponent(connectionId)}`,
    address: clientAddress(request.headers),
  });
  return bindBrowser(beginResponse(deps.appUrl, started), deps.appUrl, deps.now(), browserSecret);
}
