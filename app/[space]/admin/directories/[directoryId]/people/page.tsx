import { Users } from "lucide-react";
import type { Metadata } from "next";
import { FedPeopleTable } from "@/components/directories/fed-people-table";
import { feedLooks } from "@/components/directories/words";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { SearchableList } from "@/components/ui/searchable-list";
import { viewFedPerson } from "@/lib/features/directories/fed-person-view";
import { readDirectoryPeople } from "@/lib/features/directories/read-directory";
import { type FeedState, feedStates } from "@/lib/model/directories/directory";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { DirectoryFrame } from "../directory-frame";
import { type DirectoryParams, openDirectory } from "../directory-page";

export const metadata: Metadata = { title: "People of the directory" };

const rules: ListRules = { sorts: ["userName"], defaultSort: "userName", filters: { state: feedStates } };
const states = feedStates.map((value) => ({ value, label: feedLooks[value].word }));

interface PeoplePageProps {
  params: DirectoryParams;
  searchParams: Promise<SearchParams>;
}

/** The people whom a directory has sent, and what became of each. */
export default async function DirectoryPeoplePage({ params, searchParams }: PeoplePageProps) {
  const page = await openDirectory(params);
  const { ctx, health, called, paths } = page;
  const { id, status } = health.directory;
  const query = readListQuery(await searchParams, rules);
  const { state } = query.filters;
  const found = await readDirectoryPeople(await dependencies(), ctx, id, {
    ...pageQuery(query),
    ...(state ? { state: state as FeedState } : {}),
  });
  if (!found.ok) throw new Error(found.problem.message);
  const narrowed = query.q !== "" || state !== undefined;
  return (
    <DirectoryFrame {...page} help="leaving">
      <SearchableList
        path={paths.people(id)}
        query={query}
        searchLabel="Search by user name or ID"
        filters={[{ name: "state", label: "State", options: states }]}
        found={found.value}
        noun={["person", "people"]}
      >
        <FedPeopleTable
          rows={found.value.rows.map(viewFedPerson)}
          called={called}
          isApplied={status !== "observing"}
          user={(userId) => spacePaths(ctx.space.slug).user(userId)}
          requests={(userName) => `${paths.requests(id)}?${new URLSearchParams({ q: userName })}`}
          query={query}
          path={paths.people(id)}
          empty={
            <EmptyState icon={Users} title={narrowed ? "Nobody matches" : "Nobody has arrived yet"}>
              {narrowed
                ? "Nobody in this directory matches the search and filter."
                : `Assign people to the application in ${called}: they appear here as it sends them.`}
            </EmptyState>
          }
        />
      </SearchableList>
    </DirectoryFrame>
  );
}
