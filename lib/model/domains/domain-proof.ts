import type { Domain, DomainStatus } from "@/lib/model/organizations/organization";

/** Where the record stands: a name of its own keeps it out of the way of the domain's other TXT records. */
export function proofRecordName(domain: string): string {
  return `_gatehouse.${domain}`;
}

/** The whole text of the TXT record, made from a secret. */
export function proofRecordValue(secret: string): string {
  return `gatehouse-domain-verification=${secret}`;
}

/** True where one of the texts is the challenge; DNS screens often add blanks or quotes. */
export function provesDomain(texts: readonly string[], challenge: string): boolean {
  return texts.some((text) => text.trim().replace(/^"(.*)"$/, "$1") === challenge);
}

/** A record that is gone for longer than this no longer proves anything. In milliseconds. */
export const failingGrace = 7 * 24 * 60 * 60 * 1000;

/**
 * What a domain is after a look at its record that did not find it. `verifiedAt` is the time when the proof was last
 * seen. A pending one stays pending; what an operator has approved does not hang on a record.
 */
export function statusWithoutProof(
  domain: Pick<Domain, "status" | "verifiedBy" | "verifiedAt">,
  now: Date,
): DomainStatus {
  if (domain.status === "pending" || domain.status === "expired") return domain.status;
  if (domain.verifiedBy === "operator") return "verified";
  const since = domain.verifiedAt ? now.getTime() - domain.verifiedAt.getTime() : Number.POSITIVE_INFINITY;
  return since > failingGrace ? "expired" : "failing";
}
