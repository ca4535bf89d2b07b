import { Globe } from "lucide-react";
import type { Metadata } from "next";
import { StateBadge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { listDomains } from "@/lib/features/domains/find-domain";
import { helpAddress } from "@/lib/model/help";
import type { DomainStatus } from "@/lib/model/organizations/organization";
import type { DomainView } from "@/lib/schemas/domain";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { AddDomain } from "./add-domain";

export const metadata: Metadata = { title: "Domains" };

const statuses = [
  { value: "pending", label: "Pending" },
  { value: "verified", label: "Verified" },
  { value: "failing", label: "Failing" },
  { value: "expired", label: "Expired" },
] as const;
const rules: ListRules = {
  sorts: ["name", "status", "createdAt", "lastCheckedAt"],
  defaultSort: "name",
  filters: { status: statuses.map(({ value }) => value) },
};

interface DomainsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** The email domains that the space's connections may vouch for. */
export default async function DomainsPage({ params, searchParams }: DomainsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const query = readListQuery(await searchParams, rules);
  const { status } = query.filters;
  const domains = await listDomains(await dependencies(), ctx, {
    ...pageQuery(query),
    ...(status ? { status: status as DomainStatus } : {}),
  });
  const { slug } = ctx.space;
  const path = spacePaths(slug).domains;
  const narrowed = query.q !== "" || status !== undefined;
  const isEmpty = domains.rows.length === 0 && !narrowed;
  const add = ctx.space.ssoSubscribed && <AddDomain slug={slug} />;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/domains")}
        title="Domains"
        description="The part of your email addresses after the @. New people can sign in through single sign-on only from domains that you have verified."
        actions={!isEmpty && add}
      />
      {!ctx.space.ssoSubscribed && <NotSubscribed />}
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search domains"
        filters={[{ name: "status", label: "Status", options: statuses }]}
        found={domains}
        noun={["domain", "domains"]}
      >
        <DataTable
          caption="Domains"
          columns={columnsFor(slug)}
          rows={domains.rows}
          rowKey={(domain) => domain.id}
          query={query}
          path={path}
          empty={
            narrowed ? (
              <EmptyState icon={Globe} title="No domain matches">
                No domain of this space matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={Globe} title="No domains yet" action={add}>
                Add the domain of your email addresses, then verify it with a DNS record. It takes a few
                minutes.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}

function NotSubscribed() {
  return (
    <Callout title="Single sign-on is not part of this space's plan">
      <p>Only single sign-on uses domains. Ask your account manager to add the SSO option.</p>
    </Callout>
  );
}

function columnsFor(slug: string): Column<DomainView>[] {
  return [
    {
      key: "name",
      header: "Domain",
      sort: "name",
      cell: (domain) => (
        <Link href={spacePaths(slug).domain(domain.id)} quiet>
          {domain.name}
        </Link>
      ),
    },
    {
      key: "status",
      header: "Status",
      sort: "status",
      cell: (domain) => <StateBadge state={domain.status} />,
    },
    {
      key: "by",
      header: "Verified by",
      cell: (domain) =>
        domain.verifiedBy === "operator" ? "Approval" : domain.verifiedBy === "dns" ? "DNS record" : "–",
    },
    {
      key: "lastCheckedAt",
      header: "Last checked",
      sort: "lastCheckedAt",
      cell: (domain) =>
        domain.lastCheckedAt ? (
          <RelativeTime value={domain.lastCheckedAt} />
        ) : (
          <span className="text-muted">Never</span>
        ),
    },
  ];
}
