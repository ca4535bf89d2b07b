import type { Domain, DomainStatus, Organization } from "@/lib/core/model/organization";
import type { Page, PageQuery } from "./page";

export interface OrganizationLink {
  organization: Organization;
  status: "own" | "requested" | "agreed" | "connected";
}

/** The organizations of one space. */
export interface Organizations {
  /** The space's own one; `null` before its first use. */
  own(): Promise<Organization | null>;
  /** Its own and the ones linked to it. */
  linked(): Promise<OrganizationLink[]>;
  /** One that is linked to this space (or its own); `null` for any other. */
  byId(id: string): Promise<OrganizationLink | null>;
  insertOwn(organization: Organization): Promise<void>;
}

/** The domains of one organization. */
export interface Domains {
  byId(id: string): Promise<Domain | null>;
  byName(name: string): Promise<Domain | null>;
  all(): Promise<Domain[]>;
  page(query: PageQuery & { status?: DomainStatus }): Promise<Page<Domain>>;
  /** `false` where the organization has it already. */
  insert(domain: Domain): Promise<boolean>;
  /** `false` where another organization has verified the name already. */
  verify(id: string, by: "dns" | "operator", at: Date): Promise<boolean>;
  recordCheck(id: string, status: DomainStatus, result: string, at: Date): Promise<void>;
  remove(id: string): Promise<boolean>;
}

/** Domains across organizations: for discovery (by name) and for operators. */
export interface DomainDirectory {
  /** The organization that has verified the name. */
  verifiedOwner(name: string): Promise<{ organizationId: string; domainId: string } | null>;
  /** Every domain with its space, for the operator's approval. Search looks in name and space. */
  page(
    query: PageQuery & { status?: DomainStatus },
  ): Promise<Page<Domain & { spaceId: string; spaceSlug: string; spaceName: string }>>;
  byId(id: string): Promise<Domain | null>;
  dueForCheck(before: Date, limit: number): Promise<Domain[]>;
  /** The space whose administrators manage the organization. */
  ownerSpaceId(organizationId: string): Promise<string | null>;
}
