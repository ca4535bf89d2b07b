/** The scope of a setup link: configure and test, or renew the certificate or client secret only. */
export const setupPurposes = ["configure", "renew"] as const;
export type SetupPurpose = (typeof setupPurposes)[number];

/** A secret URL for an outside IT administrator without a user; only the digest of the secret is stored. */
export interface SetupLink {
  id: string;
  organizationId: string;
  spaceId: string;
  connectionId: string;
  purpose: SetupPurpose;
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
