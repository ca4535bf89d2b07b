import { roleWords } from "@/components/connections/words";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { type AssignmentSource, displayName, type MembershipStatus } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import { PersonBadge } from "../../../person-badge";
import { PickTable } from "../../pick-table";
import { PersonCell } from "../../users/person-cell";
import { removeFromTeamAction } from "../actions";

export interface TeamMemberRow {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  status: MembershipStatus;
  lastSignInAt: Date | null;
  source: AssignmentSource;
}

interface MembersFormProps {
  slug: string;
  teamId: string;
  members: readonly TeamMemberRow[];
  usersPath: string;
}

/** The people of a team with checkboxes to remove some. */
export function MembersForm({ slug, teamId, members, usersPath }: MembersFormProps) {
  return (
    <Form action={removeFromTeamAction} label="People in the team">
      <input type="hidden" name="space" value={slug} />
      <input type="hidden" name="teamId" value={teamId} />
      <PickTable
        caption="People in the team"
        columns={["Role", "Status", "In the team"]}
        rows={members.map((member) => ({
          id: member.userId,
          label: displayName(member),
          name: (
            <PersonCell person={{ ...member, id: member.userId }} href={`${usersPath}/${member.userId}`} />
          ),
          cells: [
            roleWords[member.role],
            <PersonBadge key="status" {...member} />,
            member.source === "manual" ? "By hand" : "By single sign-on",
          ],
        }))}
      >
        <SubmitButton variant="secondary" pendingLabel="Removing">
          Remove from the team
        </SubmitButton>
        <p className="text-sm text-muted">
          People who were added by single sign-on are added again at their next sign-in, as long as the rule
          exists.
        </p>
      </PickTable>
    </Form>
  );
}
