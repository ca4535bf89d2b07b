import * as openid from "openid-client";
import { missingClaims } from "@/lib/model/mapping/missing-claims";
import type { OidcSettings, ProviderMetadata } from "@/lib/ports/oidc";
import { done } from "@/lib/protocols/check-log";
import type { Conversation } from "./client";
import { objectionOf } from "./exchange";
import type { IdTokenClaims } from "./id-token-claims";
import { identityOf } from "./identity";
import { jsonObject, refuseCall } from "./provider-calls";
import type { OidcChecks, Step } from "./step";

/** Claims that a scope promises (OpenID Connect Core §5.4); any one of a row is enough. */
const promised: Record<string, string[][]> = {
  profile: [
    ["given_name", "name"],
    ["family_name", "name"],
  ],
  email: [["email"]],
  phone: [["phone_number"]],
  address: [["address"]],
  groups: [["groups", "_claim_names", "hasgroups"]],
  roles: [["roles"]],
};

/**
 * What the ID token lacks about the person: an email address, what a scope promises, or claims named by mapping or
 * rules.
 */
function missingAfter(claims: IdTokenClaims, { scopes, claimNames = [] }: OidcSettings): string[] {
  const wanted = ["email", ...scopes].flatMap((scope) =>
    Object.hasOwn(promised, scope) ? (promised[scope] ?? []) : [],
  );
  const missing = wanted
    .filter((names) => names.every((name) => claims[name] === undefined || claims[name] === null))
    .map(([name]) => name ?? "");
  return [...new Set([...missing, ...missingClaims(identityOf(claims, null).attributes, claimNames)])];
}

/**
 * Asks userinfo for what the ID token lacks (OpenID Connect Core §5.3). Returns `null` if nothing is missing or the
 * provider has no such endpoint.
 *
 * Once called, it must answer for the same person: roles are evaluated at every sign-in, and a person must not lose
 * them because an endpoint was down for a minute.
 */
export async function fetchMore(
  conversation: Conversation,
  provider: ProviderMetadata,
  settings: OidcSettings,
  person: { claims: IdTokenClaims; accessToken: string },
  checks: OidcChecks,
): Promise<Step<Record<string, unknown> | null>> {
  const missing = missingAfter(person.claims, settings);
  if (!provider.userinfoEndpoint || missing.length === 0) return done(null);
  conversation.last = null;
  try {
    const answer = await openid.fetchUserInfo(conversation.config, person.accessToken, person.claims.sub);
    checks.pass("userinfo", `asked for ${missing.join(", ")}`);
    checks.pass("userinfo_subject", answer.sub, person.claims.sub);
    return done({ ...answer });
  } catch (error) {
    const answer = conversation.last as Conversation["last"];
    if (answer?.failure) return refuseCall(checks, "userinfo", answer.failure);
    if (answer && answer.status !== 200) {
      return checks.refuse("userinfo_rejected", "userinfo", `status ${answer.status}`, "status 200");
    }
    const said = answer ? jsonObject(answer.text) : null;
    if (said && said.sub !== person.claims.sub) {
      checks.pass("userinfo", `asked for ${missing.join(", ")}`);
      return checks.refuse("userinfo_subject", "userinfo_subject", said.sub, person.claims.sub);
    }
    return checks.refuse("userinfo_invalid", "userinfo", objectionOf(error));
  }
}
