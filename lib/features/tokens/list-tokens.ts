import type { TokenKind, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { TokenView } from "@/lib/schemas/token";
import { viewToken } from "./token-view";

type Reads = Pick<Dependencies, "store" | "now">;

/** The tokens of the space, ended ones last. */
export async function listTokens(
  deps: Reads,
  ctx: Pick<Context, "space">,
  query: PageQuery & { kind?: TokenKind; ended?: boolean },
): Promise<Page<TokenView>> {
  const page = await deps.store.tokensOf(ctx.space.id).page(query);
  return { ...page, rows: page.rows.map((token) => viewToken(token, deps.now())) };
}

/** The signed-in person's own personal tokens in this space. */
export async function listOwnTokens(
  deps: Reads,
  ctx: Pick<Context, "space" | "user">,
  query: PageQuery,
): Promise<Page<TokenView>> {
  if (!ctx.user) return { rows: [], total: 0, page: 1, pageSize: query.pageSize ?? 25 };
  const own = { kind: "personal", userId: ctx.user.id } as const;
  const page = await deps.store.tokensOf(ctx.space.id).page({ ...query, ...own });
  return { ...page, rows: page.rows.map((token) => viewToken(token, deps.now())) };
}

/**
 * The values that prefill a replacement for an ended token; `null` if there is none, or if `own` is set and it is
 * somebody else's.
 */
export async function describeForRenewal(
  deps: Reads,
  ctx: Pick<Context, "space" | "user">,
  id: string,
  reach: "own" | "space",
): Promise<{ name: string; scopes: TokenScope[]; ownerName: string } | null> {
  const token = await deps.store.tokensOf(ctx.space.id).byId(id);
  if (!token || (reach === "own" && token.userId !== ctx.user?.id)) return null;
  const account = token.accountId ? await deps.store.accountsOf(ctx.space.id).byId(token.accountId) : null;
  return { name: token.name, scopes: token.scopes, ownerName: account?.name ?? "" };
}
