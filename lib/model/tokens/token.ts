import type { Role } from "@/lib/model/people/roles";

export const tokenKinds = ["personal", "integration"] as const;
export type TokenKind = (typeof tokenKinds)[number];
/** The owner of a token: a person, or an account of the space. */
export const tokenOwners = ["user", "account"] as const;
export const tokenEnds = [
  "revoked",
  "sso_activated",
  "sso_removed",
  "owner_deactivated",
  "access_ended",
] as const;
export type TokenEnd = (typeof tokenEnds)[number];

/** The scopes of a token. */
export const tokenScopes = [
  "connections:read",
  "connections:write",
  "people:read",
  "people:write",
  "audit:read",
  "provider_tokens:read",
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** A personal access token or an integration token; the secret itself is never stored. */
export interface Token {
  id: string;
  kind: TokenKind;
  spaceId: string;
  userId: string | null;
  accountId: string | null;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  /**
   * The highest role that it acts with. For an integration token its creator's; for a personal token that was created
   * in a session of single sign-on, the person's at that time; else `admin`, and the person's own counts.
   */
  role: Role;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  endedAt: Date | null;
  endedReason: TokenEnd | null;
  endedDetail: string | null;
}
