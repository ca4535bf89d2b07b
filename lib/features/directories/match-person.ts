import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { FeedReason } from "@/lib/model/directories/directory";
import type { MatchedBy } from "@/lib/model/directories/review";
import { type EmailAddress, parseEmailAddress, parseProviderAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import type { ScimComplex, ScimResource } from "@/lib/protocols/scim/resource";
import type { FeedFacts } from "./feed-facts";

/** Who a person of a feed is here. */
export type Match =
  | { kind: "matched"; user: User; by: MatchedBy; address: EmailAddress }
  | { kind: "new"; address: EmailAddress }
  /** Not to be decided by a program: two people would be merged, or somebody else's person taken over. */
  | { kind: "conflict"; reason: FeedReason; users: User[] };

/**
 * Recognises a person of a feed: as before; else by the provider's id, by the name that they sign in with, by their
 * address. Only people of domains that the organization has verified; if the marks lead to two people, none of them.
 */
export async function matchPerson(
  facts: FeedFacts,
  person: Pick<DirectoryPerson, "id" | "userId" | "userName" | "externalId" | "resource">,
): Promise<Match> {
  const address = addressOf(person.userName, person.resource);
  if (!address) return { kind: "conflict", reason: "no_address", users: [] };
  if (person.userId !== null) {
    const user = await facts.user(person.userId);
    if (user) return { kind: "matched", user, by: "linked", address };
  }
  if (!(await facts.isOurs(address.domain)))
    return { kind: "conflict", reason: "domain_not_verified", users: [] };
  const found = await candidates(facts, person, address);
  const [first, ...others] = found;
  if (!first) return { kind: "new", address };
  const users = found.map(({ user }) => user);
  if (others.length > 0) return { kind: "conflict", reason: "ambiguous", users };
  const own = parseEmailAddress(first.user.email);
  if (!own || !(await facts.isOurs(own.domain)))
    return { kind: "conflict", reason: "domain_not_verified", users };
  const before = await facts.recordsOf(first.user.id);
  if (before.some(({ id, deletedAt }) => id !== person.id && deletedAt === null))
    return { kind: "conflict", reason: "person_taken", users };
  return { kind: "matched", user: first.user, by: first.by, address };
}

/** The one address of a person: the first choice, else the one for work, else the first, else the name if it is one. */
export function addressOf(userName: string, resource: ScimResource): EmailAddress | null {
  const emails = (Array.isArray(resource.emails) ? resource.emails : []).filter(
    (email): email is ScimComplex & { value: string } => typeof email.value === "string",
  );
  const chosen =
    emails.find(({ primary }) => primary === true) ??
    emails.find(({ type }) => typeof type === "string" && type.toLowerCase() === "work") ??
    emails[0];
  return parseProviderAddress(chosen?.value ?? userName);
}

async function candidates(
  facts: FeedFacts,
  { userName, externalId }: Pick<DirectoryPerson, "userName" | "externalId">,
  address: EmailAddress,
): Promise<{ user: User; by: MatchedBy }[]> {
  const found = new Map<string, { user: User; by: MatchedBy }>();
  const add = (users: readonly (User | null)[], by: MatchedBy) => {
    for (const user of users) if (user && !found.has(user.id)) found.set(user.id, { user, by });
  };
  if (externalId !== null) {
    add(await facts.usersByExternalId(externalId), "externalId");
    add(await facts.usersBySubject(externalId), "subject");
  }
  const name = parseProviderAddress(userName);
  if (name) add([await facts.userByEmail(name.address)], "userName");
  if (name?.address !== address.address) add([await facts.userByEmail(address.address)], "email");
  return [...found.values()];
}
