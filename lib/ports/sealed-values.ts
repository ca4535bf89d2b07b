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
] as const;
export type SealedColumn = (typeof sealedColumns)[number];

/** One sealed value and the row that it stands in. */
export interface SealedValue {
  rowId: string;
  /** The organization of the row, or its space where it belongs to that; `null` for what is bound to none. */
  organizationId: string | null;
  sealed: string;
}

/** Every sealed value there is, across tenants: for turning keys over, and for nothing else. */
export interface SealedValues {
  /** How many values of a column are sealed under each key. */
  countByKey(column: SealedColumn): Promise<{ keyId: string; values: number }[]>;
  /** Values that are not sealed under the key, in the order of their rows, after the given one. */
  notUnder(column: SealedColumn, keyId: string, after: string | null, limit: number): Promise<SealedValue[]>;
  /** Puts a newly sealed text in the place of the old one; `false` where somebody has changed it meanwhile. */
  replace(column: SealedColumn, rowId: string, from: string, to: string): Promise<boolean>;
}
