import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { RequestsTable } from "@/components/directories/requests-table";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { SearchableList } from "@/components/ui/searchable-list";
import { readDirectoryRequests } from "@/lib/features/directories/read-directory";
import { viewRequestRow } from "@/lib/features/directories/request-row-view";
import type { DirectoryRequestKind } from "@/lib/model/directories/directory";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { DirectoryFrame } from "../directory-frame";
import { type DirectoryParams, openDirectory } from "../directory-page";

export const metadata: Metadata = { title: "Requests of the directory" };

const outcomes = [
  { value: "failed", label: "Failed" },
  { value: "worked", label: "Worked" },
  { value: "changed", label: "Sends a change" },
] as const;
const kinds = [
  { value: "people", label: "People" },
  { value: "groups", label: "Groups" },
  { value: "bulk", label: "Many at once" },
  { value: "other", label: "Others" },
] as const;
const rules: ListRules = {
  sorts: ["at"],
  defaultSort: "-at",
  filters: { outcome: outcomes.map(({ value }) => value), kind: kinds.map(({ value }) => value) },
};

interface RequestsPageProps {
  params: DirectoryParams;
  searchParams: Promise<SearchParams>;
}

/** Everything that a directory has asked in the last 30 days: what changed, why it failed, and who fixes it. */
export default async function DirectoryRequestsPage({ params, searchParams }: RequestsPageProps) {
  const page = await openDirectory(params);
  const { ctx, health, called, paths } = page;
  const { id } = health.directory;
  const query = readListQuery(await searchParams, rules);
  const { outcome, kind } = query.filters;
  const found = await readDirectoryRequests(await dependencies(), ctx, id, {
    ...pageQuery(query),
    ...(kind ? { kind: kind as DirectoryRequestKind } : {}),
    ...(outcome === "changed" ? { changes: true } : outcome ? { failed: outcome === "failed" } : {}),
  });
  if (!found.ok) throw new Error(found.problem.message);
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  return (
    <DirectoryFrame {...page} help="requests">
      <SearchableList
        path={paths.requests(id)}
        query={query}
        searchLabel="Search by name, address or reason"
        filters={[
          { name: "outcome", label: "Outcome", options: outcomes },
          { name: "kind", label: "About", options: kinds },
        ]}
        found={found.value}
        noun={["request", "requests"]}
      >
        <RequestsTable
          rows={found.value.rows.map(viewRequestRow)}
          called={called}
          href={(requestId) => paths.request(id, requestId)}
          query={query}
          path={paths.requests(id)}
          empty={
            <EmptyState icon={ListChecks} title={narrowed ? "No request matches" : "Nothing has come yet"}>
              {narrowed
                ? "No request of the last 30 days matches the search and filters."
                : `Every request from ${called} appears here and stays for 30 days.`}
            </EmptyState>
          }
        />
      </SearchableList>
    </DirectoryFrame>
  );
}
