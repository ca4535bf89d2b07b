import { type Token, tokenEnds } from "./token";

/** The current state of a token; it expires without a write. */
export const tokenStates = ["live", "expired", ...tokenEnds] as const;
export type TokenState = (typeof tokenStates)[number];

type Ending = Pick<Token, "endedAt" | "endedReason" | "endedDetail" | "expiresAt">;

/** Whether the token works at `now`, and if not, what ended it. The first cause counts. */
export function tokenState(token: Ending, now: Date): TokenState {
  const expired = token.expiresAt !== null && token.expiresAt <= now;
  if (token.endedAt && token.endedReason) {
    const expiredBefore = token.expiresAt !== null && token.expiresAt <= token.endedAt;
    return expiredBefore ? "expired" : token.endedReason;
  }
  return expired ? "expired" : "live";
}

const sentences: Record<Exclude<TokenState, "live">, (detail: string | null, at: string) => string> = {
  expired: (_, at) => `This token expired at ${at}.`,
  revoked: (_, at) => `This token was revoked at ${at}.`,
  sso_activated: (detail, at) => `This token was ended by the activation of ${connection(detail)} at ${at}.`,
  sso_removed: (detail, at) => `This token was ended by the removal of ${connection(detail)} at ${at}.`,
  owner_deactivated: (_, at) => `This token ended at ${at}, when its owner was deactivated in the space.`,
  access_ended: (_, at) => `This token ended at ${at}, when its owner's access was ended.`,
};

const connection = (detail: string | null) =>
  detail === null ? "a single sign-on connection" : `the single sign-on connection “${detail}”`;

/** One sentence that says when and why a token died; `null` while it lives. */
export function explainTokenEnd(token: Ending, now: Date): string | null {
  const state = tokenState(token, now);
  if (state === "live") return null;
  const at = state === "expired" ? token.expiresAt : token.endedAt;
  return sentences[state](token.endedDetail, (at ?? now).toISOString());
}
