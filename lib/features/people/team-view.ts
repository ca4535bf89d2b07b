import type { TeamMember } from "@/lib/db/repositories/teams";
import type { Team } from "@/lib/model/people/person";
import type { TeamMemberView, TeamView } from "@/lib/schemas/team-api";

/** A team with its number of people. */
export function viewTeam({ id, name, defaultRole, createdAt }: Team, members: number): TeamView {
  return { id, name, defaultRole, members, createdAt: createdAt.toISOString() };
}

/** A person of a team as their space may see them. */
export function viewTeamMember(member: TeamMember): TeamMemberView {
  const { userId, email, firstName, lastName, role, status, source, lastSignInAt } = member;
  return {
    userId,
    email,
    firstName,
    lastName,
    role,
    status,
    source,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  };
}
