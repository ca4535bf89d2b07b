import { headers } from "next/headers";
import { signOut } from "@/lib/features/sessions/sign-out";
import { closeBrowserSession } from "@/lib/server/auth/open-browser-session";
import { keepProviderLogout } from "@/lib/server/auth/provider-logout";
import { namedSessionId } from "@/lib/server/auth/session";
import { clientAddress } from "@/lib/server/http/client-address";
import { isOwnOrigin } from "@/lib/server/http/origin";
import { dependencies } from "@/lib/server/process/dependencies";

/**
 * Signs this browser out; the proxy leads `POST /logout` here. Our session ends first; the page behind the redirect
 * continues to the provider, because the content security policy would stop a form's own redirect to another site.
 */
export async function POST(): Promise<Response> {
  const deps = await dependencies();
  const sent = await headers();
  if (!isOwnOrigin(sent, deps.appUrl)) return new Response("Not sent from this site.\n", { status: 403 });
  const { provider } = await signOut(deps, await namedSessionId(), clientAddress(sent));
  await closeBrowserSession();
  await keepProviderLogout(provider);
  return new Response(null, {
    status: 303,
    headers: { Location: `${deps.appUrl}/logout?done`, "Cache-Control": "no-store" },
  });
}
