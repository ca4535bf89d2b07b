import { pathOnSite } from "@/lib/model/return-path";
import type { Initiation, InitiationInput } from "@/lib/ports/oidc";
import { done } from "@/lib/protocols/check-log";
import { OidcChecks, type RefusedStep, type Step } from "./step";

/**
 * Validates a third party's request to start a sign-in (OpenID Connect Core §4). Anybody can send a browser here, so
 * no value is trusted: the issuer must be the connection's, and the target a path or a full address of this site.
 */
export function checkInitiation({ issuer, parameters, appUrl }: InitiationInput): Initiation {
  const checks = new OidcChecks();
  const refused = ({ refusal }: RefusedStep): Initiation => ({ outcome: "refused", refusal });
  const names = ["iss", "login_hint", "target_link_uri"];
  const repeated = names.filter((name) => parameters.getAll(name).length > 1);
  if (repeated.length > 0) {
    return refused(
      checks.refuse("initiation_parameter_repeated", "parameters", repeated, "each parameter once"),
    );
  }
  const received = parameters.get("iss");
  if (!received) return refused(checks.refuse("initiation_issuer_missing", "issuer", null, issuer));
  if (received !== issuer)
    return refused(checks.refuse("initiation_issuer_mismatch", "issuer", received, issuer));

  const hint = parameters.get("login_hint") || null;
  if (hint !== null && (hint.length > 320 || /\p{Cc}/u.test(hint))) {
    return refused(
      checks.refuse("initiation_hint_invalid", "login_hint", hint, "one line of 320 characters at most"),
    );
  }
  const target = readTarget(parameters.get("target_link_uri"), appUrl, checks);
  if (!target.ok) return refused(target);
  return { outcome: "accepted", loginHint: hint, target: target.value };
}

function readTarget(uri: string | null, appUrl: string, checks: OidcChecks): Step<string | null> {
  if (!uri) return done(null);
  const path = pathOnSite(uri, appUrl);
  return path === null
    ? checks.refuse("initiation_target_foreign", "target_link_uri", uri, `a path, or ${appUrl}/…`)
    : done(path);
}
