import type { ProviderToken } from "@/lib/model/tokens/provider-token";

/** Which connections the people of one space may sign in by. */
export interface MemberConnections {
  /** Ids of connections; empty: any. */
  ofUser(userId: string): Promise<string[]>;
  /** Makes the person's connections exactly these. */
  set(userId: string, connectionIds: readonly string[], by: string | null, at: Date): Promise<void>;
  /** Takes the connection out of everybody's choice. */
  forget(connectionId: string): Promise<void>;
}

export interface SealedTokens {
  accessTokenSealed: string | null;
  refreshTokenSealed: string | null;
}

/** The tools' tokens that one organization keeps. */
export interface ProviderTokens {
  byUser(connectionId: string, userId: string): Promise<(ProviderToken & SealedTokens) | null>;
  ofUser(userId: string): Promise<ProviderToken[]>;
  /** Writes a person's tokens in the place of what was there; `id` is the row's, old or new (they are sealed to it). */
  keep(
    token: Pick<
      ProviderToken,
      "id" | "connectionId" | "userId" | "scopes" | "endpoints" | "expiresAt" | "createdAt"
    > &
      SealedTokens,
  ): Promise<void>;
  /** Takes the right to refresh until then; `false` if somebody else has it. One statement. */
  claimRefresh(id: string, now: Date, until: Date): Promise<boolean>;
  /** Writes what a refresh brought and gives the right back, where the refresh token is still the one that was used. */
  refreshed(
    id: string,
    from: string | null,
    change: SealedTokens & Pick<ProviderToken, "scopes" | "expiresAt" | "refreshedAt">,
  ): Promise<boolean>;
  /** Gives the right to refresh back without a change. */
  release(id: string): Promise<void>;
  /** The tool has ended the grant: both tokens go. */
  end(id: string, at: Date): Promise<void>;
  /** Ends what a connection keeps that was not got at this token address, or all of it (`null`); how many that were. */
  endOthers(connectionId: string, tokenUrl: string | null, at: Date): Promise<number>;
  touch(id: string, at: Date): Promise<void>;
  remove(connectionId: string, userId: string): Promise<boolean>;
}
