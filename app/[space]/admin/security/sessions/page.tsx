import { MonitorSmartphone } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listSpaceSessions } from "@/lib/features/sessions/list-sessions";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { SessionsTable } from "./sessions-table";

export const metadata: Metadata = { title: "Sessions" };

const rules: ListRules = { sorts: ["userName", "createdAt", "lastSeenAt"], defaultSort: "-lastSeenAt" };

interface SessionsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Everybody who is signed in to the space. */
export default async function SessionsPage({ params, searchParams }: SessionsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const query = readListQuery(await searchParams, rules);
  const sessions = await listSpaceSessions(await dependencies(), ctx, pageQuery(query));
  const path = spacePaths(ctx.space.slug).sessions;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/passwords", "sessions")}
        title="Sessions"
        description="Browsers that are signed in to this space. Ending a session signs the person out of this space only."
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by person"
        found={sessions}
        noun={["session", "sessions"]}
      >
        <SessionsTable
          slug={ctx.space.slug}
          sessions={sessions.rows}
          currentSessionId={ctx.sessionId}
          withPeople
          query={query}
          path={path}
          empty={
            <EmptyState icon={MonitorSmartphone} title="No session matches">
              No signed-in person matches the search.
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
