import { proofRecordName } from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import type { DomainView } from "@/lib/schemas/domain";

/** A domain as its own space may see it, with the record that proves it. */
export function viewDomain(domain: Domain): DomainView {
  return {
    id: domain.id,
    name: domain.name,
    status: domain.status,
    verifiedBy: domain.verifiedBy,
    verifiedAt: domain.verifiedAt?.toISOString() ?? null,
    lastCheckedAt: domain.lastCheckedAt?.toISOString() ?? null,
    lastCheckResult: domain.lastCheckResult,
    record: { type: "TXT", name: proofRecordName(domain.name), value: domain.challenge },
    createdAt: domain.createdAt.toISOString(),
  };
}
