import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

export interface OpenedIdentity {
  identity: VerifiedIdentity | null;
  toolTokens: TokensToKeep | null;
}

/** The verified identity that waits in an attempt for `finish`; `null` if the answer was refused. */
export function openIdentity(
  deps: Pick<SsoDependencies, "vault">,
  attempt: SignInAttempt & AttemptSecrets,
): OpenedIdentity {
  if (!attempt.identitySealed) return { identity: null, toolTokens: null };
  const context = sealContexts.attemptIdentity(attempt.organizationId, attempt.id);
  const { identity, toolTokens } = JSON.parse(
    deps.vault.open(attempt.identitySealed, context),
  ) as OpenedIdentity;
  // JSON has no dates.
  const expiresAt = toolTokens?.expiresAt ? new Date(toolTokens.expiresAt) : null;
  return { identity, toolTokens: toolTokens && { ...toolTokens, expiresAt } };
}
