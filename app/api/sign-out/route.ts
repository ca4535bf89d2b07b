import { headers } from "next/headers";
import { signOut } from "@/lib/features/sessions/sign-out";
import type { Dependencies } from "@/lib/ports/dependencies";
import { keepElsewhere, otherBrowsers } from "@/lib/server/auth/elsewhere-note";
import { closeBrowserSession } from "@/lib/server/auth/open-browser-session";
import { keepProviderLogout } from "@/lib/server/auth/provider-logout";
import { currentSession, namedSessionId } from "@/lib/server/auth/session";
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
  const space = await onlySpace(deps);
  const browsers = await otherBrowsers();
  const { provider } = await signOut(deps, await namedSessionId(), clientAddress(sent));
  await closeBrowserSession();
  await keepProviderLogout(provider);
  await keepElsewhere(browsers);
  return new Response(null, {
    status: 303,
    headers: {
      Location: `${deps.appUrl}/logout?done${space ? `&space=${space}` : ""}`,
      "Cache-Control": "no-store",
    },
  });
}

/** The space whose look the page afterwards wears: of somebody who was in one only. */
async function onlySpace({ store }: Pick<Dependencies, "store">): Promise<string | null> {
  const [only, ...others] = (await currentSession())?.session.spaces ?? [];
  if (!only || others.length > 0) return null;
  return (await store.spaces.byId(only.spaceId))?.slug ?? null;
}
