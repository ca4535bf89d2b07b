import { randomUUID } from "node:crypto";
import { importJWK, type JWTPayload, SignJWT } from "jose";
import type { KeyRing } from "./key-ring";

export interface SignalToken {
  /** The header's type: what the token is for. */
  type: string;
  claims: JWTPayload;
  /** By a key that is published nowhere. */
  foreign?: boolean;
}

/** A token about somebody's session, signed like an ID token. `jti`, `iat` and `exp` are added unless given. */
export async function signSignal(keys: KeyRing, issuer: string, signal: SignalToken): Promise<string> {
  const key = signal.foreign ? keys.foreign : keys.signing("RS256");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, jti: randomUUID(), iat: now, exp: now + 120, ...signal.claims };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: signal.type })
    .sign(await importJWK(key.privateJwk, "RS256"));
}

const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";
const revoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

/** The signals that can be sent by hand, each in the form of its standard. */
export const signalKinds = {
  logout: "Back-channel logout",
  revocation: "Global token revocation (Universal Logout)",
  session_revoked: "CAEP: session revoked",
} as const;
export type SentSignal = keyof typeof signalKinds;

/** Sends a signal about a person to the application's address; returns its answer's status. */
export async function sendSignal(
  keys: KeyRing,
  issuer: string,
  signal: { kind: SentSignal; to: string; person: string; clientId: string },
): Promise<number> {
  const { kind, to, person, clientId } = signal;
  const subject = { format: "iss_sub", iss: issuer, sub: person };
  const sign = (type: string, claims: JWTPayload) => signSignal(keys, issuer, { type, claims });
  const requests: Record<SentSignal, () => Promise<RequestInit>> = {
    logout: async () => {
      const token = await sign("logout+jwt", { aud: clientId, sub: person, events: { [logoutEvent]: {} } });
      return { body: new URLSearchParams({ logout_token: token }) };
    },
    revocation: async () => ({
      headers: {
        authorization: `Bearer ${await sign("global-token-revocation+jwt", { aud: to })}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ sub_id: subject }),
    }),
    session_revoked: async () => ({
      headers: { "content-type": "application/secevent+jwt" },
      body: await sign("secevent+jwt", { aud: to, sub_id: subject, events: { [revoked]: {} } }),
    }),
  };
  return (await fetch(to, { method: "POST", ...(await requests[kind]()) })).status;
}
