import type {
  Domain,
  DomainStatus,
  DomainVerifier,
  Organization,
  OrganizationLinkStatus,
  RequestStatus,
} from "@/lib/model/organizations/organization";
import type { Page, PageQuery } from "./page";

export interface OrganizationLink {
  organization: Organization;
  status: OrganizationLinkStatus;
}

/** What a space has asked for, by the slug that somebody typed. */
export interface OrganizationRequest {
  slug: string;
  status: RequestStatus;
  requestedBy: string | null;
  createdAt: Date;
  decidedAt: Date | null;
}

/** The organizations of one space. What was only asked for is not among them: it shows nothing of anybody. */
export interface Organizations {
  /** The space's own one; `null` before its first use. */
  own(): Promise<Organization | null>;
  /** Its own and the ones linked to it. */
  linked(): Promise<OrganizationLink[]>;
  /** One that is linked to this space (or its own); `null` for any other. */
  byId(id: string): Promise<OrganizationLink | null>;
  insertOwn(organization: Organization): Promise<void>;
  /** The link that was agreed on was proved by a sign-in. `false` if there is no such link. */
  connect(organizationId: string): Promise<boolean>;
  /** Ends a link to another space's organization; `false` if there is none. */
  leave(organizationId: string): Promise<boolean>;

  /** Newest first. */
  requests(): Promise<OrganizationRequest[]>;
  /** Writes a request, over a declined one; `false` if one waits already. One statement. */
  ask(request: OrganizationRequest): Promise<boolean>;
  decline(slug: string, at: Date): Promise<void>;
  forgetRequest(slug: string): Promise<boolean>;
}

/** A space that an organization is, or is to be, linked to; its own one left out. */
export interface OrganizationGuest {
  spaceId: string;
  spaceSlug: string;
  spaceName: string;
  status: Exclude<OrganizationLinkStatus, "own">;
  requestedBy: string | null;
  decidedBy: string | null;
  createdAt: Date;
  decidedAt: Date | null;
}

/** The other spaces of one organization. */
export interface OrganizationGuests {
  /** Those that wait first, then by name. */
  all(): Promise<OrganizationGuest[]>;
  bySpace(spaceId: string): Promise<OrganizationGuest | null>;
  /** `false` if there is a link already. One statement. */
  ask(spaceId: string, by: string | null, at: Date): Promise<boolean>;
  /** From `requested` to `agreed`; `false` if it is something else. One statement. */
  agree(spaceId: string, by: string | null, at: Date): Promise<boolean>;
  /** Ends it if it is one of `from`; `false` if it is not. One statement. */
  remove(spaceId: string, from: readonly OrganizationGuest["status"][]): Promise<boolean>;
}

/** The domains of one organization. */
export interface Domains {
  byId(id: string): Promise<Domain | null>;
  byName(name: string): Promise<Domain | null>;
  all(): Promise<Domain[]>;
  page(query: PageQuery & { status?: DomainStatus }): Promise<Page<Domain>>;
  /** `false` if the organization has it already. */
  insert(domain: Domain): Promise<boolean>;
  /** `false` if another organization has verified the name already. */
  verify(id: string, by: DomainVerifier, at: Date): Promise<boolean>;
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
