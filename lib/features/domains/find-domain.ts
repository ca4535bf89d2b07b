import type { DomainStatus } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { DomainView } from "@/lib/schemas/domain";
import { viewDomain } from "./domain-view";

/** The refusal for a domain that does not belong to the space's own organization. */
export function domainNotFound() {
  return refused("not_found", "domain_not_found", "There is no such domain in this space.");
}

/** The domains of the space's own organization. */
export async function listDomains(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  query: PageQuery & { status?: DomainStatus },
): Promise<Page<DomainView>> {
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  if (!organization) return { rows: [], total: 0, page: query.page ?? 1, pageSize: query.pageSize ?? 25 };
  const page = await deps.store.domainsOf(organization.id).page(query);
  return { ...page, rows: page.rows.map(viewDomain) };
}

/** One domain of the space's own organization. */
export async function findDomain(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  id: string,
): Promise<Outcome<DomainView>> {
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  const domain = organization && (await deps.store.domainsOf(organization.id).byId(id));
  return domain ? done(viewDomain(domain)) : domainNotFound();
}

/** The number of people of the space with an address of the domain. */
export async function countPeopleOfDomain(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  name: string,
): Promise<number> {
  return deps.store.membershipsOf(ctx.space.id).count({ search: `@${name}` });
}

/**
 * True if another organization has verified the name of this domain, so that it cannot be verified here. Does not say
 * which.
 */
export async function isHeldElsewhere(
  { store }: Pick<Dependencies, "store">,
  domain: Pick<DomainView, "name" | "status">,
): Promise<boolean> {
  if (domain.status === "verified" || domain.status === "failing") return false;
  return (await store.domainDirectory.verifiedOwner(domain.name)) !== null;
}
