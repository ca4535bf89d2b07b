import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { ListToolbar } from "@/components/ui/list-toolbar";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { dependencies } from "@/lib/server/dependencies";
import { spacePaths } from "@/lib/server/navigation";
import { requirePermission } from "@/lib/server/require";
import { readAudit } from "@/lib/usecases/read-trail";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { counted } from "../../../words";
import { actionOptions, actionWords } from "./action-words";
import { AuditTable } from "./audit-table";

export const metadata: Metadata = { title: "Audit log" };

const rules: ListRules = {
  sorts: ["at"],
  defaultSort: "-at",
  filters: { action: Object.keys(actionWords) },
};

interface AuditPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Who did what, when. Nothing in it can be changed or taken away. */
export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const acting = await requirePermission((await params).space, "read_audit");
  const query = readListQuery(await searchParams, rules);
  const { action } = query.filters;
  const events = await readAudit(await dependencies(), acting, {
    ...pageQuery(query, 50),
    ...(action ? { action } : {}),
  });
  const path = spacePaths(acting.space.slug).audit;
  return (
    <SpaceConsole acting={acting} width="wide">
      <PageHeader
        title="Audit log"
        description="Who did what in this space, and when. Each entry is written together with what it tells of, and none can be changed afterwards."
      />
      <ListToolbar
        path={path}
        query={query}
        searchLabel="Search by who, what or whom"
        filters={[{ name: "action", label: "Event", options: actionOptions }]}
        count={counted(events.total, "event", "events")}
      />
      <AuditTable
        events={events.rows}
        query={query}
        path={path}
        empty={
          <EmptyState icon={ScrollText} title="No event matches">
            Nothing that happened in this space fits the search and filters.
          </EmptyState>
        }
      />
      <Pagination path={path} query={query} pageSize={events.pageSize} total={events.total} noun="events" />
    </SpaceConsole>
  );
}
