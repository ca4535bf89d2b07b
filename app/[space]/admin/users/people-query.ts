import { type ListQuery, type ListRules, readListQuery } from "@/components/ui/list-query";
import type { PeopleFilter } from "@/lib/features/people/list-people";
import {
  type MembershipOrigin,
  membershipOrigins,
  type SignInMeans,
  signInMeans,
} from "@/lib/model/people/person";
import { type Role, roles } from "@/lib/model/people/roles";
import { peopleSorts } from "@/lib/schemas/user";
import { memberStates } from "../../person-badge";

type MemberState = keyof typeof memberStates;
const states = Object.keys(memberStates) as MemberState[];

/** What the list of members may be sorted and filtered by. */
export function peopleRules(teams: readonly { id: string }[]): ListRules {
  return {
    sorts: peopleSorts,
    defaultSort: "name",
    filters: {
      role: roles,
      team: teams.map(({ id }) => id),
      status: states,
      signIn: signInMeans,
      origin: membershipOrigins,
      it: ["yes"],
    },
  };
}

/** The filters of the list's address, as the use cases take them. */
export function memberFilter({ role, team, status, signIn, origin, it }: ListQuery["filters"]): PeopleFilter {
  return {
    ...(role ? { role: role as Role } : {}),
    ...(team ? { team } : {}),
    ...(status ? ofState(status as MemberState) : {}),
    ...(signIn ? { signIn: signIn as SignInMeans } : {}),
    ...(origin ? { origin: origin as MembershipOrigin } : {}),
    ...(it ? { itAdministrator: true } : {}),
  };
}

function ofState(state: MemberState): PeopleFilter {
  if (state === "active") return { status: "active", hasSignedIn: true };
  if (state === "not_signed_in") return { status: "active", hasSignedIn: false };
  return { status: state };
}

/** The filters that are allowed among those given. */
export function readPeopleFilters(
  filters: Readonly<Record<string, string>>,
  teams: readonly { id: string }[],
): ListQuery["filters"] {
  return readListQuery(filters, peopleRules(teams)).filters;
}
