import type { Store } from "@/lib/db/store";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { ownOrganization } from "@/lib/features/organizations/own-organization";
import { cleanDomain, domainProblems } from "@/lib/model/domains/domain-name";
import { proofRecordValue } from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { DomainView } from "@/lib/schemas/domain";
import { viewDomain } from "./domain-view";

/** The refusal for a name that another organization has verified, without naming it. */
export function domainTaken(name: string) {
  return refused(
    "conflict",
    "domain_taken",
    `${name} belongs to another organization here. People with such an address can sign in once you have added them to the space. To have the domain in your list, turn off adding new people for every connection. If the domain is yours, ask your account manager.`,
    { field: "name", received: name },
  );
}

/** The warning in the list for a domain that another organization has verified but that could be added all the same. */
const heldElsewhere =
  "Another organization has verified this domain. Single sign-on adds no new people here, so the people whom you add to the space can still sign in.";

/**
 * Adds an email domain to the space's own organization, to be proved by a DNS record or approved by an operator.
 * Extracts the domain from the pasted text; refuses free-mail providers and names verified elsewhere, unless the
 * space admits nobody new anyway (docs/decisions/0018). Then it stays pending.
 */
export async function addDomain(
  deps: Dependencies,
  ctx: Context,
  text: string,
): Promise<Outcome<DomainView>> {
  // An operator at the command line prepares spaces before their plan begins.
  const unplanned = ctx.via === "command_line" ? null : notSubscribed(ctx.space);
  if (unplanned) return unplanned;
  const cleaned = cleanDomain(text);
  if (!cleaned.ok) {
    return refused("invalid", `domain_${cleaned.problem}`, domainProblems[cleaned.problem], {
      field: "name",
      received: text.slice(0, 200),
      expected: "a domain such as acme.example",
    });
  }
  const { name } = cleaned;
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const organization = await ownOrganization(tx, ctx.space, deps.secrets, now);
    const owner = await tx.domainDirectory.verifiedOwner(name);
    const elsewhere = owner !== null && owner.organizationId !== organization.id;
    if (elsewhere && !(await nobodyNewComesIn(tx, ctx.space.id))) return domainTaken(name);
    const domain: Domain = {
      id: deps.secrets.id("dom"),
      organizationId: organization.id,
      name,
      status: "pending",
      challenge: proofRecordValue(deps.secrets.secret()),
      verifiedBy: null,
      verifiedAt: null,
      lastCheckedAt: null,
      lastCheckResult: elsewhere ? heldElsewhere : null,
      createdAt: now,
    };
    if (!(await tx.domainsOf(organization.id).insert(domain))) {
      return refused("conflict", "domain_exists", `${name} is already in the list.`, {
        field: "name",
        received: name,
      });
    }
    await tx
      .auditOf(ctx.space.id)
      .append(
        { actor: ctx.actor, action: "domain.added", target: { kind: "domain", id: domain.id, name } },
        now,
      );
    return done(viewDomain(domain));
  });
}

/** True if the space has connections and none of them creates members. */
async function nobodyNewComesIn(store: Store, spaceId: string): Promise<boolean> {
  const options = await store.optionsOf(spaceId).all();
  return options.length > 0 && options.every(({ settings }) => !settings.provisioning);
}
