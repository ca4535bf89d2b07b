import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { readTeam } from "@/lib/features/people/read-teams";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { addToTeamAction, saveTeamAction } from "../actions";
import { TeamFields } from "../team-fields";
import { MembersForm } from "./members-form";
import { RemoveTeam } from "./remove-team";

export const metadata: Metadata = { title: "Team" };

const rules: ListRules = { sorts: ["name", "email", "role"], defaultSort: "name" };

interface TeamPageProps {
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

/** One team: its name and default role, its people, and its deletion. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function TeamPage({ params, searchParams }: TeamPageProps) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const query = readListQuery(await searchParams, rules);
  const found = await readTeam(await dependencies(), ctx, id, pageQuery(query, 50));
  if (!found) notFound();
  const { team, members, impact } = found;
  const { slug } = ctx.space;
  const paths = spacePaths(slug);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title={team.name}
        description={counted(impact.members, "person", "people")}
        back={{ href: paths.teams, label: "Teams" }}
      />
      <Card title="Name and default role">
        <Form action={saveTeamAction} label="Name and default role">
          <input type="hidden" name="space" value={slug} />
          <input type="hidden" name="teamId" value={team.id} />
          <TeamFields team={team} />
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Card
        title="Add a member"
        description={
          <>
            To add several, select them under <Link href={paths.users}>Members</Link>.
          </>
        }
      >
        <Form action={addToTeamAction} label="Add a member" resetOnSuccess>
          <input type="hidden" name="space" value={slug} />
          <input type="hidden" name="teamId" value={team.id} />
          <TextField
            name="email"
            type="email"
            label="Email address"
            help="Of somebody who is a member of this space."
            autoComplete="off"
          />
          <FormActions>
            <SubmitButton variant="secondary" pendingLabel="Adding">
              Add to the team
            </SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <section aria-labelledby="team-people" className="space-y-4">
        <h2 id="team-people" className="text-lg font-semibold">
          Members
        </h2>
        <SearchableList
          path={paths.team(id)}
          query={query}
          searchLabel="Search by name or address"
          found={members}
          noun={["person", "people"]}
        >
          {members.rows.length === 0 ? (
            <EmptyState icon={UsersRound} title={query.q ? "Nobody matches" : "Nobody is in this team yet"}>
              {query.q
                ? "Nobody in this team matches the search."
                : "Add somebody above, or use a role rule to add people at their next sign-in."}
            </EmptyState>
          ) : (
            <MembersForm slug={slug} teamId={team.id} members={members.rows} usersPath={paths.users} />
          )}
        </SearchableList>
      </section>
      <RemoveTeam slug={slug} team={team} impact={impact} />
    </SpaceConsole>
  );
}
