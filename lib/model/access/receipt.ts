/** What has ended of one person in one space: the receipt of an end of access. */
export interface AccessReceipt {
  sessions: number;
  /** Personal access tokens. */
  personalTokens: number;
  /** Grants at tools. */
  toolTokens: number;
  /** Applications' refresh tokens. */
  refreshTokens: number;
  /** Sign-ins to applications. */
  applications: number;
  /** Applications that are told by back-channel logout. */
  applicationsTold: number;
}

export const nothingEnded: Readonly<AccessReceipt> = {
  sessions: 0,
  personalTokens: 0,
  toolTokens: 0,
  refreshTokens: 0,
  applications: 0,
  applicationsTold: 0,
};

const parts = Object.keys(nothingEnded) as (keyof AccessReceipt)[];

/** The sum of several. */
export function addReceipts(receipts: Iterable<AccessReceipt>): AccessReceipt {
  const sum = { ...nothingEnded };
  for (const receipt of receipts) for (const part of parts) sum[part] += receipt[part];
  return sum;
}

/** Whether anything has ended. */
export const hasEnded = (receipt: AccessReceipt) => parts.some((part) => receipt[part] > 0);
