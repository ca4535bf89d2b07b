import type { Actor } from "@/lib/model/audit/audit";
import {
  nameInZone,
  proofRecordName,
  provesDomain,
  statusWithoutProof,
} from "@/lib/model/domains/domain-proof";
import type { Domain, DomainStatus } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TxtLookup } from "@/lib/ports/txt-lookup";
import type { DomainView } from "@/lib/schemas/domain";
import { domainTaken } from "./add-domain";
import { viewDomain } from "./domain-view";
import { domainNotFound } from "./find-domain";
import { type FoundProof, lookForProof } from "./look-for-proof";

type VerifyDependencies = Dependencies & { txtLookup: TxtLookup };

/**
 * Looks up the TXT record that proves a domain and stores the result: verified if the record exists; otherwise the
 * domain stays pending, or begins to fail. The look-up happens before the transaction begins.
 */
export async function verifyDomain(
  deps: VerifyDependencies,
  ctx: Context,
  id: string,
): Promise<Outcome<DomainView>> {
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  const domain = organization && (await deps.store.domainsOf(organization.id).byId(id));
  if (!domain) return domainNotFound();
  const wait = await deps.rateLimits.spend("outgoing_by_space", ctx.space.id);
  if (wait > 0) {
    return refused(
      "rate_limited",
      "rate_limited",
      `The domain was checked too often. Wait ${wait} seconds.`,
      { retryAfter: wait },
    );
  }
  const found = await lookForProof(deps.txtLookup, domain);
  return deps.store.transaction(async (tx) => {
    const checked = await writeCheck({ ...deps, store: tx }, domain, found, {
      actor: ctx.actor,
      spaceId: ctx.space.id,
    });
    if (checked.outcome === "gone") return domainNotFound();
    if (checked.outcome === "taken") return domainTaken(domain.name);
    return done(viewDomain(checked.domain));
  });
}

export type CheckedDomain =
  | { outcome: "checked"; domain: Domain; from: DomainStatus }
  /** The record exists, but another organization has verified the name. */
  | { outcome: "taken" }
  | { outcome: "gone" };

/** Stores the result of a domain's look-up, with its event if the status changed; inside a transaction. */
export async function writeCheck(
  deps: Pick<Dependencies, "store" | "now">,
  domain: Domain,
  found: FoundProof,
  by: { actor: Actor; spaceId: string },
): Promise<CheckedDomain> {
  const { id, name } = domain;
  const now = deps.now();
  const { answer } = found;
  const proved = answer.outcome === "found" && provesDomain(answer.texts, domain.challenge);
  const domains = deps.store.domainsOf(domain.organizationId);
  const current = await domains.byId(id);
  if (!current) return { outcome: "gone" };
  // An operator's approval stays: it must not start to depend on a record that somebody may remove one day.
  const byDns = proved && current.verifiedBy !== "operator";
  if (byDns && !(await domains.verify(id, "dns", now))) {
    const result = "The record was found, but the domain belongs to another organization.";
    await domains.recordCheck(id, current.status, result, now);
    return { outcome: "taken" };
  }
  const status = statusAfter(current, found, proved, now);
  await domains.recordCheck(id, status, checkResult(found, proved, name), now);
  if (status !== current.status) {
    await deps.store.auditOf(by.spaceId).append(
      {
        actor: by.actor,
        action: `domain.${status}`,
        target: { kind: "domain", id, name },
        details: { by: "dns", from: current.status },
      },
      now,
    );
  }
  const after = await domains.byId(id);
  return after ? { outcome: "checked", domain: after, from: current.status } : { outcome: "gone" };
}

/** Name servers that do not answer reveal nothing about the record: the status stays. */
function statusAfter(domain: Domain, { answer }: FoundProof, proved: boolean, now: Date): DomainStatus {
  if (proved) return "verified";
  return answer.outcome === "failed" ? domain.status : statusWithoutProof(domain, now);
}

function checkResult({ answer, misplaced }: FoundProof, proved: boolean, name: string): string {
  if (proved) return "The record was found.";
  if (misplaced) {
    const { zone } = misplaced;
    return `The record was found at ${misplaced.name}, which proves nothing. Move it to ${proofRecordName(name)}: on the DNS screen of ${zone}, the name to enter is “${nameInZone(name, zone)}”.`;
  }
  if (answer.outcome === "failed")
    return `The name servers of ${name} did not respond (${answer.reason}). Try again later.`;
  if (answer.outcome === "none") {
    return `There is no TXT record at ${proofRecordName(name)} yet. New records can take an hour to become visible everywhere.`;
  }
  const seen = answer.texts.map((text) => `“${text.slice(0, 80)}”`).slice(0, 3);
  return `The TXT record at ${proofRecordName(name)} has a different value: ${seen.join(", ")}.`;
}
