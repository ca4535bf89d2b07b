import type { Store } from "@/lib/db/store";
import { isVerified } from "@/lib/model/organizations/organization";
import { parseEmailAddress } from "@/lib/model/people/email-address";

/** The domains that the space has verified: it vouches for their addresses. */
async function verifiedDomainsOf(store: Store, spaceId: string): Promise<Set<string>> {
  const organization = await store.organizationsOf(spaceId).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  return new Set(domains.filter(isVerified).map(({ name }) => name));
}

/** Tests whether addresses are outside the space's verified domains. */
export async function outsideOf(store: Store, spaceId: string): Promise<(email: string) => boolean> {
  const own = await verifiedDomainsOf(store, spaceId);
  return (email) => !own.has(parseEmailAddress(email)?.domain ?? "");
}
