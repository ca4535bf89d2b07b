import type { Role } from "@/lib/model/people/roles";

/** What a setup link may do: configure and test, or renew the certificate or client secret only. */
export const setupPurposes = ["configure", "renew"] as const;
export type SetupPurpose = (typeof setupPurposes)[number];

/**
 * What a setup link is for: a whole space, whose outside administrator chooses the provider too; one connection; or
 * the certificate or client secret of one.
 */
export const setupScopes = ["space", "connection", "renew"] as const;
export type SetupScope = (typeof setupScopes)[number];

/** A secret URL for an outside IT administrator without a user; the secret itself is kept as a digest only. */
export interface SetupLink {
  id: string;
  organizationId: string;
  spaceId: string;
  /** `null`: the link is for the space, and no provider has been chosen yet. */
  connectionId: string | null;
  purpose: SetupPurpose;
  /** The recipient of the link chooses the provider. */
  forSpace: boolean;
  /** The highest role that an activation by the link may give; `null`: it may not activate. */
  activatesAs: Role | null;
  /** Where people can go when they have finished; checked against the space's applications. */
  returnUrl: string | null;
  /** For the space's own administrators. */
  note: string | null;
  /** The recipient's address. */
  recipient: string | null;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** The session that a click on a setup link opened. */
export interface SetupSession {
  id: string;
  setupLinkId: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What a link is for, in the API's word. */
export function scopeOf({ purpose, forSpace }: Pick<SetupLink, "purpose" | "forSpace">): SetupScope {
  if (purpose === "renew") return "renew";
  return forSpace ? "space" : "connection";
}
