import { hkdfSync, randomUUID, webcrypto } from "node:crypto";
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";

/** The clock tolerance of next-auth. */
const clockToleranceSeconds = 15;
const keys = new Map<string, Promise<webcrypto.CryptoKey>>();

/**
 * The key that next-auth derives from its secret, computed once per process: next-auth derives it for each cookie
 * that it reads or writes, which costs more than all the rest of it.
 */
function keyOf(secret: string): Promise<webcrypto.CryptoKey> {
  const cached = keys.get(secret);
  if (cached) return cached;
  const bytes = hkdfSync("sha256", secret, "", "NextAuth.js Generated Encryption Key", 32);
  const made = webcrypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  keys.set(secret, made);
  return made;
}

/** As next-auth's own `encode`, to the same format. */
export async function encryptToken(token: JWTPayload, secret: string, maxAge: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new EncryptJWT(token)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setIssuedAt(now)
    .setExpirationTime(now + maxAge)
    .setJti(randomUUID())
    .encrypt(await keyOf(secret));
}

/** As next-auth's own `decode`: throws if the token is forged, expired or not sealed under this secret. */
export async function decryptToken(token: string, secret: string): Promise<JWTPayload> {
  const { payload } = await jwtDecrypt(token, await keyOf(secret), {
    clockTolerance: clockToleranceSeconds,
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return payload;
}
