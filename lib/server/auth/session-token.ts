import { decryptToken, encryptToken } from "./session-cipher";

/** The contents of the browser's cookie: the id of a row in `sessions`, nothing else. */
export interface SessionToken {
  sid: string;
}

/** The cookie's value, sealed as next-auth seals it. */
export function sealSessionToken(
  token: SessionToken,
  secret: string,
  expiresAt: Date,
  now: Date,
): Promise<string> {
  const maxAge = Math.max(1, Math.round((expiresAt.getTime() - now.getTime()) / 1000));
  return encryptToken({ sid: token.sid }, secret, maxAge);
}

/**
 * The session id in a cookie; `null` if the cookie is missing, forged, expired or not ours. next-auth's `getToken` is
 * not used: it accepts a bearer header in place of a cookie.
 */
export async function openSessionToken(value: string | undefined, secret: string): Promise<string | null> {
  if (!value) return null;
  try {
    const token = await decryptToken(value, secret);
    return typeof token.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
