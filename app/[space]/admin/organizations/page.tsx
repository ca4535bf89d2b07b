import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listOrganizations, organizationSorts } from "@/lib/features/organizations/read-organizations";
import { helpAddress } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import type { OrganizationLine } from "@/lib/schemas/organization";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { SpaceConsole } from "../../space-console";
import { LinkBadge } from "./link-badge";
import { OrganizationTabs } from "./organization-tabs";

export const metadata: Metadata = { title: "Organizations" };

const statuses = [
  { value: "own", label: "This space's own" },
  { value: "agreed", label: "Agreed, not connected" },
  { value: "connected", label: "Connected" },
] as const;
const rules: ListRules = {
  sorts: organizationSorts,
  defaultSort: "name",
  filters: { status: statuses.map(({ value }) => value) },
};

interface OrganizationsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** The organizations whose people sign in here: the space's own and the linked ones. */
export default async function OrganizationsPage({ params, searchParams }: OrganizationsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const query = readListQuery(await searchParams, rules);
  const status = statuses.find(({ value }) => value === query.filters.status)?.value;
  const organizations = await listOrganizations(await dependencies(), ctx, {
    ...pageQuery(query),
    ...(status ? { status } : {}),
  });
  const { slug, ssoSubscribed } = ctx.space;
  const paths = spacePaths(slug);
  const narrowed = query.q !== "" || status !== undefined;
  const ask = ssoSubscribed && (
    <ButtonLink href={paths.organizationRequests} icon={<Building2 aria-hidden />}>
      Link another space's organization
    </ButtonLink>
  );
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/organizations")}
        title="Organizations"
        description="Company directories whose people can sign in to this space. One organization can be linked to several spaces; each space keeps its own rules, roles and switch."
        actions={ask}
      />
      <OrganizationTabs slug={slug} />
      <SearchableList
        path={paths.organizations}
        query={query}
        searchLabel="Search organizations"
        filters={[{ name: "status", label: "Link", options: statuses }]}
        found={organizations}
        noun={["organization", "organizations"]}
      >
        <DataTable
          caption="Organizations"
          rows={organizations.rows}
          rowKey={(line) => line.id}
          columns={columnsFor(slug)}
          query={query}
          path={paths.organizations}
          empty={
            narrowed ? (
              <EmptyState icon={Building2} title="No organization matches">
                No organization of this space matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={Building2} title="No organization yet" action={ask}>
                This space's own organization appears with its first connection or domain. You can also ask
                for another space's.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}

function columnsFor(slug: string): Column<OrganizationLine>[] {
  return [
    {
      key: "name",
      header: "Organization",
      sort: "name",
      cell: (line) => (
        <Link href={spacePaths(slug).organization(line.id)} quiet>
          {line.name}
        </Link>
      ),
    },
    { key: "owner", header: "Belongs to", sort: "owner", cell: (line) => line.ownerName },
    { key: "status", header: "Link", cell: (line) => <LinkBadge state={line.status} /> },
    {
      key: "here",
      header: "Signs in here",
      cell: (line) =>
        line.activeHere > 0 ? (
          counted(line.activeHere, "connection", "connections")
        ) : (
          <span className="text-muted">Nobody</span>
        ),
    },
    {
      key: "others",
      header: "Other spaces",
      cell: (line) =>
        line.status !== "own" ? (
          "–"
        ) : (
          <>
            {line.guests || "None"}
            {line.waiting > 0 && `, ${line.waiting} waiting for your answer`}
          </>
        ),
    },
  ];
}
