import { FileUp, UserPlus, Users } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listPeople } from "@/lib/features/people/list-people";
import { teamChoices } from "@/lib/features/people/read-teams";
import { helpAddress } from "@/lib/model/help";
import type { SignInMeans } from "@/lib/model/people/person";
import { type Role, roles } from "@/lib/model/people/roles";
import { peopleSorts } from "@/lib/schemas/user";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { SpaceConsole } from "../../space-console";
import { roleOptions } from "../../words";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "Users" };

const statuses = [
  { value: "active", label: "Active" },
  { value: "invited", label: "Invited" },
  { value: "pending", label: "Pending" },
  { value: "deactivated", label: "Deactivated" },
] as const;
const ways = [
  { value: "password", label: "Has a password" },
  { value: "sso", label: "Linked to single sign-on" },
] as const;
const rulesFor = (teams: readonly { id: string }[]): ListRules => ({
  sorts: peopleSorts,
  defaultSort: "name",
  filters: {
    role: roles,
    team: teams.map(({ id }) => id),
    status: statuses.map(({ value }) => value),
    signIn: ways.map(({ value }) => value),
    it: ["yes"],
  },
});

interface UsersPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** The people of the space. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const deps = await dependencies();
  const teams = await teamChoices(deps, ctx);
  const query = readListQuery(await searchParams, rulesFor(teams));
  const { role, team, status, signIn, it } = query.filters;
  const people = await listPeople(deps, ctx, {
    ...pageQuery(query),
    ...(role ? { role: role as Role } : {}),
    ...(team ? { team } : {}),
    ...(status ? { status } : {}),
    ...(signIn ? { signIn: signIn as SignInMeans } : {}),
    ...(it ? { itAdministrator: true } : {}),
  });
  const paths = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/people")}
        title="Users"
        description="Everyone who belongs to this space, what they may do, and how they sign in."
        actions={
          <>
            <ButtonLink href={paths.importPeople} icon={<FileUp aria-hidden />}>
              Import
            </ButtonLink>
            <ButtonLink href={`${paths.users}/new`} variant="primary" icon={<UserPlus aria-hidden />}>
              Add a person
            </ButtonLink>
          </>
        }
      />
      <SearchableList
        path={paths.users}
        query={query}
        searchLabel="Search by name or address"
        filters={[
          { name: "role", label: "Role", options: roleOptions },
          ...(teams.length > 0
            ? [
                {
                  name: "team",
                  label: "Team",
                  options: teams.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
          { name: "status", label: "Status", options: statuses },
          { name: "signIn", label: "Sign-in", options: ways },
          {
            name: "it",
            label: "IT administrators",
            options: [{ value: "yes", label: "Only IT administrators" }],
          },
        ]}
        found={people}
        noun={["person", "people"]}
      >
        <PeopleTable
          people={people.rows}
          query={query}
          path={paths.users}
          empty={
            <EmptyState icon={Users} title="Nobody matches">
              No person in this space matches the search and filters.
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
