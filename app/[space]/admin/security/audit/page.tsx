import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportButtons } from "@/components/ui/export-buttons";
import { listHref, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { readActors, readAudit } from "@/lib/features/audit/read-audit";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { mostCounted, pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { actionOptions } from "./action-words";
import { auditFilterOf, readAuditQuery } from "./audit-query";
import { AuditTable } from "./audit-table";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Who did what, when. Nothing in it can be changed or removed. */
export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const ctx = await requirePermission((await params).space, "read_audit");
  const deps = await dependencies();
  const query = readAuditQuery(await searchParams);
  const [events, actors] = await Promise.all([
    readAudit(deps, ctx, { ...pageQuery(query, 50), ...auditFilterOf(query), countUpTo: mostCounted }),
    readActors(deps, ctx),
  ]);
  const path = spacePaths(ctx.space.slug).audit;
  const exported = (format: string) => `${listHref(`${path}/export`, query, {})}&format=${format}`;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/log", "audit-log")}
        title="Audit log"
        actions={<ExportButtons hrefOf={exported} />}
        description="Who did what in this space, and when. Each entry is written together with the change, and entries cannot be changed."
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by event, actor or subject"
        filters={[
          { name: "action", label: "Event", options: actionOptions },
          {
            name: "actor",
            label: "By",
            options: actors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        dates={[
          { name: "from", label: "From" },
          { name: "to", label: "To" },
        ]}
        found={events}
        countedUpTo={mostCounted}
        noun={["event", "events"]}
      >
        <AuditTable
          events={events.rows}
          query={query}
          path={path}
          empty={
            <EmptyState icon={ScrollText} title="No event matches">
              No event in this space matches the search and filters.
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
