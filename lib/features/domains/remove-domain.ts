import { isVerified } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { domainNotFound } from "./find-domain";

/**
 * Removes a domain from the space's own organization. The last verified one stays while a connection of the
 * organization is active anywhere: without it nobody new could sign in, and existing people would be checked
 * differently.
 */
export async function removeDomain(deps: Dependencies, ctx: Context, id: string): Promise<Outcome<null>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    // Under the lock: two removals at once cannot remove the last two.
    await tx.spaces.lock(ctx.space.id);
    const organization = await tx.organizationsOf(ctx.space.id).own();
    const domains = organization && tx.domainsOf(organization.id);
    const domain = await domains?.byId(id);
    if (!organization || !domains || !domain) return domainNotFound();

    const others = (await domains.all()).filter((other) => other.id !== id && isVerified(other));
    if (
      isVerified(domain) &&
      others.length === 0 &&
      (await tx.organizationOptionsOf(organization.id).active()).length > 0
    ) {
      const message = `${domain.name} is the last verified domain of an active connection. Verify another domain first, or disable the connection.`;
      return refused("conflict", "last_verified_domain", message, { received: domain.name });
    }
    if (!(await domains.remove(id))) return domainNotFound();
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "domain.removed",
        target: { kind: "domain", id, name: domain.name },
        details: { status: domain.status },
      },
      now,
    );
    return done(null);
  });
}
