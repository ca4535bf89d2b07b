import type { Token } from "@/lib/model/tokens/token";
import { explainTokenEnd, tokenState } from "@/lib/model/tokens/token-state";
import type { TokenView } from "@/lib/schemas/token";

/** A token as it may be shown, with its state at `now`. */
export function viewToken(token: Token & { ownerName: string }, now: Date): TokenView {
  return {
    id: token.id,
    kind: token.kind,
    name: token.name,
    prefix: token.prefix,
    owner: {
      kind: token.kind === "personal" ? "user" : "account",
      id: token.userId ?? token.accountId ?? "",
      name: token.ownerName,
    },
    scopes: token.scopes,
    state: tokenState(token, now),
    endedBecause: explainTokenEnd(token, now),
    endedDetail: token.endedDetail,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    endedAt: token.endedAt?.toISOString() ?? null,
  };
}
