import { Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FedPeopleTable } from "@/components/directories/fed-people-table";
import { GivesCell } from "@/components/directories/gives-cell";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { viewFedPerson } from "@/lib/features/directories/fed-person-view";
import { readDirectoryGroup } from "@/lib/features/directories/read-groups";
import { helpAddress } from "@/lib/model/help";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../../list-page";
import { SpaceConsole } from "../../../../../space-console";
import { openDirectory } from "../../directory-page";

export const metadata: Metadata = { title: "Group of the directory" };

const rules: ListRules = { sorts: ["userName"], defaultSort: "userName" };

interface GroupPageProps {
  params: Promise<{ space: string; directoryId: string; groupId: string }>;
  searchParams: Promise<SearchParams>;
}

/** One group of a directory: what it gives, and its members. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function DirectoryGroupPage({ params, searchParams }: GroupPageProps) {
  const { ctx, health, called, paths } = await openDirectory(params);
  const { groupId } = await params;
  const { id, name, status, connectionId } = health.directory;
  const query = readListQuery(await searchParams, rules);
  const input = { directoryId: id, groupId };
  const found = await readDirectoryGroup(await dependencies(), ctx, input, pageQuery(query));
  if (!found.ok) notFound();
  const { group, gives, people } = found.value;
  const path = paths.group(id, groupId);
  const space = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/directories", "roles")}
        title={group.displayName}
        description={`A group of ${name}. Its members are changed in ${called}.`}
        back={{ href: paths.groups(id), label: "Groups" }}
      />
      <Card
        title="What it gives"
        actions={connectionId && <Link href={space.mapping(connectionId)}>Role rules</Link>}
      >
        <div className="space-y-5">
          <DescriptionList items={[{ term: "Everybody in it gets", value: <GivesCell gives={gives} /> }]} />
          {group.externalId && (
            <CopyField
              label="ID of the group"
              value={group.externalId}
              help="A role rule may name the group by this too."
            />
          )}
        </div>
      </Card>
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by user name or ID"
        found={people}
        noun={["member", "members"]}
      >
        <FedPeopleTable
          rows={people.rows.map(viewFedPerson)}
          called={called}
          isApplied={status !== "observing"}
          user={space.user}
          requests={(userName) => `${paths.requests(id)}?${new URLSearchParams({ q: userName })}`}
          query={query}
          path={path}
          empty={
            <EmptyState icon={Users} title={query.q ? "Nobody matches" : "Nobody is in this group"}>
              {query.q ? "No member of the group matches the search." : `Add people to it in ${called}.`}
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
