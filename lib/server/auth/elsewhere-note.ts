import { cookies } from "next/headers";
import { z } from "zod";
import { listOwnSessions } from "@/lib/features/sessions/list-sessions";
import type { SealContext } from "@/lib/ports/dependencies";
import { dependencies } from "@/lib/server/process/dependencies";
import { cookieOptions, elsewhereCookieName } from "./cookies";
import { currentSession } from "./session";

const context: SealContext = {
  tenant: "global",
  table: "signed_in_elsewhere",
  row: "browser",
  column: "note",
};
/** Until the person is back from their provider. */
const lifetime = 10 * 60_000;

const note = z.object({ browsers: z.number().int().positive() });

/** The number of other browsers in which the person of this one is signed in, as far as their account page says it. */
export async function otherBrowsers(): Promise<number> {
  const current = await currentSession();
  if (!current) return 0;
  const { session, user } = current;
  const sessions = await listOwnSessions(await dependencies(), { user, sessionId: session.id });
  return sessions.filter(({ isThisOne }) => !isThisOne).length;
}

/** Remembers it for the page after the sign-out; sealed, so that no other site puts a number there. */
export async function keepElsewhere(browsers: number): Promise<void> {
  const { appUrl, vault, now } = await dependencies();
  const expires = browsers > 0 ? new Date(now().getTime() + lifetime) : new Date(0);
  const value = browsers > 0 ? vault.seal(JSON.stringify({ browsers }), context) : "";
  (await cookies()).set(elsewhereCookieName(appUrl), value, cookieOptions(appUrl, expires));
}

/** In how many other browsers whoever has just signed out is still signed in; 0: none, or nobody did. */
export async function keptElsewhere(): Promise<number> {
  const { appUrl, vault } = await dependencies();
  const sealed = (await cookies()).get(elsewhereCookieName(appUrl))?.value;
  if (!sealed) return 0;
  try {
    return note.parse(JSON.parse(vault.open(sealed, context))).browsers;
  } catch {
    return 0;
  }
}
