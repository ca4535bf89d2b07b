import type { MemberCounts as Counts, MemberFilter } from "@/lib/db/repositories/memberships";
import type { TeamOfPerson } from "@/lib/db/repositories/teams";
import type { Store } from "@/lib/db/store";
import { roleOrigin } from "@/lib/model/mapping/role-origin";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { hasAccepted } from "@/lib/model/people/acceptance";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { mostPeopleAtOnce } from "@/lib/schemas/people-change";
import type { UserView } from "@/lib/schemas/user";
import { ownsPerson } from "./person-details";
import { viewUser } from "./user-view";

type Reads = Pick<Dependencies, "store">;

/** What a list of people can be narrowed by. */
export type PeopleFilter = MemberFilter;

/** The people of the space in numbers, by their state. */
export type MemberCounts = Counts;

/** How many people the space has, by their state. */
export function countPeople(deps: Reads, ctx: Pick<Context, "space">): Promise<MemberCounts> {
  return deps.store.membershipsOf(ctx.space.id).counts();
}

/** The people of the space. */
export async function listPeople(
  deps: Reads,
  ctx: Pick<Context, "space">,
  query: PageQuery & MemberFilter,
): Promise<Page<UserView>> {
  const page = await deps.store.membershipsOf(ctx.space.id).page(query);
  return { ...page, rows: page.rows.map(viewUser) };
}

/** The ids of everyone in the space who matches, by name; refused if they are more than can be changed at once. */
export async function matchingPeople(
  deps: Reads,
  ctx: Pick<Context, "space">,
  query: Pick<PageQuery, "search"> & MemberFilter,
): Promise<Outcome<string[]>> {
  const ids = await deps.store.membershipsOf(ctx.space.id).idsMatching(query, mostPeopleAtOnce);
  if (ids.length <= mostPeopleAtOnce) return done(ids);
  const most = mostPeopleAtOnce.toLocaleString("en");
  return refused(
    "invalid",
    "too_many_people",
    `More than ${most} people match, and at most ${most} can be changed at once. Narrow the list by a search or a filter first.`,
  );
}

/** The person of the space with this address, as a list of one or none. */
export async function findPersonByAddress(
  deps: Reads,
  ctx: Pick<Context, "space">,
  email: string,
): Promise<UserView | null> {
  const user = await deps.store.users.byEmail(email);
  return user ? findPerson(deps, ctx, user.id) : null;
}

/** One person of the space; `null` for anybody else. */
export async function findPerson(
  deps: Reads,
  ctx: Pick<Context, "space">,
  userId: string,
): Promise<UserView | null> {
  const member = await deps.store.membershipsOf(ctx.space.id).member(userId);
  return member && viewUser(member);
}

/** What a person's card shows in addition to their view. */
export interface PersonCard {
  person: UserView;
  /** The space may change name and address. */
  detailsEditable: boolean;
  teams: Pick<TeamOfPerson, "id" | "name" | "source">[];
  /** How the role was given, and what wins at the next sign-in. */
  roleOrigin: string;
}

/** The card of a person; `null` if they are not in the space. */
export async function readPersonCard(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  userId: string,
): Promise<PersonCard | null> {
  const memberships = deps.store.membershipsOf(ctx.space.id);
  const member = await memberships.member(userId);
  if (!member) return null;
  return {
    person: viewUser(member),
    detailsEditable: hasAccepted(member) && (await ownsPerson(deps.store, ctx.space.id, member.user)),
    teams: (await memberships.teamsOf(userId)).map(({ id, name, source }) => ({ id, name, source })),
    roleOrigin: roleOrigin({
      membership: member,
      ruledBy: await ruledBy(deps.store, ctx.space.id),
      otherAdministrators: (await memberships.administrators()).filter((other) => other.userId !== userId)
        .length,
    }),
  };
}

/** The connections in use whose rules give roles, by name. */
async function ruledBy(store: Store, spaceId: string): Promise<string[]> {
  const ruling = (await store.optionsOf(spaceId).all()).filter(
    ({ status, settings }) => status === "active" && settings.rules.length > 0,
  );
  const found = await Promise.all(ruling.map((option) => store.connectionLookup.byId(option.connectionId)));
  return found.flatMap((connection) => connection?.name ?? []);
}
