import type { Store } from "@/lib/db/store";
import { withOneDefault } from "@/lib/model/connections/default-option";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type OfferedOption, offeredOption } from "./sign-in-options";
import { tooManyTries } from "./sign-in-refusals";

export interface Discovery {
  /** The normalised address: the hint for the provider. */
  email: string;
  /** None: the password field is shown. One: the person is sent there. Several: they choose. */
  offers: OfferedOption[];
}

/**
 * Finds where an email address signs in (docs/model.md#discovery). Only its domain is checked, never the person: the
 * answer, and the work for it, are the same for everybody of a domain, existing or not.
 */
export async function discoverSignIn(
  deps: Pick<Dependencies, "store" | "rateLimits">,
  input: { email: string; address: string | null },
): Promise<Outcome<Discovery>> {
  const key = input.address ?? "unknown";
  const standings = await deps.rateLimits.countAll([
    { name: "discovery_by_address", key },
    { name: "discovery_by_address_steadily", key },
  ]);
  const wait = Math.max(...standings.map((standing) => standing.wait));
  if (wait > 0) return tooManyTries(wait);
  const parsed = parseEmailAddress(input.email);
  if (!parsed) {
    return refused("invalid", "email_malformed", "Enter one email address, for example ann@acme.example.", {
      field: "email",
      received: input.email.slice(0, 100),
      expected: "one email address",
    });
  }
  return done({ email: parsed.address, offers: await discoverOptions(deps.store, parsed.domain) });
}

/**
 * The sign-in options of the organization that has verified the domain, one per connection: if several spaces use the
 * same connection one sign-in enters them all, so it starts at the organization's own space, or the first by name.
 */
export async function discoverOptions(store: Store, domain: string): Promise<OfferedOption[]> {
  const owner = await store.domainDirectory.verifiedOwner(domain);
  if (!owner) return [];
  const options = await store.organizationOptionsOf(owner.organizationId).active();
  const spaces = await store.spaces.byIds([...new Set(options.map((option) => option.spaceId))]);
  const own = await ownSpaceId(
    store,
    spaces.map((space) => space.id),
    owner.organizationId,
  );
  const ordered = options
    .flatMap((option) => {
      const space = spaces.find((candidate) => candidate.id === option.spaceId);
      return space?.ssoSubscribed ? [{ option, space }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.space.id === own) - Number(a.space.id === own) ||
        a.space.name.localeCompare(b.space.name, "en") ||
        a.option.position - b.option.position,
    );
  const offers: OfferedOption[] = [];
  for (const { option, space } of ordered) {
    if (offers.some((offered) => offered.connectionId === option.connectionId)) continue;
    const offered = await offeredOption(store, option, space);
    if (offered) offers.push(offered);
  }
  return withOneDefault(offers);
}

async function ownSpaceId(
  store: Store,
  spaceIds: readonly string[],
  organizationId: string,
): Promise<string | null> {
  for (const spaceId of spaceIds) {
    const own = await store.organizationsOf(spaceId).own();
    if (own?.id === organizationId) return spaceId;
  }
  return null;
}
