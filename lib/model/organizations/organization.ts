/** An external company directory. */
export interface Organization {
  id: string;
  name: string;
  ownerSpaceId: string;
  createdAt: Date;
}

export type DomainStatus = "pending" | "verified" | "failing" | "expired";

/** An e-mail domain of an organization; `failing` still counts as verified until it expires. */
export interface Domain {
  id: string;
  organizationId: string;
  name: string;
  status: DomainStatus;
  challenge: string;
  verifiedBy: "dns" | "operator" | null;
  verifiedAt: Date | null;
  lastCheckedAt: Date | null;
  lastCheckResult: string | null;
  createdAt: Date;
}

/** True while the organization may speak for addresses of the domain. */
export function isVerified(domain: Pick<Domain, "status">): boolean {
  return domain.status === "verified" || domain.status === "failing";
}
