import { timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { endSessionRedirect, type ProviderLogout } from "@/lib/features/sessions/provider-logout";
import type { SealContext } from "@/lib/ports/dependencies";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { dependencies } from "@/lib/server/process/dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { cookieOptions, providerLogoutCookieName } from "./cookies";

const context: SealContext = { tenant: "global", table: "provider_logout", row: "browser", column: "url" };
/** Long enough for people whom the provider asks to confirm. */
const lifetime = 10 * 60_000;

const kept = z.object({
  state: z.string(),
  logout: z.discriminatedUnion("by", [
    z.object({ by: z.literal("address"), url: z.string() }),
    z.object({ by: z.literal("end_session"), sessionId: z.string(), connectionId: z.string() }),
  ]),
});

/** Remembers how the provider ends its session, for the next page; sealed, so that no cookie sends people astray. */
export async function keepProviderLogout(logout: ProviderLogout | null): Promise<void> {
  const { appUrl, vault, now, secrets } = await dependencies();
  const options = cookieOptions(appUrl, logout ? new Date(now().getTime() + lifetime) : new Date(0));
  const value = logout ? vault.seal(JSON.stringify({ state: secrets.secret(), logout }), context) : "";
  (await cookies()).set(providerLogoutCookieName(appUrl), value, options);
}

/** Leads the browser to where the provider ends the session that has just ended here, or `null`. */
export async function providerLogoutRedirect(): Promise<ProviderRedirect | null> {
  const found = await keptLogout();
  if (!found) return null;
  const { logout, state } = found;
  if (logout.by === "address") return { kind: "redirect", url: logout.url };
  const deps = await ssoDependencies();
  const { sessionId, connectionId } = logout;
  return endSessionRedirect(deps, { sessionId, connectionId, state });
}

/** The same as an address for a page: a form is sent by a page of its own, whose policy lets it leave this site. */
export async function providerLogoutAddress(): Promise<string | null> {
  const redirect = await providerLogoutRedirect();
  if (redirect === null) return null;
  return redirect.kind === "redirect" ? redirect.url : "/api/sso/provider-logout";
}

/**
 * Whether the browser returns from the provider that we sent it to: by the state of that redirect, and in this
 * browser.
 */
export async function isBackFromProvider(state: string): Promise<boolean> {
  const found = await keptLogout();
  const [ours, theirs] = [Buffer.from(found?.state ?? ""), Buffer.from(state)];
  return found !== null && ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

async function keptLogout() {
  const { appUrl, vault } = await dependencies();
  const sealed = (await cookies()).get(providerLogoutCookieName(appUrl))?.value;
  if (!sealed) return null;
  try {
    return kept.parse(JSON.parse(vault.open(sealed, context)));
  } catch {
    return null;
  }
}
