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
