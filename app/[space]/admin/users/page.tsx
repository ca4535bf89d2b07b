import { FileUp, UserPlus, Users } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listPeople } from "@/lib/features/people/list-people";
import { teamChoices } from "@/lib/features/people/read-teams";
import { helpAddress } from "@/lib/model/help";
import { membershipOrigins } from "@/lib/model/people/person";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { memberStates } from "../../person-badge";
import { SpaceConsole } from "../../space-console";
import { roleOptions, shortOriginWords } from "../../words";
import { memberFilter, peopleRules } from "./people-query";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "Members" };

const statuses = Object.entries(memberStates).map(([value, label]) => ({ value, label }));
const origins = membershipOrigins.map((value) => ({ value, label: shortOriginWords[value] }));
const ways = [
  { value: "password", label: "Has a password" },
  { value: "sso", label: "Linked to single sign-on" },
] as const;

interface MembersPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** The people of the space. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function MembersPage({ params, searchParams }: MembersPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const deps = await dependencies();
  const teams = await teamChoices(deps, ctx);
  const query = readListQuery(await searchParams, peopleRules(teams));
  const people = await listPeople(deps, ctx, { ...pageQuery(query), ...memberFilter(query.filters) });
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  const paths = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/people")}
        title="Members"
        description="Everyone who belongs to this space, what they may do, and how they sign in."
        actions={
          <>
            <ButtonLink href={paths.importPeople} icon={<FileUp aria-hidden />}>
              Import
            </ButtonLink>
            <ButtonLink href={`${paths.users}/new`} variant="primary" icon={<UserPlus aria-hidden />}>
              Add a member
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
          { name: "origin", label: "Came in", options: origins },
          {
            name: "it",
            label: "IT administrators",
            options: [{ value: "yes", label: "Only IT administrators" }],
          },
        ]}
        found={people}
        noun={["member", "members"]}
      >
        <PeopleTable
          // Another search or filter starts another selection; another page of the same list continues it.
          key={JSON.stringify([query.q, query.filters])}
          slug={ctx.space.slug}
          people={people.rows}
          total={people.total}
          teams={teams.map(({ id, name }) => ({ id, name }))}
          query={query}
          path={paths.users}
          empty={
            <EmptyState icon={Users} title={narrowed ? "Nobody matches" : "Nobody on this page"}>
              {narrowed
                ? "No member of this space matches the search and filters."
                : "The list has fewer pages than this. Go back to the first one."}
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
