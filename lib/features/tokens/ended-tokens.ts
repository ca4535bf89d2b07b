import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

const mostCounted = 200;
/** After this time the tokens that mattered have been created again. */
const days = 30;

/** How many tokens (200 at most) the recent activation of a connection has ended; 0 if it was long ago or never. */
export async function endedTokensOf(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { space }: Pick<Context, "space">,
  connectionName: string,
  activatedAt: Date | null,
): Promise<number> {
  if (!activatedAt || now().getTime() - activatedAt.getTime() > days * 86_400_000) return 0;
  const { rows } = await store.tokensOf(space.id).page({ ended: true, pageSize: mostCounted });
  return rows.filter((token) => token.endedReason === "sso_activated" && token.endedDetail === connectionName)
    .length;
}
