import type { Actor } from "@/lib/model/audit/audit";
import type { Domain, DomainStatus } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { DomainView } from "@/lib/schemas/domain";
import { viewDomain } from "./domain-view";
import { domainNotFound } from "./find-domain";

export type OperatorDomain = DomainView & { space: { id: string; slug: string; name: string } };

/** Domains of every space, for operators. */
export async function listDomainsForOperator(
  deps: Pick<Dependencies, "store">,
  query: PageQuery & { status?: DomainStatus },
): Promise<Page<OperatorDomain>> {
  const page = await deps.store.domainDirectory.page(query);
  const rows = page.rows.map((row) => ({
    ...viewDomain(row),
    space: { id: row.spaceId, slug: row.spaceSlug, name: row.spaceName },
  }));
  return { ...page, rows };
}

/** An operator's approval in place of a DNS record. Refused if another organization has verified the name. */
export async function approveDomain(
  deps: Dependencies,
  actor: Actor,
  where: { space: Pick<Space, "id">; domainId: string },
): Promise<Outcome<DomainView>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const organization = await tx.organizationsOf(where.space.id).own();
    const domains = organization && tx.domainsOf(organization.id);
    const domain: Domain | null = (await domains?.byId(where.domainId)) ?? null;
    if (!domains || !domain) return domainNotFound();
    if (!(await domains.verify(domain.id, "operator", now))) {
      const message = `Another organization has already verified ${domain.name}. Remove it there first.`;
      return refused("conflict", "domain_taken", message, { received: domain.name });
    }
    const entry = {
      actor,
      action: "domain.verified",
      target: { kind: "domain", id: domain.id, name: domain.name },
      details: { by: "operator", from: domain.status },
    };
    await tx.auditOf(where.space.id).append(entry, now);
    await tx.auditOf(null).append(entry, now);
    const after = await domains.byId(domain.id);
    return after ? done(viewDomain(after)) : domainNotFound();
  });
}
