import { createHash, createHmac } from "node:crypto";
import { exportSPKI, importJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type { Fault } from "./faults";
import type { KeyRing, SimulatorKey } from "./key-ring";

export interface TokenContext {
  fault: Fault | null;
  keys: KeyRing;
  clientSecret: string;
  accessToken: string;
  /** The address of this simulator. */
  url: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const minutes = 60;

/** A fault's changes to the claims, in place. */
// Over 60 lines: one case per fault.
function changeClaims(claims: JWTPayload, fault: Fault | null): void {
  const now = Math.floor(Date.now() / 1000);
  switch (fault) {
    case "token_wrong_issuer":
      claims.iss = "https://another-issuer.example";
      break;
    case "token_wrong_audience":
      claims.aud = "another-client";
      break;
    case "token_more_audiences":
      claims.aud = [String(claims.aud), "another-client"];
      break;
    case "token_more_audiences_ours":
      claims.azp = String(claims.aud);
      claims.aud = [String(claims.aud), "another-client"];
      break;
    case "token_wrong_authorized_party":
      claims.azp = "another-client";
      break;
    case "token_without_issuer":
      delete claims.iss;
      break;
    case "token_without_subject":
      delete claims.sub;
      break;
    case "token_without_audience":
      delete claims.aud;
      break;
    case "token_without_issued_at":
      delete claims.iat;
      break;
    case "token_without_expiry":
      delete claims.exp;
      break;
    case "token_expired":
      claims.iat = now - 20 * minutes;
      claims.exp = now - 10 * minutes;
      break;
    case "token_not_yet_valid":
      claims.nbf = now + 10 * minutes;
      break;
    case "token_from_the_future":
      claims.iat = now + 10 * minutes;
      claims.exp = now + 20 * minutes;
      break;
    case "clock_ahead":
      claims.iat = now + 10 * minutes;
      claims.exp = now + 15 * minutes;
      break;
    case "clock_behind":
      claims.iat = now - 10 * minutes;
      claims.exp = now - 5 * minutes;
      break;
    case "token_old_authentication":
      claims.auth_time = now - 30 * 24 * 60 * minutes;
      break;
    case "token_senseless_auth_time":
      claims.auth_time = -1;
      break;
    case "token_without_auth_time":
      delete claims.auth_time;
      break;
    case "token_session_expiry":
      claims.session_expiry = now + 20 * minutes;
      break;
    case "token_wrong_nonce":
      claims.nonce = "a-nonce-of-another-sign-in";
      break;
    case "token_without_nonce":
      delete claims.nonce;
      break;
    case "token_wrong_access_token_hash":
      claims.at_hash = "AAAAAAAAAAAAAAAAAAAAAA";
      break;
    case "person_without_email":
      delete claims.email;
      delete claims.email_verified;
      break;
    case "person_email_unverified":
      claims.email_verified = false;
      break;
    case "person_email_unstated":
      delete claims.email_verified;
      break;
    case "person_group_overage":
      delete claims.groups;
      Object.assign(claims, groupOverage);
      break;
    case "person_only_in_userinfo":
    case "userinfo_other_subject":
    case "userinfo_without_subject":
    case "userinfo_fails":
    case "userinfo_html":
    case "userinfo_hangs":
      for (const name of [
        "email",
        "email_verified",
        "name",
        "given_name",
        "family_name",
        "preferred_username",
        "groups",
      ]) {
        delete claims[name];
      }
      break;
    default:
  }
}

/** Entra ID's marker for omitted groups. */
export const groupOverage = {
  _claim_names: { groups: "src1" },
  _claim_sources: { src1: { endpoint: "https://graph.example/v1.0/me/getMemberObjects" } },
};

/** The half hash that binds the ID token to its access token; `oidc-provider` leaves it out of the code flow. */
function accessTokenHash(accessToken: string, alg: string): string {
  const name = alg.endsWith("256") ? "sha256" : alg.endsWith("384") ? "sha384" : "sha512";
  const hash = createHash(name).update(accessToken).digest();
  return hash.subarray(0, hash.length / 2).toString("base64url");
}

/** Turns a good ID token into the one that the fault needs; without a fault, adds a few claims. */
export async function spoil(idToken: string, context: TokenContext): Promise<string> {
  const { fault, keys, clientSecret, url } = context;
  const [head = "", body = "", signature = ""] = idToken.split(".");
  const header = JSON.parse(Buffer.from(head, "base64url").toString()) as JWTHeaderParameters;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as JWTPayload;
  claims.at_hash = accessTokenHash(context.accessToken, header.alg);
  changeClaims(claims, fault);
  const plain = { alg: header.alg, typ: "JWT" };
  const foreign = { ...plain, alg: "RS256", kid: keys.foreign.kid };
  switch (fault) {
    case "token_bad_signature":
      return `${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    case "token_changed":
      return `${head}.${encode({ ...claims, sub: "somebody-else", email: "boss@acme.example" })}.${signature}`;
    case "token_unsigned":
      return `${encode({ alg: "none" })}.${encode(claims)}.`;
    case "token_hmac":
      return hmac({ alg: "HS256" }, claims, clientSecret);
    case "token_hmac_public_key": {
      const { kid, publicJwk } = keys.signing("RS256");
      const key = await importJWK(publicJwk, "RS256", { extractable: true });
      return hmac({ alg: "HS256", kid }, claims, "type" in key ? await exportSPKI(key) : "");
    }
    case "token_foreign_key":
      return sign({ ...foreign, kid: keys.signing("RS256").kid }, claims, keys.foreign);
    case "token_unknown_key":
      return sign(foreign, claims, keys.foreign);
    case "token_jku_header":
      return sign({ ...foreign, jku: `${url}/foreign-keys` }, claims, keys.foreign);
    case "token_x5u_header":
      return sign({ ...foreign, x5u: `${url}/foreign-keys` }, claims, keys.foreign);
    case "token_jwk_header":
      return sign({ ...foreign, jwk: keys.foreign.publicJwk as JWK & { kty: string } }, claims, keys.foreign);
    case "token_critical_header":
      // A library would refuse to write it.
      return signRaw(
        { ...plain, kid: keys.signing(header.alg).kid, crit: ["urn:simulator"], "urn:simulator": true },
        claims,
        keys.signing(header.alg),
      );
    case "token_without_key_id":
    case "token_without_key_id_many":
      return sign(plain, claims, keys.signing(header.alg));
    case "token_encrypted":
      return [encode({ alg: "RSA-OAEP", enc: "A256GCM" }), "key", "iv", "text", "tag"].join(".");
    case "token_malformed":
      return "this.is-not.a-token";
    default:
      return sign({ ...plain, kid: keys.signing(header.alg).kid }, claims, keys.signing(header.alg));
  }
}

async function sign(header: JWTHeaderParameters, claims: JWTPayload, key: SimulatorKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key.privateJwk, header.alg));
}

async function signRaw(header: JWTHeaderParameters, claims: JWTPayload, key: SimulatorKey): Promise<string> {
  const { createPrivateKey, sign: signBytes } = await import("node:crypto");
  const input = `${encode(header)}.${encode(claims)}`;
  const privateKey = createPrivateKey({ key: key.privateJwk as never, format: "jwk" });
  const hash = header.alg.startsWith("Ed") ? null : "sha256";
  const signature = signBytes(hash, Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}

function hmac(header: Record<string, unknown>, claims: JWTPayload, secret: string): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}
