import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What activating or removing touches, in numbers; shown before it is done. */
export interface SsoImpact {
  personalTokens: number;
  integrationTokens: number;
  /** People other than the acting administrator who are signed in, and their sessions. */
  otherPeople: number;
  otherSessions: number;
  activePeople: number;
  /** Active people who have no password. */
  withoutPassword: number;
  itAdministrators: number;
}

/** Counts it as things are now. */
export async function ssoImpact(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
): Promise<SsoImpact> {
  const now = deps.now();
  const { space, user } = ctx;
  const tokens = await deps.store.tokensOf(space.id).countLive(now);
  const sessions = await deps.store.sessionsOf(space.id).countLive(now, user?.id);
  const members = await deps.store.membershipsOf(space.id).counts();
  return {
    personalTokens: tokens.personal,
    integrationTokens: tokens.integration,
    otherPeople: sessions.people,
    otherSessions: sessions.sessions,
    activePeople: members.active,
    withoutPassword: members.active - members.withPassword,
    itAdministrators: members.itAdministrators,
  };
}
