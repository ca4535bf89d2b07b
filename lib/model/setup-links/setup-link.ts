/** What a setup link may do: configure and test, or renew the certificate or client secret only. */
export const setupPurposes = ["configure", "renew"] as const;
export type SetupPurpose = (typeof setupPurposes)[number];

/** A secret URL for an outside IT administrator without a user; the secret itself is kept as a digest only. */
export interface SetupLink {
  id: string;
  organizationId: string;
  spaceId: string;
  connectionId: string;
  purpose: SetupPurpose;
  /** For the space's own administrators. */
  note: string | null;
  /** The address of whom it is for. */
  recipient: string | null;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** What a click on a setup link was traded for. */
export interface SetupSession {
  id: string;
  setupLinkId: string;
  createdAt: Date;
  expiresAt: Date;
}
