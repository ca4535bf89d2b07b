import { refused } from "@/lib/model/outcome";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import { admissionTo, provedPassword } from "@/lib/model/sign-in/session-life";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * True if the session proves the person beyond what one space's provider may claim: by password, or through a
 * connection whose organization has verified the domain of the person's address. Password, two-factor and personal
 * tokens can be changed only from such a session (docs/model.md#proof-of-the-address).
 */
export async function hasProvenAddress(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "sessionId" | "user">,
): Promise<boolean> {
  const session = ctx.sessionId ? await store.sessions.byId(ctx.sessionId) : null;
  const domain = ctx.user && parseEmailAddress(ctx.user.email)?.domain;
  if (!session || !domain) return false;
  if (provedPassword(session, now())) return true;

  const owner = await store.domainDirectory.verifiedOwner(domain);
  if (!owner) return false;
  for (const { spaceId, connectionId } of session.spaces) {
    if (!admissionTo(session, spaceId, now())) continue;
    const connection = connectionId ? await store.connectionLookup.byId(connectionId) : null;
    if (connection?.organizationId === owner.organizationId) return true;
  }
  return false;
}

/** The refusal for a session without that proof. */
export function addressNotProven() {
  return refused(
    "forbidden",
    "address_not_proven",
    "You signed in through an identity provider that is not verified for the domain of your email address. To change this, sign in with your password.",
  );
}
