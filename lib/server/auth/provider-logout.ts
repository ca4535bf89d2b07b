import { cookies } from "next/headers";
import type { SealContext } from "@/lib/ports/dependencies";
import { dependencies } from "@/lib/server/process/dependencies";
import { cookieOptions, providerLogoutCookieName } from "./cookies";

const context: SealContext = { tenant: "global", table: "provider_logout", row: "browser", column: "url" };
/** Long enough to load the next page. */
const lifetime = 60_000;

/** Remembers where the provider ends its session, for the page that follows; sealed, so that no cookie sends people astray. */
export async function keepLogoutUrl(url: string | null): Promise<void> {
  const { appUrl, vault, now } = await dependencies();
  const options = cookieOptions(appUrl, url ? new Date(now().getTime() + lifetime) : new Date(0));
  (await cookies()).set(providerLogoutCookieName(appUrl), url ? vault.seal(url, context) : "", options);
}

/** The address kept a moment ago, or `null`. */
export async function keptLogoutUrl(): Promise<string | null> {
  const { appUrl, vault } = await dependencies();
  const sealed = (await cookies()).get(providerLogoutCookieName(appUrl))?.value;
  if (!sealed) return null;
  try {
    return vault.open(sealed, context);
  } catch {
    return null;
  }
}
