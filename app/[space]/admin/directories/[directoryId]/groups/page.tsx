import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { GroupsTable } from "@/components/directories/groups-table";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { SearchableList } from "@/components/ui/searchable-list";
import { readDirectoryGroups } from "@/lib/features/directories/read-groups";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { DirectoryFrame } from "../directory-frame";
import { type DirectoryParams, openDirectory } from "../directory-page";

export const metadata: Metadata = { title: "Groups of the directory" };

const rules: ListRules = { sorts: ["displayName"], defaultSort: "displayName" };

interface GroupsPageProps {
  params: DirectoryParams;
  searchParams: Promise<SearchParams>;
}

/** The groups that a directory has sent, with their members and what the role rules make of them. */
export default async function DirectoryGroupsPage({ params, searchParams }: GroupsPageProps) {
  const page = await openDirectory(params);
  const { ctx, health, called, paths } = page;
  const { id, connectionId } = health.directory;
  const query = readListQuery(await searchParams, rules);
  const found = await readDirectoryGroups(await dependencies(), ctx, id, pageQuery(query));
  if (!found.ok) throw new Error(found.problem.message);
  return (
    <DirectoryFrame {...page} help="roles">
      {connectionId === null ? (
        <Callout title="Groups give no roles yet">
          Everybody who arrives becomes a Reader. Choose under <Link href={paths.settings(id)}>Settings</Link>{" "}
          whose role rules the groups feed.
        </Callout>
      ) : (
        <p className="text-sm text-muted">
          What a group gives is decided by the{" "}
          <Link href={spacePaths(ctx.space.slug).mapping(connectionId)}>role rules</Link> of the connection.
          Somebody in several groups gets the highest role and all the teams.
        </p>
      )}
      <SearchableList
        path={paths.groups(id)}
        query={query}
        searchLabel="Search by name"
        found={found.value}
        noun={["group", "groups"]}
      >
        <GroupsTable
          rows={found.value.rows.map(({ group, gives }) => ({
            id: group.id,
            name: group.displayName,
            members: group.members,
            gives: gives.map(({ spaceName, role, teams }) => ({ spaceName, role, teams })),
            updatedAt: group.updatedAt.toISOString(),
          }))}
          href={(groupId) => paths.group(id, groupId)}
          query={query}
          path={paths.groups(id)}
          empty={
            <EmptyState icon={UsersRound} title={query.q ? "No group matches" : "No groups have arrived yet"}>
              {query.q
                ? "No group of this directory matches the search."
                : `${upper(called)} sends a group only if you tell it to; the guide says where.`}
            </EmptyState>
          }
        />
      </SearchableList>
    </DirectoryFrame>
  );
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
