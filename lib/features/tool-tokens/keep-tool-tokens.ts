import type { Connection } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import { sealContexts } from "@/lib/ports/seal-contexts";

/**
 * Stores what the tool issued for an admitted person, in place of the existing tokens; if the connection keeps
 * nothing (any more), the existing ones are deleted. Inside the transaction of the sign-in.
 */
export async function keepToolTokens(
  deps: Pick<Dependencies, "store" | "vault" | "secrets" | "now">,
  connection: Connection,
  userId: string,
  tokens: TokensToKeep | null,
): Promise<void> {
  if (protocolTraits[connection.protocol].connects !== "tool") return;
  const { organizationId, id: connectionId } = connection;
  const kept = deps.store.providerTokensOf(organizationId);
  if (!tokens) {
    await kept.remove(connectionId, userId);
    return;
  }
  const before = await kept.byUser(connectionId, userId);
  const id = before?.id ?? deps.secrets.id("ptok");
  const now = deps.now();
  // Some tools issue a refresh token at the first consent only: the stored one still works, if there was one.
  const sameTool = before?.endpoints.join(" ") === tokens.endpoints.join(" ");
  const refresh = tokens.refreshToken
    ? deps.vault.seal(tokens.refreshToken, sealContexts.providerRefreshToken(organizationId, id))
    : (sameTool && before?.refreshTokenSealed) || null;
  await kept.keep({
    id,
    connectionId,
    userId,
    scopes: tokens.scopes,
    endpoints: tokens.endpoints,
    expiresAt: tokens.expiresAt,
    createdAt: now,
    accessTokenSealed: deps.vault.seal(
      tokens.accessToken,
      sealContexts.providerAccessToken(organizationId, id),
    ),
    refreshTokenSealed: refresh,
  });
}
