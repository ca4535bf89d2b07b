import { headers } from "next/headers";
import { clientAddress } from "@/lib/server/client-address";
import { dependencies } from "@/lib/server/dependencies";
import { closeBrowserSession } from "@/lib/server/open-browser-session";
import { isOwnOrigin } from "@/lib/server/origin";
import { keepLogoutUrl } from "@/lib/server/provider-logout";
import { namedSessionId } from "@/lib/server/session";
import { signOut } from "@/lib/usecases/sign-out";

/**
 * Signs this browser out; the proxy leads `POST /logout` here. Ours ends first; the page behind the redirect goes on to the
 * provider, as a form's own redirect to another site would be stopped by the content security policy.
 */
export async function POST(): Promise<Response> {
  const deps = await dependencies();
  const sent = await headers();
  if (!isOwnOrigin(sent, deps.appUrl)) return new Response("Not sent from this site.\n", { status: 403 });
  const { logoutUrl } = await signOut(deps, await namedSessionId(), clientAddress(sent));
  await closeBrowserSession();
  await keepLogoutUrl(logoutUrl);
  return new Response(null, {
    status: 303,
    headers: { Location: `${deps.appUrl}/logout?done`, "Cache-Control": "no-store" },
  });
}
