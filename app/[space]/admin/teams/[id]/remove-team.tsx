import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Team } from "@/lib/model/people/person";
import { counted } from "@/lib/model/text/counted";
import { removeTeamAction } from "../actions";

interface RemoveTeamProps {
  slug: string;
  team: Pick<Team, "id" | "name">;
  impact: { members: number; rules: { connection: string; rules: number; isDefault: boolean }[] };
}

/** Deletes the team, after showing what that affects. */
export function RemoveTeam({ slug, team, impact }: RemoveTeamProps) {
  return (
    <Card
      title="Delete this team"
      actions={
        <ConfirmDialog
          trigger={<Button variant="danger">Delete team</Button>}
          title={`Delete the team ${team.name}?`}
          consequences={[
            impact.members > 0
              ? `${counted(impact.members, "person leaves", "people leave")} the team. They stay in the space and keep their roles.`
              : "Nobody is in the team.",
            ...impact.rules.map(touched),
          ]}
          confirmLabel="Delete team"
          pendingLabel="Deleting"
          action={removeTeamAction}
          fields={{ space: slug, teamId: team.id }}
        />
      }
    >
      <p className="text-muted">People stay in the space and keep their roles. You cannot undo this.</p>
    </Card>
  );
}

function touched({ connection, rules, isDefault }: RemoveTeamProps["impact"]["rules"][number]): string {
  const parts = [
    ...(rules > 0 ? [counted(rules, "role rule", "role rules")] : []),
    ...(isDefault ? ["the default teams"] : []),
  ].join(" and ");
  return `The team is removed from ${parts} of ${connection}. Rules that gave nothing else are deleted.`;
}
