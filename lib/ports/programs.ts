import type { OptionSettings } from "@/lib/model/connections/connection";

/** A POST that a program has sent with a key before. */
export interface EarlierRequest {
  id: string;
  requestDigest: string;
  /** `null` while the first is still at it. */
  status: number | null;
  answerSealed: string | null;
}

/** The keys under which one token's POSTs are done once. */
export interface IdempotencyKeys {
  /**
   * Takes the key for this request: `null` if nobody had it. Else the request that has it. One statement decides.
   * A key that expired, or whose request died without an answer, is free.
   */
  take(
    key: { id: string; spaceId: string; keyHash: string; requestDigest: string; expiresAt: Date },
    now: Date,
  ): Promise<EarlierRequest | null>;
  finish(id: string, status: number, answerSealed: string): Promise<void>;
  /** Gives the key free: nothing was done. */
  release(id: string): Promise<void>;
}

/** What a sign-in option's settings were at a time. */
export interface OptionVersion {
  id: string;
  optionId: string;
  version: number;
  settings: OptionSettings;
  createdAt: Date;
  createdBy: string | null;
}

/** The versions of the sign-in options of one space. */
export interface OptionVersions {
  /** Newest first. */
  of(optionId: string): Promise<OptionVersion[]>;
  byNumber(optionId: string, version: number): Promise<OptionVersion | null>;
  /** Adds one with the next number. Call it in the transaction that changes the option: its row is the lock. */
  add(version: Omit<OptionVersion, "version">): Promise<OptionVersion>;
}
