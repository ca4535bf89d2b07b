/** An external company directory. */
export interface Organization {
  id: string;
  name: string;
  ownerSpaceId: string;
  createdAt: Date;
}

export const domainStatuses = ["pending", "verified", "failing", "expired"] as const;
export type DomainStatus = (typeof domainStatuses)[number];

/**
 * The states in which the organization vouches for addresses of the domain: a failing one still counts until it
 * expires.
 */
export const verifiedStatuses = ["verified", "failing"] as const satisfies DomainStatus[];

/** How an organization is related to a space: its own one, or one that requested a link. */
export const organizationLinks = ["own", "requested", "agreed", "connected"] as const;
export type OrganizationLinkStatus = (typeof organizationLinks)[number];

/** Accepted links: a link that is only requested reveals nothing. */
export const agreedLinks = ["own", "agreed", "connected"] as const satisfies OrganizationLinkStatus[];
export type AgreedLink = (typeof agreedLinks)[number];

/** The state of a space's own request. */
export const requestStatuses = ["waiting", "declined"] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** How a domain was proved. */
export const domainVerifiers = ["dns", "operator"] as const;
export type DomainVerifier = (typeof domainVerifiers)[number];

/** An email domain of an organization; `failing` still counts as verified until it expires. */
export interface Domain {
  id: string;
  organizationId: string;
  name: string;
  status: DomainStatus;
  challenge: string;
  verifiedBy: DomainVerifier | null;
  verifiedAt: Date | null;
  lastCheckedAt: Date | null;
  lastCheckResult: string | null;
  createdAt: Date;
}

/** True while the organization vouches for addresses of the domain. */
export function isVerified(domain: Pick<Domain, "status">): boolean {
  return verifiedStatuses.some((status) => status === domain.status);
}
