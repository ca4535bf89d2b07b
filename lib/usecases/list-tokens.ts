import type { TokenKind } from "@/lib/core/model/token";
import type { TokenView } from "@/lib/schemas/token";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import type { Page, PageQuery } from "./ports/page";
import { viewToken } from "./views/token-view";

type Reads = Pick<Dependencies, "store" | "now">;

/** The tokens of the space, ended ones last. */
export async function listTokens(
  deps: Reads,
  acting: Pick<Acting, "space">,
  query: PageQuery & { kind?: TokenKind; ended?: boolean },
): Promise<Page<TokenView>> {
  const page = await deps.store.tokensOf(acting.space.id).page(query);
  return { ...page, rows: page.rows.map((token) => viewToken(token, deps.now())) };
}

/** The acting person's own personal tokens in this space. */
export async function listOwnTokens(
  deps: Reads,
  acting: Pick<Acting, "space" | "user">,
  query: PageQuery,
): Promise<Page<TokenView>> {
  if (!acting.user) return { rows: [], total: 0, page: 1, pageSize: query.pageSize ?? 25 };
  const own = { kind: "personal", userId: acting.user.id } as const;
  const page = await deps.store.tokensOf(acting.space.id).page({ ...query, ...own });
  return { ...page, rows: page.rows.map((token) => viewToken(token, deps.now())) };
}

/** One token of the space; `null` for any other. */
export async function findToken(deps: Reads, acting: Pick<Acting, "space">, id: string) {
  return deps.store.tokensOf(acting.space.id).byId(id);
}
