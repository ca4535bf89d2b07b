import type { Store } from "@/lib/db/store";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import { keepsPassword } from "@/lib/model/sign-in/sso-only";
import { mayUsePassword } from "./password-access";

/** What becomes of a person's password. */
export interface PasswordOutlook {
  /** Some space admits them by a password. */
  mayUse: boolean;
  /** A password is removed when they next sign in through their organization. */
  endsAtSso: boolean;
}

/** What a person should know of their password, by the same rule as a sign-in (docs/model.md#conversion-to-sso-only). */
export async function passwordOutlook(store: Store, user: User): Promise<PasswordOutlook> {
  return { mayUse: await mayUsePassword(store, user), endsAtSso: await endsAtSso(store, user) };
}

async function endsAtSso(store: Store, user: User): Promise<boolean> {
  const domain = parseEmailAddress(user.email)?.domain;
  const owner = domain ? await store.domainDirectory.verifiedOwner(domain) : null;
  if (!owner) return false;
  const options = await store.organizationOptionsOf(owner.organizationId).active();
  if (options.length === 0) return false;
  const ownerSpaceId = await store.domainDirectory.ownerSpaceId(owner.organizationId);
  const space = ownerSpaceId === null ? null : await store.spaces.byId(ownerSpaceId);
  return (
    keepsPassword({
      converts: space?.convertToSsoOnly ?? true,
      user: { ...user, hasPassword: true },
      domainIsOurs: true,
      memberships: await store.users.membershipsOf(user.id),
      upTo: "admin",
      spacesOfOrganization: new Set(options.map(({ spaceId }) => spaceId)),
    }) === null
  );
}
