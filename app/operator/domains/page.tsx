import { Globe } from "lucide-react";
import type { Metadata } from "next";
import { StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { listDomainsForOperator, type OperatorDomain } from "@/lib/features/domains/approve-domain";
import type { DomainStatus } from "@/lib/model/organizations/organization";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../list-page";
import { approveDomainAction } from "../actions";
import { OperatorConsole } from "../operator-console";

export const metadata: Metadata = { title: "Domains" };

const statuses = [
  { value: "pending", label: "Pending" },
  { value: "verified", label: "Verified" },
  { value: "failing", label: "Failing" },
  { value: "expired", label: "Expired" },
] as const;
const rules: ListRules = {
  sorts: ["name", "status", "createdAt"],
  defaultSort: "-createdAt",
  filters: { status: statuses.map(({ value }) => value) },
};
const path = "/operator/domains";

/** The domains of every space; pending ones can be approved without a DNS record. */
export default async function OperatorDomainsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireOperator();
  const query = readListQuery(await searchParams, rules);
  const { status } = query.filters;
  const domains = await listDomainsForOperator(await dependencies(), {
    ...pageQuery(query),
    ...(status ? { status: status as DomainStatus } : {}),
  });
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Domains"
        description="Spaces verify their domains with a DNS record. If a space cannot, approve its domain here once you know that it owns it."
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by domain or space"
        filters={[{ name: "status", label: "Status", options: statuses }]}
        found={domains}
        noun={["domain", "domains"]}
      >
        <DataTable
          caption="Domains"
          columns={columns}
          rows={domains.rows}
          rowKey={(domain) => domain.id}
          query={query}
          path={path}
          empty={
            <EmptyState icon={Globe} title={query.q || status ? "No domain matches" : "No domains yet"}>
              Domains appear here as soon as a space adds one.
            </EmptyState>
          }
        />
      </SearchableList>
    </OperatorConsole>
  );
}

const columns: Column<OperatorDomain>[] = [
  { key: "name", header: "Domain", sort: "name", cell: (domain) => domain.name },
  {
    key: "space",
    header: "Space",
    cell: (domain) => (
      <Link href={`/operator/spaces/${domain.space.id}`} quiet>
        {domain.space.name}
      </Link>
    ),
  },
  { key: "status", header: "Status", sort: "status", cell: (domain) => <StateBadge state={domain.status} /> },
  {
    key: "createdAt",
    header: "Added",
    sort: "createdAt",
    cell: (domain) => <RelativeTime value={domain.createdAt} />,
  },
  {
    key: "approve",
    header: "Approve",
    headerHidden: true,
    align: "end",
    cell: (domain) =>
      domain.status === "verified" ? null : (
        <ConfirmDialog
          trigger={
            <Button size="small" aria-label={`Approve ${domain.name} for ${domain.space.name}`}>
              Approve
            </Button>
          }
          title={`Approve ${domain.name}?`}
          consequences={[
            `The identity provider of ${domain.space.name} can sign in people with any address in ${domain.name}.`,
            "No other space can verify the domain after that.",
          ]}
          confirmLabel="Approve domain"
          tone="primary"
          action={approveDomainAction}
          fields={{ spaceId: domain.space.id, id: domain.id }}
        />
      ),
  },
];
