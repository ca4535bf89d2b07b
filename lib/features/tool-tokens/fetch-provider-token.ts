import type { SealedTokens } from "@/lib/db/repositories/provider-tokens";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { findMember } from "@/lib/features/people/find-member";
import type { Connection } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { ProviderToken } from "@/lib/model/tokens/provider-token";
import { stillServe } from "@/lib/model/tokens/token-endpoints";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { openOAuth2Settings } from "@/lib/protocols/oauth2/open-settings";

/** What a program gets, without the refresh token. */
export interface FetchedToken {
  accessToken: string;
  tokenType: "Bearer";
  scopes: string[];
  /** ISO 8601; `null`: the tool sets no expiry. */
  expiresAt: string | null;
  person: { id: string; email: string };
}

/** A token that expires sooner is refreshed: the program is about to use it. */
const freshSeconds = 60;
/** Longer than the client waits for the tool. */
const refreshSeconds = 30;

type Kept = ProviderToken & SealedTokens;

/**
 * Gives a program of the space a working access token of a person at a tool (OAuth 2 connections read data on behalf
 * of the user). Only an account may, only through a connection of the space's own, active here, and only for an
 * active member. Every call is audited.
 */
export async function fetchProviderToken(
  deps: SsoDependencies,
  ctx: Context,
  input: { connectionId: string; person: string },
): Promise<Outcome<FetchedToken>> {
  if (ctx.actor.kind !== "account") return accountOnly();
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own" || protocolTraits[found.connection.protocol].connects !== "tool")
    return noSuchConnection();
  const { connection, live, option } = found;
  if (!live || option?.status !== "active")
    return refused(
      "conflict",
      "connector_inactive",
      "This connection is not active, so its tokens are not given out.",
    );
  const settings = await openOAuth2Settings(deps, connection, live);
  if (!settings.keepTokens)
    return refused(
      "conflict",
      "tokens_not_kept",
      "This connection does not keep the tool's tokens. Turn this on in its settings.",
    );
  const member = await findMember(deps.store, ctx.space.id, input.person);
  const kept = member?.status === "active" ? await keptOf(deps, connection, member.userId) : null;
  if (!member || !kept)
    return refused(
      "not_found",
      "provider_token_not_found",
      "No token is stored for this person. They must sign in through this connection once.",
    );
  const usable = await fresh(deps, connection, settings, kept);
  if (!usable.ok) return usable;
  const { accessTokenSealed, id, scopes, expiresAt } = usable.value;
  const now = deps.now();
  await deps.store.transaction(async (tx) => {
    await tx.providerTokensOf(connection.organizationId).touch(id, now);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "provider_token.fetched",
        target: { kind: "user", id: member.userId, name: member.user.email },
        details: { connection: connection.name, connectionId: connection.id, scopes },
      },
      now,
    );
  });
  return done({
    accessToken: deps.vault.open(
      accessTokenSealed ?? "",
      sealContexts.providerAccessToken(connection.organizationId, id),
    ),
    tokenType: "Bearer",
    scopes,
    expiresAt: expiresAt?.toISOString() ?? null,
    person: { id: member.userId, email: member.user.email },
  });
}

const accountOnly = () =>
  refused(
    "forbidden",
    "account_only",
    "Only an integration token can fetch a person's access token. Create one under Developers → Tokens.",
  );

const keptOf = (deps: Pick<SsoDependencies, "store">, connection: Connection, userId: string) =>
  deps.store.providerTokensOf(connection.organizationId).byUser(connection.id, userId);

/** The stored token if it lasts, else a refreshed one. One process refreshes at a time. */
async function fresh(
  deps: SsoDependencies,
  connection: Connection,
  settings: Awaited<ReturnType<typeof openOAuth2Settings>>,
  kept: Kept,
): Promise<Outcome<Kept>> {
  const now = deps.now();
  const left = kept.expiresAt ? kept.expiresAt.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
  if (kept.endedAt || !kept.accessTokenSealed) return ended();
  const tokens = deps.store.providerTokensOf(connection.organizationId);
  // The live version may have changed while the person was at the tool: tokens of another address are never sent
  // here.
  if (!stillServe(kept.endpoints, settings)) {
    await tokens.end(kept.id, now);
    return ended();
  }
  if (left > freshSeconds * 1000) return done(kept);
  if (!kept.refreshTokenSealed) return left > 0 ? done(kept) : ended();

  const until = new Date(now.getTime() + refreshSeconds * 1000);
  if (!(await tokens.claimRefresh(kept.id, now, until)))
    return left > 0
      ? done(kept)
      : refused("unavailable", "refresh_under_way", "The token is being refreshed right now. Try again.", {
          retryAfter: 2,
        });
  // Read after the claim: another process may have refreshed in between.
  const current = await keptOf(deps, connection, kept.userId);
  if (
    current?.refreshTokenSealed !== kept.refreshTokenSealed ||
    current.accessTokenSealed !== kept.accessTokenSealed
  ) {
    await tokens.release(kept.id);
    return current?.accessTokenSealed ? done(current) : ended();
  }
  return refresh(deps, connection, settings, { ...kept, refreshTokenSealed: kept.refreshTokenSealed });
}

/** Refreshes the token at the tool, with the right to refresh, and stores the result. */
async function refresh(
  deps: SsoDependencies,
  { organizationId }: Connection,
  settings: Awaited<ReturnType<typeof openOAuth2Settings>>,
  kept: Kept & { refreshTokenSealed: string },
): Promise<Outcome<Kept>> {
  const tokens = deps.store.providerTokensOf(organizationId);
  const context = sealContexts.providerRefreshToken(organizationId, kept.id);
  const answer = await deps.oauth2.refresh(
    settings,
    deps.vault.open(kept.refreshTokenSealed, context),
    deps.now(),
  );
  switch (answer.outcome) {
    case "ended":
      await tokens.end(kept.id, deps.now());
      return ended();
    case "refused":
      await tokens.release(kept.id);
      return refused(
        "unavailable",
        answer.refusal.code,
        "The tool did not refresh the token. Try again later.",
        {
          received: answer.refusal.received ?? undefined,
          retryAfter: 30,
        },
      );
    case "refreshed": {
      const { accessToken, refreshToken, scopes, expiresAt } = answer.tokens;
      const change = {
        accessTokenSealed: deps.vault.seal(
          accessToken,
          sealContexts.providerAccessToken(organizationId, kept.id),
        ),
        // RFC 6749 §6: the old one stays unless a new one comes.
        refreshTokenSealed: refreshToken ? deps.vault.seal(refreshToken, context) : kept.refreshTokenSealed,
        scopes,
        expiresAt,
        refreshedAt: deps.now(),
      };
      const written = await tokens.refreshed(kept.id, kept.refreshTokenSealed, change);
      // The person signed in again meanwhile: the tokens from that are kept, this one works too.
      if (!written) await tokens.release(kept.id);
      return done({ ...kept, ...change });
    }
  }
}

function ended() {
  return refused(
    "conflict",
    "provider_token_ended",
    "This person's grant has ended: it ended at the tool, or the connection now uses another address of the tool. They must sign in through the connection again.",
  );
}
