import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { roleWords } from "@/components/connections/words";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { listTeams } from "@/lib/features/people/read-teams";
import { helpAddress } from "@/lib/model/help";
import type { Team } from "@/lib/model/people/person";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { SpaceConsole } from "../../space-console";
import { CreateTeam } from "./create-team";

export const metadata: Metadata = { title: "Teams" };

const rules: ListRules = { sorts: ["name", "members", "createdAt"], defaultSort: "name" };

interface TeamsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** The teams of the space, and a form for a new one. */
export default async function TeamsPage({ params, searchParams }: TeamsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const query = readListQuery(await searchParams, rules);
  const teams = await listTeams(await dependencies(), ctx, pageQuery(query));
  const { slug } = ctx.space;
  const path = spacePaths(slug).teams;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/roles")}
        title="Teams"
        description="Groups of members. Role rules, defaults and imports can add people to them."
        actions={<CreateTeam slug={slug} />}
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search teams"
        found={teams}
        noun={["team", "teams"]}
      >
        <DataTable
          caption="Teams"
          columns={columnsFor(slug)}
          rows={teams.rows}
          rowKey={(team) => team.id}
          query={query}
          path={path}
          empty={
            query.q ? (
              <EmptyState icon={UsersRound} title="No team matches">
                No team name in this space matches the search.
              </EmptyState>
            ) : (
              <EmptyState icon={UsersRound} title="No teams yet" action={<CreateTeam slug={slug} />}>
                A team groups members. Add people to it by hand, with a role rule or with an import.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}

function columnsFor(slug: string): Column<Team & { members: number }>[] {
  return [
    {
      key: "name",
      header: "Team",
      sort: "name",
      cell: (team) => (
        <Link href={spacePaths(slug).team(team.id)} quiet>
          {team.name}
        </Link>
      ),
    },
    {
      key: "members",
      header: "Members",
      sort: "members",
      cell: (team) => <span className="tabular">{team.members.toLocaleString("en")}</span>,
    },
    {
      key: "defaultRole",
      header: "Default role",
      cell: (team) =>
        team.defaultRole ? roleWords[team.defaultRole] : <span className="text-muted">None</span>,
    },
    {
      key: "createdAt",
      header: "Created",
      sort: "createdAt",
      cell: (team) => <RelativeTime value={team.createdAt.toISOString()} />,
    },
  ];
}
