import type { Store } from "@/lib/db/store";
import type { Images } from "./images";
import type { Meter } from "./meter";

/** The owner of a sealed value; opening it under another name fails. */
export interface SealContext {
  /** The space or organization, or `global`. */
  tenant: string;
  table: string;
  row: string;
  column: string;
}

/** Seals secrets with AES-256-GCM under a key ring (docs/model.md#seal-contexts). */
export interface Vault {
  seal(plaintext: string, context: SealContext): string;
  /** Throws if the text was changed, moved or sealed under an unknown key. */
  open(sealed: string, context: SealContext): string;
}

/** Randomness and digests. */
export interface Secrets {
  /** `space_…` and so on: the prefix, an underscore and 20 characters, ordered by time. */
  id(prefix: string): string;
  /** 256 random bits, base64url. */
  secret(): string;
  /** SHA-256, base64url. */
  hash(secret: string): string;
}

/** Password hashing (argon2id). */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Takes as long as `verify`, for people who have no password. */
  pretend(password: string): Promise<void>;
}

/** Counts tries across processes. */
export interface RateLimits {
  /** Counts one try under `name` and `key`. Returns 0 if it is within the limit, else the number of seconds to wait. */
  spend(name: RateLimitName, key: string): Promise<number>;
  /** As `spend`, with the remaining tries, for callers that show them before the limit is reached. */
  count(name: RateLimitName, key: string): Promise<RateStanding>;
  /** Counts one try under each of several. */
  countAll(keys: readonly RateLimitKey[]): Promise<RateStanding[]>;
  /** Takes back one counted try under each, because it did no harm; windows that are over stay so. */
  giveBack(keys: readonly RateLimitKey[]): Promise<void>;
  /** Seconds to wait without counting a try; 0 if there is room. */
  peek(name: RateLimitName, key: string): Promise<number>;
  forgive(name: RateLimitName, key: string): Promise<void>;
}

/** A counter: a limit, and whose tries it counts. */
export interface RateLimitKey {
  name: RateLimitName;
  key: string;
}

/** The state of a limit after a try. */
export interface RateStanding {
  /** Tries within a window. */
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** Seconds until the window is over. */
  resetSeconds: number;
  /** 0 if the try is within the limit, else the number of seconds to wait. */
  wait: number;
  /** How many tries there were above the limit, this one included. */
  over: number;
}

export type RateLimitName =
  | "password_by_account_and_address"
  | "password_by_account"
  | "password_by_device"
  | "password_by_address"
  | "second_factor"
  | "discovery_by_address"
  | "discovery_by_address_steadily"
  | "reset_by_account"
  | "reset_by_address"
  | "begin_by_address"
  | "begin_by_address_and_connection"
  | "unasked_by_address"
  | "test_run_by_space"
  | "outgoing_by_space"
  | "mail_by_space"
  | "mail_by_recipient"
  | "setup_by_address"
  | "api_by_token"
  | "scim_by_directory"
  | "grants_by_address"
  | "grants_by_directory";

/** Structured logging with redaction. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** The dependencies of every use case. */
export interface Dependencies {
  store: Store;
  now: () => Date;
  secrets: Secrets;
  vault: Vault;
  passwords: PasswordHasher;
  images: Images;
  rateLimits: RateLimits;
  log: Log;
  meter: Meter;
  /** Without a slash at the end. */
  appUrl: string;
}
