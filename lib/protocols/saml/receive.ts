import { holdToDemands } from "@/lib/model/sign-in/authentication-demands";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "../own-settings";
import type { ReceiveInput } from "../protocol-module";
import { writeSignOutHint } from "./logout/sign-out-hint";
import { openSamlSettings } from "./open-settings";
import { maximumClockSkewSeconds } from "./settings";
import { type SamlValidationResult, verifyResponse } from "./verify-response";

export interface SamlReceiveInput extends ReceiveInput {
  /** Whether something in the response is encrypted, if that is already determined: keys are loaded for nothing else. */
  mayBeEncrypted?: boolean;
}

/** Verifies a response and checks the connection's requirements for the provider's own sign-in. */
export async function receiveSaml(deps: SsoDependencies, input: SamlReceiveInput) {
  const { connection, configuration, answer, attempt, mayBeEncrypted = true } = input;
  const now = deps.now();
  const settings = await openSamlSettings(deps, connection, configuration, mayBeEncrypted);
  const verified = verifyResponse(
    { samlResponse: answer.get("SAMLResponse") ?? "", relayState: answer.get("RelayState") },
    settings,
    attempt?.requestId ? { requestId: attempt.requestId } : null,
    now,
  );
  const { forceReauthentication: fresh, singleLogoutUrl } = ownSettings("saml", configuration.settings);
  const result = singleLogoutUrl === null ? verified : withSignOutHint(verified);
  const demands = { fresh, begunAt: attempt?.createdAt ?? null, now, skewSeconds: maximumClockSkewSeconds };
  return { result: holdToDemands(result, demands), tokens: null };
}

/** The provider takes LogoutRequests: its own names for person and session are kept for one. */
function withSignOutHint(verified: SamlValidationResult): SamlValidationResult {
  if (verified.outcome === "refused" || verified.nameId === null) return verified;
  const signOutHint = writeSignOutHint(verified.identity, verified.nameId);
  return { ...verified, identity: { ...verified.identity, signOutHint } };
}
