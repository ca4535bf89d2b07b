import type { Store } from "@/lib/db/store";
import type { SessionChoice } from "@/lib/model/connections/choices";
import type { Connection } from "@/lib/model/connections/connection";
import type { TokenEnd } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What was ended. */
export interface EndedAccess {
  personalTokens: number;
  integrationTokens: number;
  sessions: number;
}

/**
 * What activation and removal have in common (docs/model.md#what-ends-access): every personal and integration token
 * of the space ends, the administrator who does it is signed out, and everybody else's sessions end by choice. Must run
 * in the transaction of the change.
 */
export async function endAccess(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  connection: Pick<Connection, "name">,
  why: Extract<TokenEnd, "sso_activated" | "sso_removed">,
  sessions: SessionChoice,
): Promise<EndedAccess> {
  const now = deps.now();
  const tokens = await tx.tokensOf(ctx.space.id).endAll(why, connection.name, now);
  if (ctx.sessionId) await tx.sessions.end(ctx.sessionId, why, now);
  const ended = sessions === "end" ? await tx.sessionsOf(ctx.space.id).endAll(why, now) : 0;
  return { personalTokens: tokens.personal, integrationTokens: tokens.integration, sessions: ended };
}
