import type { User } from "@/lib/model/people/person";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import type { Token, TokenEnd, TokenKind } from "@/lib/model/tokens/token";
import type { Page, PageQuery } from "./page";

/** The tokens of one space. */
export interface Tokens {
  byId(id: string): Promise<Token | null>;
  /** Search looks in name and prefix; ended ones come last. */
  page(
    query: PageQuery & { kind?: TokenKind; userId?: string; ended?: boolean },
  ): Promise<Page<Token & { ownerName: string }>>;
  insert(token: Token & { hash: string }): Promise<void>;
  countLive(now: Date): Promise<{ personal: number; integration: number }>;
  /** Ends one; `false` if it had ended already. */
  end(id: string, reason: TokenEnd, detail: string | null, at: Date): Promise<boolean>;
  /** Ends every live token of the space; answers how many of each kind. */
  endAll(reason: TokenEnd, detail: string, at: Date): Promise<{ personal: number; integration: number }>;
  endOfUser(userId: string, reason: TokenEnd, at: Date): Promise<number>;
}

/** Finding a token by what a program sends; the only query without a space, as the secret names it. */
export interface TokenLookup {
  byHash(hash: string): Promise<Token | null>;
  touch(id: string, at: Date): Promise<void>;
}

/** Signed-in browsers. A person's sessions span spaces, so these queries name the person or the space. */
export interface Sessions {
  byId(id: string): Promise<Session | null>;
  /** The same with the person whose it is. */
  withUser(id: string): Promise<{ session: Session; user: User } | null>;
  /**
   * Writes a session with its spaces. The person's last sign-in is then, and so is their last to each of `signedInTo`.
   * One statement.
   */
  insert(
    session: Omit<Session, "spaces">,
    spaces: readonly SessionSpace[],
    signedInTo?: readonly string[],
  ): Promise<void>;
  /** Adds a space to a live session, or replaces how it was admitted. */
  admit(sessionId: string, space: SessionSpace): Promise<void>;
  touch(id: string, at: Date): Promise<void>;
  /** `successor`: the session that takes its place in the same browser. */
  end(id: string, reason: string, at: Date, successor?: string): Promise<boolean>;
  endOfUser(userId: string, reason: string, at: Date, except?: string): Promise<number>;
  ofUser(userId: string, now: Date): Promise<Session[]>;
}

/** The sessions that one space admitted. */
export interface SpaceSessions {
  page(
    query: PageQuery & { userId?: string },
    now: Date,
  ): Promise<Page<Session & { userEmail: string; userName: string }>>;
  /** People and sessions that are live, without those of `exceptUserId`. */
  countLive(now: Date, exceptUserId?: string): Promise<{ sessions: number; people: number }>;
  /** Takes the space away from every live session (and ends those left without any); answers how many. */
  endAll(reason: string, at: Date): Promise<number>;
  /** Takes the space away from one session; ends it if none is left. */
  end(sessionId: string, reason: string, at: Date): Promise<boolean>;
}

export interface PasswordResets {
  insert(reset: {
    id: string;
    userId: string;
    hash: string;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<void>;
  /** Whose live link it is, without using it. */
  peek(hash: string, now: Date): Promise<{ userId: string } | null>;
  /** Consumes the link; `null` if unknown, used or expired. One statement. */
  use(hash: string, now: Date): Promise<{ userId: string } | null>;
  endOfUser(userId: string, now: Date): Promise<void>;
}
