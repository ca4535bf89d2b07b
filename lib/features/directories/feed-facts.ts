import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import type { Membership, User } from "@/lib/model/people/person";
import { subjectKey } from "@/lib/model/sign-in/subject";
import { askedTogether } from "./asked-together";

/** What is read about people of a feed before anything is decided about them. */
export type FeedFacts = ReturnType<typeof feedFacts>;

/**
 * Reads what there is about people of a feed. Of those who are decided about at the same time, a fact is read in one
 * statement for all of them. Nothing is read twice: to be made anew once something has been written.
 */
// Over 60 lines: one short reader per fact, over one store.
export function feedFacts(
  store: Store,
  directory: Pick<Directory, "id" | "organizationId" | "connectionId">,
) {
  const { organizationId, connectionId } = directory;
  const standing = store.directoryStandingOf(directory);
  const { identities } = store.connectionsOf(organizationId);

  const owner = askedTogether(async (names) => {
    const owners = new Map<string, string>();
    for (const name of names) {
      const found = await store.domainDirectory.verifiedOwner(name);
      if (found) owners.set(name, found.organizationId);
    }
    return owners;
  });
  const user = askedTogether(async (ids) => byKey(await store.users.byIds(ids), ({ id }) => id));
  const idOfAddress = askedTogether(async (emails) =>
    byKey(await store.users.byEmails(emails), ({ email }) => email),
  );
  const byExternalId = askedTogether(async (externalIds) =>
    grouped(await standing.usersByExternalIds(externalIds), ({ externalId }) => externalId),
  );
  const bySubject = askedTogether(async (subjects) =>
    connectionId === null
      ? new Map<string, { subject: string; userId: string }[]>()
      : grouped(await identities.usersOfSubjects(connectionId, subjects), ({ subject }) => subject),
  );
  const records = askedTogether<DirectoryPerson[]>(async (userIds) =>
    grouped(await standing.ofUsers(userIds), ({ userId }) => userId ?? ""),
  );
  const groups = askedTogether(async (personIds) =>
    grouped(await store.directoryPeopleOf(directory).groupsOf(personIds), ({ personId }) => personId),
  );
  const hasGroups = once(() => store.directoryGroupsOf(directory).any());
  const spaces = new Map<string, SpaceFacts>();

  const users = async (ids: readonly { userId: string }[] = []): Promise<User[]> => {
    const found = await Promise.all(ids.map(({ userId }) => user(userId)));
    return found.filter((each) => each !== undefined);
  };
  return {
    /** Whether the organization has verified the domain. */
    isOurs: async (domain: string) => (await owner(domain)) === organizationId,
    user: async (id: string): Promise<User | null> => (await user(id)) ?? null,
    async userByEmail(email: string): Promise<User | null> {
      const found = await idOfAddress(email);
      return found ? ((await user(found.id)) ?? null) : null;
    },
    /** The users whom people of the directory with this externalId were, deleted ones included. */
    usersByExternalId: async (externalId: string) => users(await byExternalId(externalId)),
    /** The users who sign in at the directory's connection with this id. */
    usersBySubject: async (externalId: string) => users(await bySubject(subjectKey(externalId))),
    /** The people of the directory who are this user, deleted ones included, newest first. */
    recordsOf: async (userId: string) => (await records(userId)) ?? [],
    /** The groups of a person, by name; `null` if the directory has none at all. */
    groupsOf: async (personId: string) => ((await hasGroups()) ? ((await groups(personId)) ?? []) : null),
    space(spaceId: string): SpaceFacts {
      const known = spaces.get(spaceId) ?? spaceFacts(store, spaceId);
      spaces.set(spaceId, known);
      return known;
    },
  };
}

interface SpaceFacts {
  membership(userId: string): Promise<Membership | null>;
  administrators(): ReturnType<ReturnType<Store["membershipsOf"]>["administrators"]>;
  seatsInUse(): ReturnType<ReturnType<Store["membershipsOf"]>["seatsInUse"]>;
}

function spaceFacts(store: Store, spaceId: string): SpaceFacts {
  const memberships = store.membershipsOf(spaceId);
  const membership = askedTogether(async (ids) =>
    byKey(await memberships.byUsers(ids), ({ userId }) => userId),
  );
  return {
    membership: async (userId) => (await membership(userId)) ?? null,
    administrators: once(() => memberships.administrators()),
    seatsInUse: once(() => memberships.seatsInUse()),
  };
}

const byKey = <T>(rows: readonly T[], key: (row: T) => string) => new Map(rows.map((row) => [key(row), row]));

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= read();
    return answer;
  };
}
