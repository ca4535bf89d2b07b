import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { HeldForm } from "@/components/directories/held-form";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { viewFedPerson } from "@/lib/features/directories/fed-person-view";
import { readDirectoryPeople } from "@/lib/features/directories/read-directory";
import { helpAddress } from "@/lib/model/help";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { SpaceConsole } from "../../../../space-console";
import { decideHeldAction } from "../../actions";
import { type DirectoryParams, openDirectory } from "../directory-page";

export const metadata: Metadata = { title: "Held by the brake" };

const rules: ListRules = { sorts: ["userName"], defaultSort: "userName" };

interface HeldPageProps {
  params: DirectoryParams;
  searchParams: Promise<SearchParams>;
}

/** People who would lose access, and keep it until an administrator confirms or rejects it. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function HeldPage({ params, searchParams }: HeldPageProps) {
  const { ctx, health, called, paths } = await openDirectory(params);
  const { directory, byState } = health;
  const { id, name, status } = directory;
  const query = readListQuery(await searchParams, rules);
  const found = await readDirectoryPeople(await dependencies(), ctx, id, {
    ...pageQuery(query, 50),
    state: "held",
  });
  if (!found.ok) throw new Error(found.problem.message);
  const path = paths.held(id);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/directories", "brake")}
        title="Held by the brake"
        description={
          byState.held > 0 &&
          `${name} says that these people have left. They are more than a tenth of its people, or more than 20, within ten minutes, so they keep their access until you decide: a group that was unassigned by mistake looks the same.`
        }
        back={{ href: paths.directory(id), label: name }}
      />
      {byState.held === 0 && query.q === "" ? (
        <EmptyState
          icon={CircleCheck}
          title="Nobody is held"
          action={<ButtonLink href={paths.directory(id)}>Back to {name}</ButtonLink>}
        >
          If a directory takes access away from many people at once, they are listed here until you decide.
        </EmptyState>
      ) : (
        <SearchableList
          path={path}
          query={query}
          searchLabel="Search by user name or ID"
          found={found.value}
          noun={["person", "people"]}
          countWords={["person held", "people held"]}
        >
          <HeldForm
            // Another page starts another selection.
            key={`${query.q} ${query.page} ${byState.held}`}
            space={ctx.space.slug}
            directoryId={id}
            called={called}
            isPaused={status === "paused"}
            people={found.value.rows.map(viewFedPerson)}
            held={byState.held}
            user={Object.fromEntries(
              found.value.rows.flatMap(({ userId }) =>
                userId ? [[userId, spacePaths(ctx.space.slug).user(userId)]] : [],
              ),
            )}
            query={query}
            path={path}
            action={decideHeldAction}
          />
        </SearchableList>
      )}
    </SpaceConsole>
  );
}
