import type { DirectoryGroup } from "@/lib/db/repositories/directory-groups";
import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import { applyRules } from "@/lib/model/mapping/role-rules";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Role } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { fedIdentity } from "./fed-identity";
import { findDirectory } from "./manage-directories";
import { lockTargetSpaces, type TargetSpace } from "./target-spaces";

/** What a group gives its people in one space, by that space's rules. */
export interface GroupGift {
  spaceId: string;
  spaceName: string;
  /** `null`: no rule gives people of the group a role; they get what the space gives everybody. */
  role: Role | null;
  /** Names of teams. */
  teams: string[];
}

/** A group of the feed with what it gives. */
export interface GroupWithGifts {
  group: DirectoryGroup & { members: number };
  gives: GroupGift[];
}

type Reading = Pick<Dependencies, "store">;
type Space = Pick<Context, "space">;

/** The groups of a directory, by name, with the number of members and what each gives. */
export async function readDirectoryGroups(
  { store }: Reading,
  ctx: Space,
  id: string,
  query: PageQuery,
): Promise<Outcome<Page<GroupWithGifts>>> {
  const found = await findDirectory(store, ctx, id);
  if (!found.ok) return found;
  const page = await store.directoryGroupsOf(found.value).page(query);
  const giving = await readGiving(store, found.value);
  return done({ ...page, rows: page.rows.map((group) => ({ group, gives: giftsOf(giving, group) })) });
}

/** One group, with a page of its people. */
export async function readDirectoryGroup(
  { store }: Reading,
  ctx: Space,
  input: { directoryId: string; groupId: string },
  query: PageQuery,
): Promise<Outcome<{ group: DirectoryGroup; gives: GroupGift[]; people: Page<DirectoryPerson> }>> {
  const { directoryId, groupId } = input;
  const found = await findDirectory(store, ctx, directoryId);
  if (!found.ok) return found;
  const group = await store.directoryGroupsOf(found.value).byId(groupId);
  if (!group)
    return refused("not_found", "directory_group_not_found", "There is no such group in this directory.");
  const people = await store.directoryPeopleListsOf(found.value).page({ ...query, groupId });
  return done({ group, gives: giftsOf(await readGiving(store, found.value), group), people });
}

interface Giving {
  target: TargetSpace;
  teamNames: ReadonlyMap<string, string>;
}

/** The spaces that the directory brings people to, with their rules. Held for a moment only. */
function readGiving(store: Store, directory: Directory): Promise<Giving[]> {
  return store.transaction(async (tx) => {
    const giving: Giving[] = [];
    for (const target of await lockTargetSpaces(tx, directory)) {
      if (target.onlyLeaving) continue;
      const teams = await tx.teamsOf(target.space.id).all();
      giving.push({ target, teamNames: new Map(teams.map((team) => [team.id, team.name])) });
    }
    return giving;
  });
}

function giftsOf(
  giving: readonly Giving[],
  group: Pick<DirectoryGroup, "displayName" | "externalId">,
): GroupGift[] {
  return giving.map(({ target: { space, settings }, teamNames }) => {
    const { role, teams } = applyRules(settings, fedIdentity({}, [group], settings).attributes);
    const names = teams.flatMap((id) => teamNames.get(id) ?? []);
    return { spaceId: space.id, spaceName: space.name, role, teams: names };
  });
}
