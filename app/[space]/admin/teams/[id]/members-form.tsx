import { roleWords } from "@/components/connections/words";
import { StateBadge } from "@/components/ui/badge";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AssignmentSource, MembershipStatus } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import { PickTable } from "../../pick-table";
import { nameOf } from "../../users/people-table";
import { removeFromTeamAction } from "../actions";

export interface TeamMemberRow {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  status: MembershipStatus;
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
          label: nameOf(member),
          name: (
            <>
              <Link href={`${usersPath}/${member.userId}`} quiet>
                {nameOf(member)}
              </Link>
              {nameOf(member) !== member.email && (
                <span className="block text-sm font-normal text-muted">{member.email}</span>
              )}
            </>
          ),
          cells: [
            roleWords[member.role],
            <StateBadge key="status" state={member.status} />,
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
