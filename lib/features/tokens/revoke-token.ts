import { done, type Outcome, refused } from "@/lib/model/outcome";
import { tokenState } from "@/lib/model/tokens/token-state";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Ends a token. `own`: only one of the signed-in person's own; otherwise any of the space. Somebody else's token is
 * not found, and a dead one keeps its state.
 */
export async function revokeToken(
  deps: Dependencies,
  ctx: Context,
  id: string,
  reach: "own" | "space",
): Promise<Outcome<null>> {
  const now = deps.now();
  const notFound = refused("not_found", "token_not_found", "There is no such token in this space.");
  return deps.store.transaction(async (tx) => {
    const tokens = tx.tokensOf(ctx.space.id);
    const token = await tokens.byId(id);
    if (!token || (reach === "own" && (!ctx.user || token.userId !== ctx.user.id))) return notFound;
    const ended = tokenState(token, now) === "live" && (await tokens.end(id, "revoked", null, now));
    if (!ended) return refused("conflict", "token_ended", "This token has already ended.");
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "token.revoked",
        target: { kind: "token", id, name: token.name },
        details: { kind: token.kind, prefix: token.prefix },
      },
      now,
    );
    return done(null);
  });
}
