import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { findMember } from "@/lib/features/people/find-member";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { openOAuth2Settings } from "@/lib/protocols/oauth2/open-settings";

/**
 * Deletes a person's tokens of a tool and revokes them there, if the tool supports it (RFC 7009). Deleting does not
 * wait for the tool: tokens that cannot be revoked there are still deleted here.
 */
export async function revokeProviderToken(
  deps: SsoDependencies,
  ctx: Context,
  input: { connectionId: string; person: string },
): Promise<Outcome<{ toldTool: boolean }>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own" || protocolTraits[found.connection.protocol].connects !== "tool")
    return noSuchConnection();
  const { connection, live } = found;
  const { organizationId } = connection;
  const member = await findMember(deps.store, ctx.space.id, input.person);
  const removed = await deps.store.transaction(async (tx) => {
    const tokens = tx.providerTokensOf(organizationId);
    const kept = member && (await tokens.byUser(connection.id, member.userId));
    if (!member || !kept || !(await tokens.remove(connection.id, member.userId))) return null;
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "provider_token.revoked",
        target: { kind: "user", id: member.userId, name: member.user.email },
        details: { connection: connection.name, connectionId: connection.id },
      },
      deps.now(),
    );
    return kept;
  });
  if (!removed)
    return refused(
      "not_found",
      "provider_token_not_found",
      "No token is stored for this person. It may already have been removed.",
    );
  if (!live) return done({ toldTool: false });
  const settings = await openOAuth2Settings(deps, connection, live);
  const { id, refreshTokenSealed, accessTokenSealed, endpoints } = removed;
  // Only the tool that issued it is called: another address would learn it.
  if (!settings.revocationUrl || !endpoints.includes(settings.revocationUrl))
    return done({ toldTool: false });
  const token = refreshTokenSealed
    ? deps.vault.open(refreshTokenSealed, sealContexts.providerRefreshToken(organizationId, id))
    : accessTokenSealed
      ? deps.vault.open(accessTokenSealed, sealContexts.providerAccessToken(organizationId, id))
      : null;
  return done({ toldTool: token !== null && (await deps.oauth2.revoke(settings, token)) });
}
