import { claimPaths } from "@/lib/model/mapping/claim-paths";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { IdTokenClaims } from "./id-token-claims";

type Claims = Record<string, unknown>;

/** More claims no provider sends; a document of a megabyte could hold sixty thousand. The ID token's are taken first. */
const mostClaims = 2_000;

/**
 * Builds the identity from the ID token's claims and userinfo's. The ID token's claims win: userinfo only adds
 * missing ones. Every claim is kept with all its values as text, so that markers of omitted groups (`_claim_names`,
 * `hasgroups`) reach the code that reads the groups.
 */
export function identityOf(idToken: IdTokenClaims, userinfo: Claims | null): VerifiedIdentity {
  const emailVerified = verifiedOf(idToken, userinfo);
  const claim = (name: string): unknown => {
    if (name === "email_verified") return emailVerified;
    return Object.hasOwn(idToken, name) ? idToken[name] : userinfo?.[name];
  };
  const names = new Set([...Object.keys(idToken), ...Object.keys(userinfo ?? {})].slice(0, 2 * mostClaims));
  const sid = claim("sid");
  return {
    protocol: "oidc",
    issuer: idToken.iss,
    subject: idToken.sub,
    subjectFormat: null,
    sessionIndex: typeof sid === "string" ? sid : null,
    attributes: {
      ...(userinfo && claimPaths(userinfo)),
      ...claimPaths(idToken),
      // Claims by their own names take precedence over paths: a name may contain dots, as those of Auth0 do.
      ...Object.fromEntries(
        [...names]
          .slice(0, mostClaims)
          .map((name) => [name, valuesOf(claim(name))] as const)
          .filter(([, values]) => values.length > 0),
      ),
    },
    emailVerified,
    authentication: {
      context: typeof idToken.acr === "string" ? idToken.acr : null,
      instant: typeof idToken.auth_time === "number" ? instantOf(idToken.auth_time) : null,
      sessionEndsAt: typeof idToken.session_expiry === "number" ? instantOf(idToken.session_expiry) : null,
    },
  };
}

/**
 * `email_verified` applies to the address beside it: the ID token's address is not verified by userinfo's claim about
 * another one. Any value other than `true` counts as `false`, from either side.
 */
function verifiedOf(idToken: Claims, userinfo: Claims | null): boolean | null {
  const read = (claims: Claims) =>
    claims.email_verified === undefined || claims.email_verified === null
      ? null
      : claims.email_verified === true || claims.email_verified === "true";
  const own = read(idToken);
  const other = userinfo ? read(userinfo) : null;
  if (own === false) return false;
  if (idToken.email === undefined) return other;
  const sameAddress = userinfo !== null && userinfo.email === idToken.email;
  if (sameAddress && other === false) return false;
  return own ?? (sameAddress ? other : null);
}

/** All values of a claim as text; objects as JSON, nothing for `null`. */
function valuesOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((item) => item !== null && item !== undefined)
    .map((item) => (typeof item === "object" ? JSON.stringify(item) : String(item)));
}

function instantOf(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
