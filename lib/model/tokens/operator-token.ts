/** What an operator token may be used for. */
export const operatorScopes = [
  "spaces:read",
  "spaces:write",
  "applications:read",
  "applications:write",
  "events:read",
  "webhooks:read",
  "webhooks:write",
] as const;
export type OperatorScope = (typeof operatorScopes)[number];

/** A token of the vendor's backend. It belongs to no space and ends with none; the secret itself is never stored. */
export interface OperatorToken {
  id: string;
  name: string;
  prefix: string;
  scopes: OperatorScope[];
  createdAt: Date;
  /** The operator who created it; `null`: the command line. */
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  endedAt: Date | null;
}

export const operatorMark = "gho_";

/** The text that a program sends: the prefix and 256 random bits in base64url. */
export function writeOperatorToken(secret: string): string {
  return `${operatorMark}${secret}`;
}

/** Whether a text has the form of an operator token. */
export function isOperatorToken(text: string): boolean {
  return /^gho_[A-Za-z0-9_-]{43}$/.test(text);
}
