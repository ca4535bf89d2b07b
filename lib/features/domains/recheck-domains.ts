import { systemActor } from "@/lib/features/audit/system-actor";
import { domainChanged } from "@/lib/features/notifications/messages/domain-changed";
import { writeToAdministrators } from "@/lib/features/notifications/write-to-administrators";
import type { Domain } from "@/lib/model/organizations/organization";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TxtLookup } from "@/lib/ports/txt-lookup";
import { type FoundProof, lookForProof } from "./look-for-proof";
import { writeCheck } from "./verify-domain";

export type RecheckDependencies = Pick<Dependencies, "store" | "now" | "secrets" | "log" | "appUrl"> & {
  txtLookup: TxtLookup;
};

/** A record is looked up twice a day; a batch is the most that an hourly run does. */
const hoursBetween = 12;
const batch = 200;

/**
 * Looks up again the records of domains that depend on DNS, the least recently checked first: a verified one without
 * its record begins to fail and expires after seven days, a pending one whose record has appeared is verified.
 * Administrators are notified of each change. Returns how many were checked and how many changed.
 */
export async function recheckDomains(
  deps: RecheckDependencies,
): Promise<{ looked: number; changed: number; errors: number }> {
  const before = new Date(deps.now().getTime() - hoursBetween * 3_600_000);
  const due = await deps.store.domainDirectory.dueForCheck(before, batch);
  const result = { looked: 0, changed: 0, errors: 0 };
  for (const domain of due) {
    try {
      const found = await lookForProof(deps.txtLookup, domain);
      result.looked += 1;
      if (await recheck(deps, domain, found)) result.changed += 1;
    } catch (error) {
      // One domain's failure does not stop the others.
      result.errors += 1;
      deps.log.error("a domain could not be checked again", { domainId: domain.id, error });
    }
  }
  return result;
}

async function recheck(deps: RecheckDependencies, domain: Domain, found: FoundProof): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const inside = { ...deps, store: tx };
    const spaceId = await tx.domainDirectory.ownerSpaceId(domain.organizationId);
    const space = spaceId === null ? null : await tx.spaces.byId(spaceId);
    if (!space) return false;
    const checked = await writeCheck(inside, domain, found, { actor: systemActor, spaceId: space.id });
    if (checked.outcome !== "checked" || checked.from === checked.domain.status) return false;
    const text = domainChanged({ domain: checked.domain, space, appUrl: deps.appUrl });
    if (text) await writeToAdministrators(inside, space.id, "manage_auth_integrations", text);
    return true;
  });
}
