/** The stored details of a tool's tokens for one person, without the tokens themselves. */
export interface ProviderToken {
  id: string;
  organizationId: string;
  connectionId: string;
  userId: string;
  scopes: string[];
  /** The tool's addresses that issued the tokens; they are sent to no other. */
  endpoints: string[];
  /** Of the access token; `null`: the tool sets no expiry. */
  expiresAt: Date | null;
  hasRefreshToken: boolean;
  createdAt: Date;
  refreshedAt: Date | null;
  lastFetchedAt: Date | null;
  /** When the tool reported that the grant has ended: the person must sign in again. */
  endedAt: Date | null;
}
