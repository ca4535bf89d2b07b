import type { Store } from "@/lib/db/store";
import type { AttributeNames, Connection } from "@/lib/model/connections/connection";
import { domainsToChooseFrom, readPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";

/** Nobody has addresses in more domains than this; each one costs a database query. */
const mostDomains = 20;

/**
 * Reads who the person is from an identity (docs/model.md#one-person). The verified domains of the connection's
 * organization are read only if there are several addresses to choose from.
 */
export async function readClaimedPerson(
  store: Store,
  connection: Pick<Connection, "organizationId">,
  identity: VerifiedIdentity,
  names: AttributeNames,
): Promise<ReturnType<typeof readPerson>> {
  const domains = domainsToChooseFrom(identity, names);
  if (domains.length === 0 || domains.length > mostDomains) return readPerson(identity, names);
  const ours = new Set<string>();
  for (const domain of domains) {
    const owner = await store.domainDirectory.verifiedOwner(domain);
    if (owner?.organizationId === connection.organizationId) ours.add(domain);
  }
  return readPerson(identity, names, (domain) => ours.has(domain));
}
