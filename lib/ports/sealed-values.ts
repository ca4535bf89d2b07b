/** The columns with sealed secrets (`sealContexts` says what each is bound to). */
export const sealedColumns = [
  "clientSecret",
  "privateKey",
  "attemptSecrets",
  "attemptIdentity",
  "totpSeed",
  "providerAccessToken",
  "providerRefreshToken",
  "webhookSecret",
  "webhookPreviousSecret",
  "idempotentAnswer",
  "providerRecord",
  "signingKey",
  "idToken",
  "trialResult",
] as const;
export type SealedColumn = (typeof sealedColumns)[number];

/** One sealed value and its row. */
export interface SealedValue {
  rowId: string;
  /** The organization of the row, or its space if it belongs to one; `null` for a value that is bound to none. */
  organizationId: string | null;
  sealed: string;
}
