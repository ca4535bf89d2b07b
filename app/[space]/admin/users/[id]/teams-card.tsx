import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AssignmentSource } from "@/lib/model/people/person";
import { spacePaths } from "@/lib/server/http/navigation";
import { removeFromTeamAction } from "../../teams/actions";
import { changePeopleAction } from "../bulk-actions";

interface TeamsCardProps {
  slug: string;
  person: { id: string; name: string };
  /** The person's teams, each with how it was given. */
  teams: readonly { id: string; name: string; source: AssignmentSource }[];
  /** Every team of the space. */
  all: readonly { id: string; name: string }[];
  /** Somebody without access is put into no team. */
  mayAdd: boolean;
}

/** A person's teams: taken out of one by its button, put into another from the list. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function TeamsCard({ slug, person, teams, all, mayAdd }: TeamsCardProps) {
  const paths = spacePaths(slug);
  const others = all.filter(({ id }) => !teams.some((team) => team.id === id));
  return (
    <Card title="Teams" actions={<Link href={paths.teams}>All teams</Link>}>
      <div className="space-y-5">
        {teams.length === 0 ? (
          <p className="text-muted">{person.name} is in no team.</p>
        ) : (
          <ul className="divide-y divide-line">
            {teams.map((team) => (
              <li key={team.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <Link href={paths.team(team.id)} quiet>
                    {team.name}
                  </Link>
                  <span className="block text-sm text-muted">
                    {team.source === "manual"
                      ? "Added by hand"
                      : "Added by single sign-on, and again at the next sign-in as long as the rule exists"}
                  </span>
                </span>
                <Form action={removeFromTeamAction} label={`Remove from ${team.name}`}>
                  <input type="hidden" name="space" value={slug} />
                  <input type="hidden" name="teamId" value={team.id} />
                  <input type="hidden" name="userIds" value={person.id} />
                  <SubmitButton variant="quiet" size="small" pendingLabel="Removing">
                    Remove<span className="sr-only"> from {team.name}</span>
                  </SubmitButton>
                </Form>
              </li>
            ))}
          </ul>
        )}
        {mayAdd && others.length > 0 && (
          <Form action={changePeopleAction} label="Add to a team" resetOnSuccess>
            <input type="hidden" name="space" value={slug} />
            <input type="hidden" name="userIds[]" value={person.id} />
            <input type="hidden" name="change.kind" value="team" />
            <div className="sm:w-1/2">
              <SelectField
                name="change.teamId"
                label="Add to a team"
                placeholder="Choose a team"
                options={others.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </div>
            <FormActions>
              <SubmitButton variant="secondary" pendingLabel="Adding">
                Add to the team
              </SubmitButton>
            </FormActions>
          </Form>
        )}
      </div>
    </Card>
  );
}
