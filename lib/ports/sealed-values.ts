/** The columns that hold sealed secrets (`sealContexts` says what each is bound to). */
export const sealedColumns = [
  "clientSecret",
  "privateKey",
  "attemptSecrets",
  "attemptIdentity",
  "totpSeed",
  "providerAccessToken",
  "providerRefreshToken",
  "webhookSecret",
  "idempotentAnswer",
  "providerRecord",
  "signingKey",
  "idToken",
] as const;
export type SealedColumn = (typeof sealedColumns)[number];

/** One sealed value and the row that it is in. */
export interface SealedValue {
  rowId: string;
  /** The organization of the row, or its space where it belongs to that; `null` for what is bound to none. */
  organizationId: string | null;
  sealed: string;
}
