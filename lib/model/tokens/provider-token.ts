/** What is kept of a tool's tokens for one person; the tokens themselves stay behind. */
export interface ProviderToken {
  id: string;
  organizationId: string;
  connectionId: string;
  userId: string;
  scopes: string[];
  /** The tool's addresses that the tokens were got with; they are sent to no other. */
  endpoints: string[];
  /** Of the access token; `null`: the tool sets no end. */
  expiresAt: Date | null;
  hasRefreshToken: boolean;
  createdAt: Date;
  refreshedAt: Date | null;
  lastFetchedAt: Date | null;
  /** When the tool said that the grant has ended: the person must sign in again. */
  endedAt: Date | null;
}
