import type { Domain, DomainStatus } from "@/lib/model/organizations/organization";

/** The record has a name of its own, apart from the domain's other TXT records. */
export function proofRecordName(domain: string): string {
  return `_gatehouse.${domain}`;
}

/** A name at which a DNS console may have put the record, and the zone that it manages. */
export interface MisplacedName {
  name: string;
  zone: string;
}

/** Zones above the domain that are checked too; more would be useless look-ups. */
const mostZonesAbove = 2;
/** RFC 1035 §2.3.4, written without the last dot. */
const longestName = 253;

/**
 * Where else the record may be by mistake: at the domain itself, with the zone added twice by a console that appends
 * it to the typed text, or under the zone above for a console that was given `_gatehouse` alone. It proves nothing
 * there, but it explains why the proof is missing.
 */
export function misplacedNames(domain: string): MisplacedName[] {
  const labels = domain.split(".");
  const above = labels
    .map((_, index) => labels.slice(index + 1).join("."))
    .filter((zone) => zone.includes("."))
    .slice(0, mostZonesAbove);
  const names = [
    { name: domain, zone: domain },
    ...[domain, ...above].map((zone) => ({ name: `${proofRecordName(domain)}.${zone}`, zone })),
    ...above.map((zone) => ({ name: proofRecordName(zone), zone })),
  ];
  return names.filter(({ name }) => name.length <= longestName);
}

/** What to type as the record's name in a zone's console, which appends the zone itself. */
export function nameInZone(domain: string, zone: string): string {
  return proofRecordName(domain).slice(0, -zone.length - 1);
}

/** The whole text of the TXT record, made from a secret. */
export function proofRecordValue(secret: string): string {
  return `gatehouse-domain-verification=${secret}`;
}

/** True if one of the texts is the challenge; DNS consoles often add blanks or quotes. */
export function provesDomain(texts: readonly string[], challenge: string): boolean {
  return texts.some((text) => text.trim().replace(/^"(.*)"$/, "$1") === challenge);
}

/** The longest time that a proof outlives its record, in milliseconds. */
export const failingGrace = 7 * 24 * 60 * 60 * 1000;

/**
 * The status of a domain after a look-up that did not find its record. `verifiedAt` is the time when the proof was
 * last seen. A pending one stays pending; an approved one does not depend on a record.
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
