import { done, type Outcome, refused } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { noSuchTeam } from "./save-team";

/** Puts a person of the space into a team by hand, found by address; their role stays. */
export async function addToTeam(
  deps: Dependencies,
  ctx: Context,
  input: { teamId: string; email: string },
): Promise<Outcome<{ email: string }>> {
  const { space, actor } = ctx;
  const email = normaliseEmail(input.email);
  return deps.store.transaction(async (tx) => {
    const team = await tx.teamsOf(space.id).byId(input.teamId);
    if (!team) return noSuchTeam();
    const user = email === null ? null : await tx.users.byEmail(email);
    if (!user || !(await tx.membershipsOf(space.id).byUser(user.id))) {
      return refused(
        "invalid",
        "not_a_member",
        "Nobody in this space has this address. Add the person under Members first.",
        { field: "email", received: input.email },
      );
    }
    await tx.teamsOf(space.id).addMember(team.id, user.id);
    await tx.auditOf(space.id).append(
      {
        actor,
        action: "team.member_added",
        target: { kind: "user", id: user.id, name: user.email },
        details: { team: team.name, teamId: team.id },
      },
      deps.now(),
    );
    return done({ email: user.email });
  });
}

/** Removes people from a team. A person whom a rule has put there returns at their next sign-in. */
export async function removeFromTeam(
  deps: Dependencies,
  ctx: Context,
  input: { teamId: string; userIds: readonly string[] },
): Promise<Outcome<{ removed: number }>> {
  const { space, actor } = ctx;
  if (input.userIds.length === 0)
    return refused("invalid", "nobody_chosen", "Select people first.", { field: "userIds" });
  return deps.store.transaction(async (tx) => {
    const team = await tx.teamsOf(space.id).byId(input.teamId);
    if (!team) return noSuchTeam();
    let removed = 0;
    for (const userId of input.userIds) {
      const isIn = (await tx.membershipsOf(space.id).teamsOf(userId)).some(({ id }) => id === team.id);
      if (!isIn) continue;
      const user = await tx.users.byId(userId);
      await tx.teamsOf(space.id).removeMember(team.id, userId);
      await tx.auditOf(space.id).append(
        {
          actor,
          action: "team.member_removed",
          target: { kind: "user", id: userId, ...(user ? { name: user.email } : {}) },
          details: { team: team.name, teamId: team.id },
        },
        deps.now(),
      );
      removed += 1;
    }
    return done({ removed });
  });
}
