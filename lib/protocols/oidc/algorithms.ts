/**
 * The signatures that an ID token may carry, most usual first. Never `none` and never HS*: with those, anybody who
 * has the client secret (we, and a thief) could write tokens.
 */
export const acceptedAlgorithms: readonly string[] = [
  "RS256",
  "ES256",
  "PS256",
  "EdDSA",
  "Ed25519",
  "RS384",
  "RS512",
  "ES384",
  "ES512",
  "PS384",
  "PS512",
];

/** The required key for an algorithm (RFC 7518 §3, RFC 8037, RFC 9864). */
export function fitsAlgorithm(jwk: Record<string, unknown>, algorithm: string): boolean {
  const curves: Record<string, string> = {
    ES256: "P-256",
    ES384: "P-384",
    ES512: "P-521",
    EdDSA: "Ed25519",
    Ed25519: "Ed25519",
  };
  const type = algorithm.startsWith("E") ? (algorithm.startsWith("ES") ? "EC" : "OKP") : "RSA";
  if (jwk.kty !== type) return false;
  return curves[algorithm] === undefined || jwk.crv === curves[algorithm];
}

/** The hash that goes with an algorithm, for `at_hash` (OpenID Connect Core §3.1.3.6; Ed25519 hashes with SHA-512). */
export function hashOf(algorithm: string): "sha256" | "sha384" | "sha512" {
  if (algorithm.endsWith("256")) return "sha256";
  return algorithm.endsWith("384") ? "sha384" : "sha512";
}
