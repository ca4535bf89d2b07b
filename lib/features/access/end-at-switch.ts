import type { Store } from "@/lib/db/store";
import { addReceipts } from "@/lib/model/access/receipt";
import type { SessionChoice } from "@/lib/model/connections/choices";
import type { Connection } from "@/lib/model/connections/connection";
import type { TokenEnd } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { endAccess } from "./end-access";

/** The counts of what was ended. */
export interface EndedAccess {
  personalTokens: number;
  integrationTokens: number;
  sessions: number;
}

export const nothingEndedAtSwitch: EndedAccess = { personalTokens: 0, integrationTokens: 0, sessions: 0 };

/** What happens to other people's sessions, and to tokens if that is a choice. */
export interface EndingChoices {
  sessions: SessionChoice;
  /** Counts only while another connection is active; `keep` if absent. */
  tokens?: SessionChoice | undefined;
}

/** The number of the space's active connections, not counting the one that is activated or removed. */
async function otherActiveConnections(store: Store, spaceId: string, connectionId: string): Promise<number> {
  const options = await store.optionsOf(spaceId).all();
  return options.filter((option) => option.status === "active" && option.connectionId !== connectionId)
    .length;
}

/**
 * What activation and removal have in common (docs/model.md#what-ends-access): the administrator who performs it is
 * signed out, everybody else's sessions end by choice, and the space's tokens end, unless other connections are
 * active and nobody has chosen to end them. Must run in the transaction of the change, under the space's lock.
 * Returns what was ended and what happened to the tokens, for the audit log.
 */
export async function endAtSwitch(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  cause: {
    connection: Pick<Connection, "id" | "name">;
    why: Extract<TokenEnd, "sso_activated" | "sso_removed">;
    choices: EndingChoices;
  },
): Promise<{ ended: EndedAccess; tokens: SessionChoice }> {
  const { connection, why, choices } = cause;
  const now = deps.now();
  const others = await otherActiveConnections(tx, ctx.space.id, connection.id);
  const tokens = others === 0 ? "end" : (choices.tokens ?? "keep");
  const stopped =
    tokens === "end"
      ? await tx.tokensOf(ctx.space.id).endAll(why, connection.name, now)
      : { personal: 0, integration: 0 };
  if (ctx.sessionId) await tx.sessions.end(ctx.sessionId, why, now);
  const receipts =
    choices.sessions === "end"
      ? await endAccess({ store: tx, now: () => now }, ctx.space.id, {
          ...{ cause: why, actor: ctx.actor, people: "everybody", organizationId: null },
        })
      : new Map();
  const { sessions } = addReceipts(receipts.values());
  return {
    ended: { personalTokens: stopped.personal, integrationTokens: stopped.integration, sessions },
    tokens,
  };
}

/** What a removal writes to the audit log about it; `null`: it had never been in use. */
export function endingDetails(ending: { ended: EndedAccess; tokens: SessionChoice } | null) {
  return ending ? { ...ending.ended, tokens: ending.tokens } : nothingEndedAtSwitch;
}
