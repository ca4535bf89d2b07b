import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";

type Attributes = VerifiedIdentity["attributes"];

/** What the provider said of the person, sealed: it stays with the attempt while a session can last. */
export function sealAttributes(
  { vault }: Pick<Dependencies, "vault">,
  attempt: Pick<SignInAttempt, "organizationId" | "id">,
  { attributes }: Pick<VerifiedIdentity, "attributes">,
): string {
  const context = sealContexts.attemptIdentity(attempt.organizationId, attempt.id);
  return vault.seal(JSON.stringify({ attributes }), context);
}

/** What the provider said of the person at an admitted sign-in; `null` if it is not kept, or no longer. */
export async function providerAttributes(
  { store, vault }: Pick<Dependencies, "store" | "vault">,
  attemptId: string,
): Promise<Attributes | null> {
  const attempt = await store.attempts.keptOf(attemptId);
  if (!attempt) return null;
  const context = sealContexts.attemptIdentity(attempt.organizationId, attemptId);
  return (JSON.parse(vault.open(attempt.identitySealed, context)) as { attributes: Attributes }).attributes;
}
